"""Texts of an export as plain text, as moments, and as parts of addresses. Pure."""

import datetime
import html
import re
import unicodedata
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from nidairp import rich
from nidairp.letters import ONE_LETTER, SEVERAL_LETTERS, spelled

_TAG = re.compile(r"<[^<>]*>")
_NO_SLUG = re.compile(r"[^a-z0-9_]+")
#: The tags that a title keeps here, by how they are written there.
_KEPT = {"i": "i", "em": "i", "b": "b", "strong": "b", "sub": "sub", "sup": "sup"}
_LETTERS = str.maketrans(ONE_LETTER | SEVERAL_LETTERS)
_NAMED = re.compile(r"<(/?)([a-z]+)(?=[\s/>])", re.IGNORECASE)
_SEEN = {"\u200c", "\u200d"}
NEVER = "0000"


def text(markup: str, longest: int = 0) -> str:
    """Without tags, entities, and characters that are not seen, in one line."""
    bare = html.unescape(_TAG.sub(" " if "<br" in markup or "<p" in markup else "", markup))
    seen = (one if not _unseen(one) else " " if one.isspace() else "" for one in bare)
    plain = " ".join("".join(seen).split())
    return shortened(plain, longest) if longest else plain


def title(markup: str, longest: int) -> str:
    """As ``text``, but with sub- and superscript, italics and bold, as titles are stored here."""
    kept = text(_TAG.sub(_kept, markup))
    bare = rich.strip(kept)
    return kept if bare.strip() and len(kept) <= longest else shortened(bare, longest)


def _kept(tag: re.Match[str]) -> str:
    found = _NAMED.match(tag[0])
    name = _KEPT.get(found[2].lower()) if found else None
    return f"&lt;{found[1]}{name}&gt;" if found and name else tag[0]


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and letter not in _SEEN


def shortened(plain: str, longest: int) -> str:
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def slug(name: str, longest: int = 90, *, names_greek: bool = True) -> str:
    """Letters, digits, hyphens; empty where nothing of the kind is left."""
    lower = unquote(name).lower()
    plain = unicodedata.normalize("NFKD", spelled(lower) if names_greek else lower.translate(_LETTERS))
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return _NO_SLUG.sub("-", plain).strip("-_")[:longest].strip("-_")


def nicename(login: str) -> str:
    """How WordPress names a user in addresses: dots become hyphens, other marks are left out."""
    plain = unicodedata.normalize("NFKD", login.lower().translate(_LETTERS)).replace(".", "-")
    return re.sub(r"[\s-]+", "-", re.sub(r"[^a-z0-9_\s-]", "", plain)).strip("-")[:50]


def moment(written: str) -> datetime.datetime | None:
    """``2019-04-08 10:00:00`` without a zone; None for the zeros that WordPress writes for never."""
    if not written or written.startswith(NEVER):
        return None
    try:
        return datetime.datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return None


def day_of_mail(written: str) -> datetime.datetime | None:
    """The date of RSS, in UTC."""
    try:
        return parsedate_to_datetime(written).astimezone(datetime.UTC).replace(tzinfo=None)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
