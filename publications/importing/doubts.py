"""What a bibliographer should look at in an entry that can be read, but says too little or something odd."""

import re
from urllib.parse import unquote

from django.utils import timezone

from publications.bibtex.addresses import split
from publications.bibtex.dates import PartialDate, from_fields, parse_date
from publications.bibtex.entry import Entry, Note
from publications.bibtex.identifiers import doi
from publications.mapping import TYPE_ALIASES
from publications.models import EntryType

_SHOWN = 300
#: What is accepted today may be dated so many years ahead.
AHEAD = 2
_TIMES = ("year", "date", "eventdate")
_SHORT_DOI = re.compile(r"(?:^|/)10/\w")
_EXACT_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
#: Dates that name a day, in figures or in words, in any order.
_WITH_DAY = re.compile(
    r"\d{1,4}([./-])\s?\d{1,2}\1\s?\d{1,4}|\d{8}"
    r"|(?:\d{4},?\s)?(?:\d{1,2}\s[^\W\d_]{3,}|[^\W\d_]{3,}\.?\s\d{1,2})(?:,?\s\d{4})?"
)
_YEAR = re.compile(r"\d{4}")
#: The days of one month, and what else stands between the two ends of a range.
_DAYS = re.compile(r"(?<![\d-])(\d{1,2})\s?(?:-{1,3}|–)\s?(\d{1,2})(?!\d)")
_TO = re.compile(r"\s+(?:-{1,3}|to)\s+|-{2,3}|\s*[/–]\s*")
# Without the signs that may stand behind a real Ã: quotation marks and dashes.
_TWICE_ENCODED = re.compile(r"(?:[ÃÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•™š›œžŸ]|Â[\xa0-\xbf]|â€.)+")
_BEFORE, _BEHIND = re.compile(r"\w{0,20}$"), re.compile(r"\w{0,20}")
_KNOWN = frozenset([*EntryType.values, *TYPE_ALIASES])


def doubts(entry: Entry) -> list[Note]:
    """One note for each thing that is missing or has no meaning here; none refuses the entry."""
    found = []
    if not entry.fields.get("title"):
        found.append(Note("no-title", "The entry has no title.", entry.line, "title"))
    if entry.type not in _KNOWN and entry.fields.get("tppubtype") not in _KNOWN:
        message = f"“{entry.type}” is not a type that the site knows; it is shown as Miscellaneous."
        found.append(Note("unknown-type", message, entry.line))
    text = entry.fields.get("doi", "")
    if text and not doi(text) and not _SHORT_DOI.search(text):
        message = f"“{text}” is not a DOI; it is kept as it is, and leads nowhere."
        found.append(Note("no-doi", message, entry.line, "doi"))
    return [*found, *_cut(entry), *_addresses(entry), *_dates(entry), *_encoded(entry)]


def _cut(entry: Entry) -> list[Note]:
    """Words behind a DOI, which are not of it."""
    text = unquote(entry.fields.get("doi", ""))
    said = doi(text)
    behind = text[text.lower().find(said) + len(said) :] if said else ""
    if not (behind[:1].isspace() and any(map(str.isalnum, behind))):
        return []
    message = f"“{text[:_SHOWN]}” is more than a DOI; only {said} is taken."
    return [Note("part-of-doi", message, entry.line, "doi")]


def _encoded(entry: Entry) -> list[Note]:
    """Letters that some program before has read in a wrong encoding, and written so."""
    found = _TWICE_ENCODED.search(entry.source)
    if not found:
        return []
    before = _BEFORE.search(entry.source, max(0, found.start() - 20), found.start())
    behind = _BEHIND.match(entry.source, found.end())
    word = f"{before and before[0]}{found[0]}{behind and behind[0]}"
    try:
        meant = word.encode("cp1252").decode()
    except UnicodeError:
        return []
    message = (
        f"“{word}” looks like “{meant}”, read in a wrong encoding before the file was made: mend it there."
    )
    return [Note("twice-encoded", message, _line_of(word, entry))]


def _addresses(entry: Entry) -> list[Note]:
    """What stands among the links and is none: readers are not shown it."""
    lines = [line.strip() for line in entry.fields.get("url", "").splitlines()]
    said = (
        "“{}” is not an address that can be linked to (plain http, https or ftp); it is kept, and not shown."
    )
    return [
        Note("no-link", said.format(line[:_SHOWN]), _line_of(line, entry), "url")
        for line in lines
        if line and not split(line)[0] and not doi(line)
    ]


def _line_of(text: str, entry: Entry) -> int:
    """Where it stands in the file, if it stands there word for word; else where the entry begins."""
    before, found, _ = entry.source.partition(text)
    return entry.line + before.count("\n") if found else entry.line


def _dates(entry: Entry) -> list[Note]:
    """Fields of time that say no time."""
    if from_fields(entry.fields).state == "forthcoming":
        return []
    if not any(entry.fields.get(name) for name in _TIMES):
        return [Note("no-year", "The entry says no year.", entry.line, "year")]
    dated = from_fields(entry.fields).year or 0
    if dated > timezone.localdate().year + AHEAD:
        return [Note("far-year", f"The year {dated} is far ahead: is it mistyped?", entry.line, "year")]
    return [*_unknown_times(entry), *_parts_of_dates(entry)]


def _parts_of_dates(entry: Entry) -> list[Note]:
    """A month or a day that no calendar has: what stands before it is understood."""
    said, month, day = (entry.fields.get(name, "").strip() for name in ("date", "month", "day"))
    date = from_fields(entry.fields).date
    if date is None:
        return []
    of_day = _lacks_day(date) and not said
    doubtful = {
        "date": any(map(_says_too_much, (said, *_ends(said, date.year)))) and said,
        "month": (not _is_month(month) or (of_day and _WITH_DAY.fullmatch(month))) and month,
        "day": of_day and day,
    }
    name, odd = next(((name, odd) for name, odd in doubtful.items() if odd), ("", ""))
    message = (
        f"“{odd}” is in no calendar that the site knows; it is kept as it is, and {date.edtf()} is taken."
    )
    return [Note("part-of-date", message, entry.line, name)] if odd else []


def _says_too_much(text: str) -> bool:
    """Whether a date has a month or a day that no calendar has."""
    date = parse_date(text)
    if _EXACT_DATE.fullmatch(text):
        return date is None or date.edtf() != text
    return bool(date and _lacks_day(date) and _WITH_DAY.fullmatch(text))


def _lacks_day(date: PartialDate) -> bool:
    return bool(date.month and not (date.day or date.end or date.open))


def _ends(text: str, year: int) -> list[str]:
    """Both ends of a range, each with the year; nothing where it is none."""
    days = _DAYS.search(text) if any(map(str.isalpha, text)) else None
    if days:
        ends = [text[: days.start()] + day + text[days.end() :] for day in days.groups()]
    else:
        ends = _TO.split(text)
    if len(ends) != 2:
        return []
    return [end if _YEAR.search(end) else f"{end.strip(' ,')} {year}" for end in ends]


def _is_month(text: str) -> bool:
    """By itself: beside a range of years or a guess it is not looked at."""
    alone = from_fields({"year": "2000", "month": text}).date
    return bool(alone and alone.month)


def _unknown_times(entry: Entry) -> list[Note]:
    return [
        Note("no-date", f"“{entry.fields[name]}” is not a date; it is kept as it is.", entry.line, name)
        for name in ("year", "date")
        if entry.fields.get(name) and parse_date(entry.fields[name]) is None
    ]
