"""Addresses as files list them ("URL, label", each on a line), and which of them may become links.

Addresses come from files of strangers. What is not plain http(s) or ftp, hides who it leads to
("https://nih.gov@example.org") or carries control characters may not be clicked.
"""

import re
from urllib.parse import urlsplit

_NEVER = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff<>\"\\^`{|}]")


def split(line: str) -> tuple[str, str]:
    """The address in a line and its label; two empty ones where there is no address to click."""
    url, _, label = line.strip().partition(", ")
    return (url, label.strip()) if is_safe(url) else ("", "")


def is_safe(url: str) -> bool:
    """Whether an address from outside may become a link."""
    if _NEVER.search(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https", "ftp"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
