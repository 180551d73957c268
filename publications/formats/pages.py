"""Ranges of pages, written out: PubMed's "630-42" is 630–642."""

import re

_RANGE = re.compile(r"([A-Za-z]*)(\d{1,9})\s*(?:-{1,3}|[–—‐‑−])\s*([A-Za-z]*)(\d{1,9})")


def pages(text: str) -> str:
    """The pages with an en dash in each range, its end in full."""
    return _RANGE.sub(_written_out, " ".join(text.split()))


def between(first: str, last: str) -> str:
    """From a first page to a last, either of which may be missing."""
    if not last or first == last or last in re.split(r"[-–]+", first):
        return pages(first)
    return pages(f"{first}-{last}" if first else last)


def _written_out(found: re.Match[str]) -> str:
    letters, first, more_letters, last = found.groups()
    if len(last) < len(first) and more_letters in ("", letters):
        full = first[: len(first) - len(last)] + last
        if int(full) > int(first):
            more_letters, last = letters, full
    return f"{letters}{first}–{more_letters}{last}"
