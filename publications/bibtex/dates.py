"""Dates as bibliographies write them, to EDTF and to something that sorts.

EDTF is BibLaTeX's own form (`2019-03`, `2019/2020`, `1984~`); the rest is what PubMed and people write in
`year`, `month` and `date`. A text that is not a date is not forced into one.
"""

import re
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from publications.bibtex.strings import MONTHS

State = Literal["", "forthcoming"]

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# Months that do not begin as in English: German, French, Spanish, Italian, Portuguese, Dutch.
_ELSEWHERE = (
    *(("sept", 9), ("jän", 1), ("ener", 1), ("genn", 1), ("fév", 2), ("fev", 2), ("mär", 3), ("maa", 3)),
    *(("mars", 3), ("marz", 3), ("març", 3)),
    *(("avr", 4), ("abr", 4), ("mai", 5), ("mag", 5), ("mei", 5), ("juni", 6), ("juin", 6), ("giu", 6)),
    *(("juli", 7), ("juil", 7), ("lug", 7), ("aoû", 8), ("ago", 8), ("sett", 9), ("set", 9), ("okt", 10)),
    *(("out", 10), ("ott", 10), ("dez", 12), ("déc", 12), ("dic", 12)),
)
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_EDTF = re.compile(
    r"(?P<year>-?\d{4}|y-?\d{5,9}|\d{3}[XxUu]|\d{2}[XxUu]{2})(?:-(?P<month>\d\d|[XxUu]{2})(?:-(?P<day>\d\d|[XxUu]{2}))?)?"
    r"(?:T[\d:.Z+-]*)?(?P<mark>[~?%]?)"
)
_FORTHCOMING = re.compile(
    r"\b(?:in[ -]?press|forthcoming|to appear|accepted|im druck|sous presse|submitted|in preparation)\b", re.I
)
_APPROXIMATE = re.compile(r"^\W*(?:c|ca|circa|approx|about)\b\.?\s*", re.IGNORECASE)
_ISO_LOOSE = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d|21\d\d)(?!\d)")
_YEAR_SPAN = re.compile(r"(?<!\d)(\d{4})\s*(?:--?|–|/)\s*(\d{4}|\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_AMERICAN = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{4})")
_COMPACT = re.compile(r"((?:1[5-9]|20|21)\d\d)(\d\d)(\d\d)")
_FIRST_NUMBER = re.compile(r"(\d{1,2})\s*(?:-{1,3}|[–/])\s*\d{1,2}")
#: What is longer is not a date; its beginning is looked at.
LONGEST = 300
_SLASH = re.compile(r"\s+/\s*|/\s+")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which month and day may be unknown (0); seasons are the months 21 to 24, as in EDTF.

    `end` is the end of a range, `open` tells a range without one: "start" (no beginning) or "end".
    """

    year: int
    month: int = 0
    day: int = 0
    end: "PartialDate | None" = None
    mark: str = ""
    open: Literal["", "start", "end"] = ""
    precision: int = 1

    def edtf(self) -> str:
        """The date as BibLaTeX writes it."""
        text = f"{self.year:05d}" if self.year < 0 else f"{self.year:04d}"
        text = f"y{text}" if abs(self.year) > 9999 else text
        if self.precision > 1:
            text = text[: -len(str(self.precision)) + 1] + "X" * (len(str(self.precision)) - 1)
        text += f"-{self.month:02d}" if self.month else ""
        text += f"-{self.day:02d}" if self.day else ""
        text += self.mark
        if self.open:
            return f"{text}/.." if self.open == "end" else f"../{text}"
        return f"{text}/{self.end.edtf()}" if self.end else text

    def sort_key(self) -> tuple[int, int, int]:
        """Year, month and day to sort by: the first day that the date allows."""
        month = _SEASON_MONTHS.get(self.month, self.month) or 1
        return (self.year, month, self.day or 1)


@dataclass(frozen=True, slots=True)
class Dated:
    """What the fields of an entry say about when it appeared."""

    date: PartialDate | None = None
    state: State = ""

    @property
    def edtf(self) -> str:
        return self.date.edtf() if self.date else ""

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def sort(self) -> tuple[int, int, int] | None:
        return self.date.sort_key() if self.date else None


@lru_cache(maxsize=1 << 12)
def parse_date(text: str) -> PartialDate | None:
    """A date out of EDTF or free text; None where there is none."""
    text = " ".join(text[:LONGEST].split()).strip(" .,;{}[]()")
    if not text:
        return None
    return _edtf(_SLASH.sub("/", text)) or _figures(text) or _free(text)


def from_fields(fields: Mapping[str, str]) -> Dated:
    """The date that `date`, or else `year`, `month` and `day`, give; whether the work is still to appear."""
    state: State = ""
    for name in ("pubstate", "date", "year", "note", "howpublished"):
        if name in fields and _FORTHCOMING.search(fields[name].replace("inpress", "in press")):
            state = (
                "forthcoming"
                if (name != "note" and name != "howpublished") or not fields.get("year")
                else state
            )
    date = parse_date(fields.get("date", ""))
    year = parse_date(fields.get("year", ""))
    if date is None or (year and year.year == date.year and not date.end and not date.open):
        date = date or year
        date = _with_month(date, fields.get("month", ""), fields.get("day", "")) if date else None
    return Dated(date, state)


def disagree(fields: Mapping[str, str]) -> bool:
    """Whether `date` and `year` name different years; the date counts then, as in BibLaTeX."""
    if not fields.get("date") or not fields.get("year"):
        return False
    date, year = parse_date(fields["date"]), parse_date(fields["year"])
    return date is not None and year is not None and date.year != year.year


def _with_month(year: PartialDate, month: str, day: str) -> PartialDate:
    """The year with what the field `month` says, which may hold a day too."""
    if year.month or not month.strip():
        return year
    number = _month(month)
    days = [int(found) for found in _NUMBER.findall(month)] if any(map(str.isalpha, month)) else []
    days = days or [int(found) for found in _NUMBER.findall(day)]
    if not number:
        return year
    day_of_it = days[0] if days and _is_day(year.year, number, days[0]) else 0
    return PartialDate(year.year, number, day_of_it, year.end, year.mark)


def _month(text: str) -> int:
    """The first month or season in a text; 0 where there is none."""
    text = text[:LONGEST]
    span = _FIRST_NUMBER.fullmatch(text.strip())
    if span or text.strip().isdecimal():
        number = int(span[1] if span else text)
        return number if 1 <= number <= 12 or number in _SEASON_MONTHS else 0
    for word in _WORD.findall(text.lower()):
        if word in _SEASONS:
            return _SEASONS[word]
        if len(word) >= 3 and word[:3] in MONTHS and MONTHS[word[:3]].lower().startswith(word[:4]):
            return list(MONTHS).index(word[:3]) + 1
        for begins, month in _ELSEWHERE:
            if word.startswith(begins):
                return month
    return 0


def _edtf(text: str) -> PartialDate | None:
    first, slash, second = text.partition("/")
    if not slash:
        found = _EDTF.fullmatch(text)
        return _valid(found) if found else None
    begin = _end(first) if first not in ("", "..", "open", "unknown") else None
    end = _end(second) if second not in ("", "..", "open", "unknown") else None
    if begin and end:
        return PartialDate(begin.year, begin.month, begin.day, end, begin.mark, "", begin.precision)
    if begin and second in ("", "..", "open", "unknown"):
        return PartialDate(begin.year, begin.month, begin.day, None, begin.mark, "end", begin.precision)
    if end and first in ("", "..", "open", "unknown"):
        return PartialDate(end.year, end.month, end.day, None, end.mark, "start", end.precision)
    return None


def _end(text: str) -> PartialDate | None:
    """One of the two of a range, as far as a calendar has it: else it would be read as two years."""
    if found := _edtf(text):
        return found
    loose = _ISO_LOOSE.fullmatch(text)
    year, month, day = (int(loose[part] or 0) for part in (1, 3, 4)) if loose else (0, 0, 0)
    return (_as_far_as_it_is(year, month, day) or PartialDate(year)) if loose else None


def _valid(found: re.Match[str]) -> PartialDate | None:
    year = found["year"].lstrip("y")
    unknown = sum(sign in "XxUu" for sign in year)
    number = int(re.sub("[XxUu]", "0", year))
    month = int(found["month"]) if (found["month"] or "").isdecimal() else 0
    day = int(found["day"]) if month and (found["day"] or "").isdecimal() else 0
    if month > 12 and (month not in _SEASON_MONTHS or day):
        return None
    if day and not _is_day(number, month, day) and not (unknown and day == _DAYS[month - 1]):
        return None
    return PartialDate(number, month, day, None, found["mark"], "", 10**unknown)


def _figures(text: str) -> PartialDate | None:
    """20190326 and 3/2019, of which no other reading makes sense."""
    compact = _COMPACT.fullmatch(text)
    if compact:
        year, month, day = (int(part) for part in compact.groups())
        return _as_far_as_it_is(year, month, day)
    month_first = _MONTH_FIRST.fullmatch(text)
    if month_first and 1 <= int(month_first[1]) <= 12:
        return PartialDate(int(month_first[2]), int(month_first[1]))
    return None


def _free(text: str) -> PartialDate | None:
    """March 26, 2019; 2019 Mar 26; 3/26/2019; c. 1850; 2019--2020."""
    circa = _APPROXIMATE.match(text)
    if circa:
        text = text[circa.end() :]
    mark = "~" if circa else ""
    american = _AMERICAN.search(text)
    if american:
        return _american(american)
    dotted = _DOTTED.search(text)
    if dotted and (found := _as_far_as_it_is(int(dotted[3]), int(dotted[2]), int(dotted[1]), mark)):
        return found
    loose = _ISO_LOOSE.match(text)
    if loose and (found := _as_far_as_it_is(int(loose[1]), int(loose[3]), int(loose[4] or 0), mark)):
        return found
    span = _YEAR_SPAN.search(text)
    if span and not _month(text):
        end = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        if int(end) > int(span[1]):
            return PartialDate(int(span[1]), 0, 0, PartialDate(int(end)), mark)
    year = _YEAR.search(text)
    if year is None:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    return (
        _with_month(PartialDate(int(year[1]), 0, 0, None, mark), rest, "")
        if _month(rest)
        else PartialDate(int(year[1]), mark=mark)
    )


def _american(found: re.Match[str]) -> PartialDate:
    """3/26/2019 and 26/3/2019 are told apart where they can be; else only the year is certain."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if first > 12 or first == second:
        return _as_far_as_it_is(year, second, first) or PartialDate(year)
    if second > 12:
        return _as_far_as_it_is(year, first, second) or PartialDate(year)
    return PartialDate(year)


def _as_far_as_it_is(year: int, month: int, day: int, mark: str = "") -> PartialDate | None:
    """Without a day that the month has not; None where even the month is none."""
    if not 1 <= month <= 12:
        return None
    return PartialDate(year, month, day if _is_day(year, month, day) else 0, None, mark)


def _is_day(year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return False
    return (month, day) != (2, 29) or isleap(year)
