"""Texts and dates out of JSON values, whatever their shape: agencies write lists where CSL has a text.

Texts are cleaned here once more, for the escapes of JSON can hold any character.
"""

import json
from typing import Any

from publications.bibtex.clean import clean
from publications.formats import days

Object = dict[str, Any]

_SEASON = 20


def text_of(value: object) -> str:
    """One text for a value; what has parts of its own stays JSON."""
    return "; ".join(texts_of(value))


def texts_of(value: object) -> list[str]:
    """The texts of a value, empty ones left out."""
    if isinstance(value, list):
        return [
            text for one in value for text in ([as_json(one)] if isinstance(one, list) else texts_of(one))
        ]
    if value is None or value == "":
        return []
    if isinstance(value, bool | dict):
        return [_text_of_object(value)] if isinstance(value, dict) else [str(value).lower()]
    return [clean(str(value))]


def words_of(value: object) -> str:
    """What stands in place of a date: "in press"."""
    if not isinstance(value, dict):
        return text_of(value)
    return text_of(value.get("literal")) or text_of(value.get("raw"))


def listed(value: object) -> list[object]:
    """A list as it is, anything else as a list of one."""
    return value if isinstance(value, list) else [value]


def named_of(value: object) -> str:
    """The name of a place or an institution, which may be an object with other members."""
    name = text_of(value.get("name")) if isinstance(value, dict) else ""
    return name or text_of(value)


def date_of(value: object) -> str:
    """A date variable as EDTF, empty where it is none."""
    if not isinstance(value, dict):
        return days.edtf(text_of(value))
    parts = value.get("date-parts")
    dates = [date for one in parts if (date := _of_parts(one, value))] if isinstance(parts, list) else []
    if not dates:
        return next(
            (date for name in ("edtf", "raw", "literal") if (date := days.edtf(text_of(value.get(name))))), ""
        )
    date = "/".join(dates[:2]) if len(dates) > 1 and dates[0] < dates[1] else dates[0]
    return f"{date}~" if value.get("circa") and "/" not in date else date


def _of_parts(parts: object, value: Object) -> str:
    numbers = [_number(part) for part in parts[:3]] if isinstance(parts, list) else []
    if len(numbers) == 1 and 1 <= (season := _number(value.get("season"))) <= 4:
        numbers.append(_SEASON + season)
    return days.of_numbers(*numbers) if numbers else ""


def _number(value: object) -> int:
    text = str(value).strip()
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _text_of_object(value: Object) -> str:
    for name in ("literal", "raw"):
        if isinstance(value.get(name), str) and len(value) == 1:
            return clean(str(value[name]))
    return as_json(value)


def as_json(value: object) -> str:
    return clean(json.dumps(value, ensure_ascii=False))
