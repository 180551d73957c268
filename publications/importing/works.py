"""A work as the matching sees it: what tells it from others, and nothing of how it is stored."""

import re
from dataclasses import dataclass
from functools import lru_cache

from publications.importing import words as lists
from publications.importing.titles import fold

_GENRES = {
    "article": "article",
    **dict.fromkeys(("inproceedings", "conference", "workshop"), "conference paper"),
    **dict.fromkeys(("book", "collection", "booklet", "manual"), "book"),
    **dict.fromkeys(("inbook", "incollection"), "chapter"),
    **dict.fromkeys(("mastersthesis", "diplomathesis", "bachelorthesis"), "thesis"),
    **dict.fromkeys(("unpublished", "workingpaper"), "preprint"),
    "phdthesis": "doctoral thesis",
    "techreport": "report",
    **{kind: kind for kind in ("patent", "presentation", "proceedings", "periodical", "media")},
}
_PREPRINT_PLACE = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|research square|ssrn|preprints?(?:\.org)?|osf)\b"
)
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/|1101/[\d.v]+$|64898/|26434/|31234/|31219/|21203/rs|20944/preprints|2139/ssrn|36227/)"
)
_WORD = re.compile(r"[^\W_]+")
_PAGE = re.compile(r"([a-z]*)0*(\d+)")
_NUMBER = re.compile(r"\d+")
_MORE = re.compile(r"\(|:| = ")


@dataclass(frozen=True, slots=True)
class Work:
    """One work of a file or of the database; `ref` is the caller's own handle."""

    ref: int
    key: str = ""
    type: str = ""
    title: str = ""
    family: str = ""
    given: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""
    isbns: tuple[str, ...] = ()
    container: str = ""
    volume: str = ""
    pages: str = ""
    edition: str = ""
    # The letters of the title, as the database keeps them; only where works are looked for.
    letters: str = ""

    @property
    def registered(self) -> bool:
        """Whether it bears a number that no other work bears."""
        return bool(self.doi or self.pmid)


def genre(work: Work) -> str:
    """What sort of work it is, empty where its type does not say."""
    kind = _GENRES.get(work.type, "")
    if kind in ("", "article") and _is_preprint(work):
        return "preprint"
    return kind or ("article" if work.container and work.volume else "")


def _is_preprint(work: Work) -> bool:
    if work.doi:
        return _PREPRINT_DOI.match(work.doi) is not None
    if work.container:
        return _PREPRINT_PLACE.search(work.container.casefold()) is not None
    return bool(work.arxiv)


def first_page(work: Work) -> str:
    """The page or article number where it begins: "e12" of "e12-e20", "12" of "0012--20"."""
    found = _PAGE.search(work.pages.casefold())
    return f"{found[1]}{found[2]}" if found else ""


def number(text: str) -> str:
    """A volume, issue or edition as its number: "130" of "Vol. 130", "2" of "2nd" and of "Second"."""
    if found := _NUMBER.search(text):
        return found[0].lstrip("0") or "0"
    word = fold(text).split(" ")[0].strip(".")
    return lists.ORDINAL.get(word) or lists.ROMAN.get(word) or word


@lru_cache(maxsize=4096)
def same_container(one: str, other: str) -> bool:
    """Whether two names of a journal or a book can mean the same: "J Clin Invest" and its full name."""
    mine, theirs = _container_words(one), _container_words(other)
    if "".join(mine) == "".join(theirs):
        return True
    short, long = sorted((mine, theirs), key=lambda words: sum(map(len, words)))
    if not short:
        return False
    initials = "".join(word[0] for word in long)
    if len(short) == 1:
        return initials == short[0] or (len(long) == 1 and _abbreviates(short[0], long[0]))
    return _all_abbreviate(short, long) or any(len(word) > 3 and word in initials for word in short)


def _container_words(text: str) -> list[str]:
    """Its words without small ones, countries, and what follows in parentheses or after a colon."""
    words = _WORD.findall(fold(_MORE.split(text, maxsplit=1)[0] or text))
    return [word for word in words if word not in lists.UNABBREVIATED] or words


def _all_abbreviate(short: list[str], long: list[str]) -> bool:
    """Word for word; of the longer name only very short words may be left out."""
    left = iter(short)
    word = next(left, "")
    for full in long:
        if word and _abbreviates(word, full):
            word = next(left, "")
        elif len(full) > 2:
            return False
    return not word


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short word stand in the long one, in order, from its first on."""
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)


def same_person(one: Work, other: Work) -> bool:
    """Whether the first authors can be the same person."""
    mine, theirs = _plain(one.family), _plain(other.family)
    if _flat(mine) == _flat(theirs) or _part_of(mine, theirs):
        return _initials_agree(one.given, other.given)
    return bool(one.given and other.given) and (mine, theirs) == (_plain(other.given), _plain(one.given))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _flat(text: str) -> str:
    """Mueller and Müller are one name."""
    return text.replace("ue", "u").replace("oe", "o").replace("ae", "a").replace(" ", "")


def _part_of(one: str, other: str) -> bool:
    """Whether one family name is the first or last word of the other, as with double names."""
    short, long = sorted((one.split(), other.split()), key=len)
    return bool(short) and (long[: len(short)] == short or long[-len(short) :] == short)


def _initials_agree(one: str, other: str) -> bool:
    mine, theirs = _plain(one), _plain(other)
    return not mine or not theirs or mine[0] == theirs[0]
