"""The places in a text that a link can lead to (``/about/#methods``): every heading has an id.

It is made of the heading's own words, as an address is of a title's, so it stays while they do. Where it was
once made without letters such as α, that place is there too. What a heading brought along from an old site
stays its id, for links of old lead there. No id is given twice, or is one of the page around the text.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain, count
from typing import NamedTuple
from urllib.parse import unquote

from django.utils.html import strip_tags
from django.utils.text import slugify

from nidairp.letters import spelled

#: As the sanitizer writes them.
_HEADING = re.compile(r'<(h[234])(?: id="([^"]*)")?>(.*?)</\1>', re.S)
_GIVEN = re.compile(r'(?<=<h[234]) id="([^"]*)"(?=>)')
_LINK = re.compile(r'<a href="#([^"]*)"[^>]*>(.*?)</a>', re.S)
_SAFE = re.compile(r"[^\W_][\w.:-]{0,79}")
_LONGEST = 60

#: What the templates of pages call their own parts; behind a dash there is a number or a name.
_OURS = re.compile(
    r"_fed_an_ua_tag|main-content|past|people|questions|related|upcoming|likely|list|co-authors|how-to-cite|hot-heading"
    r"|in-the-news|ways-in-heading|news-heading|files-heading|featured-heading|filters-heading|archive-heading"
    r"|publication-information|site-search|page-search|author-search|values-named|sorts"
    r"|(?:chart|cite|contact|event|filter|find|found|kind|list|primary|publications|sidebar|sort|submenu|year)-.*"
)


def is_ours(name: str) -> bool:
    """Whether an id is, or may be, one of the page around the text."""
    return bool(_OURS.fullmatch(name))


def safe(clean: str) -> str:
    """Clean rich text without ids that no address could name."""
    return _GIVEN.sub(lambda given: given[0] if _SAFE.fullmatch(given[1]) else "", clean)


def without(clean: str) -> str:
    """Of several texts on a page only one can name its places."""
    return _GIVEN.sub("", clean)


def anchored(clean: str) -> str:
    """Clean rich text with an id for each heading."""
    if "<h" not in clean:
        return clean
    names = iter(_names(clean))
    return _HEADING.sub(lambda found: _called(found, next(names)), clean)


def _called(heading: re.Match[str], called: "_Name") -> str:
    old_place = f'<span id="{called.before}"></span>' if called.before else ""
    return f'<{heading[1]} id="{called.name}">{old_place}{heading[3]}</{heading[1]}>'


def anchors(clean: str) -> list[str]:
    """The ids that its headings have where it is shown."""
    return [one for called in _names(clean) for one in called.both]


def lacks(clean: str, place: str) -> bool:
    """Whether a link to the place leads to none; what stands around a text has names of its own."""
    return bool(place) and place != "top" and not is_ours(place) and place not in anchors(clean)


class Heading(NamedTuple):
    level: int
    name: str
    words: str


def headings(clean: str) -> list[Heading]:
    """All that say something, in order."""
    found = zip(_HEADING.findall(clean), _names(clean), strict=True)
    told = (
        Heading(int(tag[1]), called.name, " ".join(_words(inside).split()))
        for (tag, _, inside), called in found
    )
    return [heading for heading in told if heading.words]


def linked(clean: str) -> str:
    """Clean rich text whose links within it lead somewhere; the words of the others stay."""
    if ' href="#' not in clean:
        return clean
    there = set(anchors(clean))
    return _LINK.sub(lambda link: link[0] if unquote(html.unescape(link[1])) in there else link[2], clean)


class _Name(NamedTuple):
    """What a heading is called; and what it was, while letters such as α were left out of that."""

    name: str
    before: str = ""

    @property
    def both(self) -> tuple[str, ...]:
        return (self.name, self.before) if self.before else (self.name,)


def _names(clean: str) -> list[_Name]:
    found = _HEADING.findall(clean)
    before = list(_names_before([(given, inside) for _, given, inside in found]))
    taken = set(before)
    names: list[_Name] = []
    for (_, given, inside), name in zip(found, before, strict=True):
        words = _words(inside)
        if words.isascii() or name == given or (now := _of(words, spelled(words))) == _of(words, words):
            names.append(_Name(name))
        else:
            names.append(_Name(_free(now, taken), name))
            taken.add(names[-1].name)
    return names


def _names_before(headings: list[tuple[str, str]]) -> Iterator[str]:
    kept = {given for given, _ in headings if _SAFE.fullmatch(given) and not is_ours(given)}
    open_ones, taken = set(kept), set(kept)
    for given, inside in headings:
        if given in open_ones:
            open_ones.remove(given)
            yield given
        else:
            words = _words(inside)
            name = _free(_of(words, words), taken)
            taken.add(name)
            yield name


def _of(words: str, spelled: str) -> str:
    name = slugify(spelled)[:_LONGEST] or slugify(words, allow_unicode=True)[:_LONGEST]
    return name.strip("-_") or "section"


def _words(inside: str) -> str:
    return html.unescape(strip_tags(inside))


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first with a number behind it that is nobody's."""
    name = f"section-{name}" if is_ours(name) else name
    return next(one for one in chain([name], (f"{name}-{n}" for n in count(2))) if one not in taken)
