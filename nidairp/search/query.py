"""What somebody typed, understood: words that must all be there, "phrases", beginnings*, -unwanted words.

Whatever is typed is a question: what makes no sense is left out, and nothing is an error. Names, Greek
letters and compounds are asked for in each of their usual spellings. No SQL: each engine writes its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from . import isbn
from .inflected import inflected
from .letters import GREEK, fold

LONGEST = 200

Phrase = tuple[str, ...]
_T = TypeVar("_T")

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
_PIECES = re.compile(r'(-?)"([^"]*)"(\*?)|([^\s"]+)')
# What people paste before an identifier; the identifier itself is searched as the words it is made of. And
# what other programs' questions and citations hold beside their words.
_LABELS = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*doi\.org/\s*|https?://\S*/(?:pubmed|articles|abs)/"
    r"|(?:https?://)?(?:pubmed|pmc)\.ncbi\.nlm\.nih\.gov/(?:articles/)?"
    r"|\b(?:doi|pmid|pmcid|arxiv)\s*:\s*|\b(?:doi|pmid|pmcid|pubmed|arxiv|isbn(?:-1[03])?)[\s:]+(?=\S*\d)"
    r"|(?<!\S)(?:author|title|journal|abstract|keyword)s?:\s*|\bet\s+al\b\.?",
    re.IGNORECASE,
)
# Of an address what follows it; and the signs that browsers write into one.
_AFTER_ADDRESS = re.compile(r"(https?://[^\s?#]+|\b[\w.-]+\.(?:gov|org)/[^\s?#]+)[?#]\S*", re.IGNORECASE)
_ESCAPED = re.compile("%(2[0-9a-f]|3[a-f])", re.IGNORECASE)
#: Between two words: either will do; and before one: it must not be there.
_OR, _NOT = "OR", "NOT"
_MINUS = re.compile(r"-\w")
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
# Not as in "Bauer" and "queen"; nor at the end: "cue" and "algae" would be asked for twice.
_SPELT_OUT = re.compile(r"(?<![aeiouqy])([aou])e(?<![au]e\Z)")
_NUMBERED_GREEK = re.compile(rf"({'|'.join(sorted(set(GREEK.values()), key=len, reverse=True))})(?=\d|$)|\d+")
# "OBrien", whose apostrophe parts two words in the index.
_IRISH = re.compile(r"o[bcdfghklmnrs][a-z]{3,}")
# "5HT2A" and "COVID19", which are mostly written with a hyphen.
_UNHYPHENATED = re.compile(r"(\d+)([a-z]{2}\w*)|([a-z]{3,})(\d+)")
_GABA = re.compile(r"\bgaba\b")
_GABA_INDEX = re.compile(r"\bgaba ([abc])\b")
QUIET = frozenset(
    "a an and are as at by can did do does for from how in into is of on or that the this to via vs was were "
    "what when where which why with".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there, in any of these spellings; those `begun` may be beginnings."""

    spellings: tuple[Phrase, ...]
    begun: frozenset[Phrase] = frozenset()

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Those of its spellings that are more than a word."""
        return tuple(words for words in self.spellings if len(words) > 1)

    def __or__(self, other: "Term") -> "Term":
        return Term(_once([*self.spellings, *other.spellings]), self.begun | other.begun)


@dataclass(frozen=True, slots=True)
class Query:
    """The terms, those that must not be there, and the text as it is shown again in the search box."""

    text: str
    terms: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse(text: str) -> Query:
    text = " ".join(_CONTROLS.sub(" ", text[: LONGEST * 4]).split())[:LONGEST].rstrip()
    terms, unwanted = map(_once, _terms(_without_labels(text)))
    loud = tuple(term for term in terms if term.begun or not _is_quiet(term))
    # Who names nothing but what is unwanted may mean anything else.
    return Query(text, loud or terms, unwanted) if terms else Query(text, unwanted)


def _without_labels(text: str) -> str:
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _AFTER_ADDRESS.sub(r"\1", text)
    return _LABELS.sub(" ", text).replace("“", '"').replace("”", '"')


def _terms(text: str) -> tuple[list[Term], list[Term]]:
    """One for each piece, and the unwanted ones; two that have OR between them are one."""
    terms: list[Term] = []
    unwanted: list[Term] = []
    before, latest = "", terms
    for minus, quoted, star, bare in _PIECES.findall(text):
        if bare in (_OR, _NOT):
            before = bare
        elif term := _term(quoted, star, bare):
            if before == _NOT or minus or _MINUS.match(bare):
                before, latest = "", unwanted
            elif before != _OR:
                latest = terms
            latest.append(latest.pop() | term if latest and before == _OR else term)
            before = ""
    return terms, unwanted


def _term(quoted: str, star: str, bare: str) -> Term | None:
    prefix = bool(star) or (bare.endswith("*") and bare != "*")
    words = tuple(fold(quoted or bare).split())
    if not words:
        return None
    # One letter begins half of all words; after a name it is an initial.
    prefix = prefix and (len(words[-1]) > 1 or len(words) > 1)
    spellings = [words] if quoted or prefix else [(*words[:-1], last) for last in inflected(words[-1])]
    several = _once([*spellings, *_other_spellings(quoted or bare, words, prefix)])
    return Term(several, frozenset(several if prefix else ()))


def _once(several: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(several))


def _is_quiet(term: Term) -> bool:
    return len(term.spellings[0]) == 1 and term.spellings[0][0] in QUIET


def _other_spellings(typed: str, words: Phrase, prefix: bool) -> Iterator[Phrase]:
    lower = typed.lower()
    if any(letter in lower for letter in _UMLAUTS):
        yield tuple(fold("".join(_UMLAUTS.get(letter, letter) for letter in lower)).split())
    yield _with_umlauts(words, prefix)
    apart = tuple(part for word in words for part in _apart(word))
    if apart != words:
        yield apart
    if 1 < len(words) < 4 and len(typed.split()) == 1 and "/" not in typed:
        yield ("".join(words),)
    if len(words) == 1 and _IRISH.fullmatch(words[0]):
        yield (words[0][0], words[0][1:])
    if len(words) == 1 and (found := _UNHYPHENATED.fullmatch(words[0])):
        yield tuple(part for part in found.groups() if part)
    yield from _with_index(words)
    yield from ((form,) for form in isbn.forms(typed))


def _with_umlauts(words: Phrase, prefix: bool) -> Phrase:
    """As in the index; a beginning does not end where it ends."""
    whole = [*words[:-1], words[-1] + "*" * prefix]
    return tuple(_SPELT_OUT.sub(r"\1", word).rstrip("*") for word in whole)


def _with_index(words: Phrase) -> Iterator[Phrase]:
    """The letter below the line is a part of the word: "GABA receptors" are GABAA, GABAB and GABAC."""
    text = _GABA_INDEX.sub(r"gaba\1", " ".join(words))
    if "gaba" in text.split():
        yield from (tuple(_GABA.sub(f"gaba{index}", text).split()) for index in "abc")
    elif text != " ".join(words):
        yield tuple(text.split())


def _apart(word: str) -> Phrase:
    """ "alpha4beta2" as the words that "α4β2" is made of."""
    parts = [found[0] for found in _NUMBERED_GREEK.finditer(word)]
    return tuple(parts) if "".join(parts) == word else (word,)
