"""CSL-JSON, as Zotero exports it and as DOI registration agencies answer: a list of objects.

What the members of an object mean is `csl_record`.
"""

import json
from typing import Any

from publications.bibtex.clean import clean
from publications.bibtex.entry import Reading
from publications.formats.csl_record import draft, written_key
from publications.formats.draft import Account
from publications.formats.json_items import DEEPEST, Item, items

Object = dict[str, Any]

_NO_RECORD = "No object of CSL-JSON was found; choose the format that the file has."
_NO_OBJECT = "This is not CSL-JSON; what stands here is not in braces."
_UNCLOSED = "The object that begins here has no end: a “}” is missing."
_TOO_DEEP = "The object goes too deep to be CSL-JSON; check its brackets."


def read(text: str) -> Reading:
    """Every record of the text."""
    account = Account()
    for item in items(clean(text)):
        _take(item, account)
    return account.closed(_NO_RECORD)


def _take(item: Item, account: Account) -> None:
    if problem := _problem(item):
        account.refuse(item.line, problem, item.text)
        return
    try:
        value = json.loads(item.text, object_pairs_hook=_members)
    except ValueError as error:
        account.refuse(item.line, f"The JSON is damaged: {_where(error, item.line)}.", item.text)
        return
    for record in _records(value):
        account.take(draft(item.line, item.text, record), written_key(record), "csl-id")


def _problem(item: Item) -> str:
    if not item.is_object:
        return _NO_OBJECT
    if not item.closed:
        return _UNCLOSED
    return _TOO_DEEP if item.depth > DEEPEST else ""


def _where(error: ValueError, line: int) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} in line {line + error.lineno - 1}"
    return "a number is too long"


def _members(pairs: list[tuple[str, Any]]) -> Object:
    """An object; a second member of one name is kept under another name, for `json` would drop the first."""
    found: Object = {}
    for name, value in pairs:
        unused = name
        while unused in found and found[unused] != value:
            unused += "-again"
        found[unused] = value
    return found


def _records(value: Object) -> list[Object]:
    """The object itself, or what the answers of Zotero and Crossref wrap around."""
    wrapped = value.get("items") or value.get("message")
    if "type" in value or "title" in value or not wrapped:
        return [value]
    records = wrapped if isinstance(wrapped, list) else [wrapped]
    return records if all(isinstance(record, dict) for record in records) else [value]
