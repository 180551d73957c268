"""Dates as RIS, PubMed and CSL write them, to EDTF: "2019-03-26", "2019-03/2019-04", "2019-21" (spring).

What is not understood gives an empty text, never a guess: whoever asks keeps the words as they came.
"""

import datetime
import re

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WORD = r"([A-Za-z]{3,9})\.?"

_FIGURES = re.compile(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?[/\s]*(?:\d\d:\d\d.*)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_WORDS = re.compile(rf"(\d{{4}})\s+{_WORD}(?:\s+(\d{{1,2}}))?")
_DAY_FIRST = re.compile(rf"(?:(\d{{1,2}})\s+)?{_WORD},?\s+(\d{{4}})")
_MONTH_FIRST = re.compile(rf"{_WORD}\s+(\d{{1,2}}),?\s+(\d{{4}})")
_RIS_SEASON = re.compile(rf"(\d{{4}})/*\s*{_WORD}/*")
_SPAN = re.compile(r"(\d{4}.*?)\s*[-–/]\s*([A-Za-z\d].*)")
_SPAN_END = re.compile(rf"(?:(\d{{4}})\b\s*)?(?:{_WORD}\s*)?(\d{{1,2}})?")

Parts = tuple[int, int, int]


def edtf(text: str) -> str:
    """The date in a text, on its own or from one to another."""
    text = " ".join(text.split())
    if single := _parts(text):
        return _written(single)
    if not (span := _SPAN.fullmatch(text)) or not (begin := _parts(span[1])):
        return ""
    end = _end(begin, span[2])
    return f"{_written(begin)}/{_written(end)}" if end and end > begin else ""


def of_numbers(year: int, month: int = 0, day: int = 0) -> str:
    """The date as far as its parts make one."""
    if not 0 < year < 10_000:
        return ""
    if month not in range(1, 13) and month not in range(21, 25):
        return _written((year, 0, 0))
    return _written((year, month, day if _is_day(year, month, day) else 0))


def year_of(date: str) -> str:
    return date[:4].lstrip("0")


def _parts(text: str) -> Parts | None:
    if found := _FIGURES.fullmatch(text) or _COMPACT.fullmatch(text):
        return _checked(found[1], int(found[2] or 0), found[3])
    if found := _WORDS.fullmatch(text):
        return _checked(found[1], _month(found[2]), found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _checked(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _checked(found[3], _month(found[1]), found[2])
    if found := _RIS_SEASON.fullmatch(text):
        return _checked(found[1], _month(found[2]), None)
    return None


def _end(begin: Parts, text: str) -> Parts | None:
    """The end of a span; what it does not say is as at its beginning."""
    found = _SPAN_END.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    year, word, day = found.groups()
    if year:
        return _checked(year, _month(word) if word else 0, day if word else None)
    return _checked(str(begin[0]), _month(word) if word else begin[1], day)


def _checked(year: str, month: int | None, day: str | None) -> Parts | None:
    number = int(day or 0)
    if month is None or int(year) == 0 or (month > 12 and month not in _SEASONS.values()):
        return None
    if number and not _is_day(int(year), month, number):
        return None
    return (int(year), month, number)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _month(word: str) -> int | None:
    word = word.casefold()
    return _SEASONS.get(word) or _MONTHS.get(word[:3])


def _written(parts: Parts) -> str:
    year, month, day = parts
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
