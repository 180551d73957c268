"""One block to its key and fields by bibtexparser, trusted only where its answer is plainly right.

bibtexparser is fast and silent: a missing comma, a value that ends in a backslash or a doubled field give
an answer that looks well. Whatever is not a plain `name = {value}`, `name = "value"` or `name = word` goes
to `tolerant`.
"""

import logging
import re

from bibtexparser.model import Entry as SplitEntry

from publications.bibtex.quick import QuickSplitter
from publications.bibtex.strings import Strings
from publications.bibtex.tolerant import RawEntry, RawField, Reader

# It logs each block that it cannot read; here each of them is read again and reported with its line.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_NAME = re.compile(r"[^\s\"#%'(),={}\\@]++")
_KEY = re.compile(r"[^\s\"#%(),={}\\~]++")
_WORD = re.compile(r"[^\s,#{}\"=()%\\]++")
_BRACES = re.compile(r"[{}]")


def split(text: str, line: int, strings: Strings, *, closed: bool = True) -> RawEntry:
    """The key and fields of a block that begins at `line`."""
    found = _split_plain(text, line, strings) if closed else None
    return found or Reader(text, line, strings, closed=closed).entry()


def _split_plain(text: str, line: int, strings: Strings) -> RawEntry | None:
    found = QuickSplitter(text).split().blocks
    if len(found) != 1 or not isinstance(found[0], SplitEntry) or not _KEY.fullmatch(found[0].key):
        return None
    fields = []
    for field in found[0].fields:
        content = _content(str(field.value), strings) if _NAME.fullmatch(field.key) else None
        if content is None:
            return None
        fields.append(RawField(field.key.lower(), content, line + (field.start_line or 0)))
    return RawEntry(found[0].key, fields)


def _content(value: str, strings: Strings) -> str | None:
    """What a value says; None where it is not exactly one group, one quoted text or one known word."""
    if value.startswith("{"):
        return value[1:-1] if _is_one_group(value) else None
    if value.startswith('"'):
        plain = (
            len(value) > 1
            and value.endswith('"')
            and value.count('"') == 2
            and "{" not in value
            and "}" not in value
        )
        return value[1:-1] if plain else None
    if _WORD.fullmatch(value):
        return value if value.isdecimal() else strings.get(value)
    return None


def _is_one_group(value: str) -> bool:
    if value.count("{") == 1:
        return value.endswith("}") and value.count("}") == 1
    depth = 0
    for brace in _BRACES.finditer(value):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end() == len(value)
    return False
