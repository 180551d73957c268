"""Texts of an export as plain text, as moments, and as parts of addresses. Pure."""

import datetime
import html
import re
import unicodedata
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from nidairp import rich
from nidairp.letters import ONE_LETTER, SEVERAL_LETTERS, spelled

# Values of attributes may hold the sign that ends a tag.
_TAG = re.compile(r"""</?[a-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*>|<[^<>]*>""", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_NO_SLUG = re.compile(r"[^a-z0-9_]+")
#: The tags that a title keeps here, by how they are written there.
_KEPT = {"i": "i", "em": "i", "b": "b", "strong": "b", "sub": "sub", "sup": "sup"}
_LETTERS = str.maketrans(ONE_LETTER | SEVERAL_LETTERS)
_NAMED = re.compile(r"<(/?)([a-z]+)(?=[\s/>])", re.IGNORECASE)
_SEEN = {"\u200c", "\u200d"}
NEVER = "0000"


def text(markup: str, longest: int = 0) -> str:
    """Without tags, entities, and characters that are not seen, in one line."""
    plain = "".join(_in_one_line(_pieces(markup)[::2]))
    return shortened(plain, longest) if longest else plain


def title(markup: str, longest: int) -> str:
    """As ``text``, but with sub- and superscript, italics and bold, as titles are stored here.

    Never does it show another text: a tag without its partner is gone. Only pairs of such tags that the old
    site shows as text, because somebody escaped them, are what they were meant to be.
    """
    pieces = _pieces(markup)
    pieces[::2] = _in_one_line(pieces[::2])
    plain = "".join(pieces[::2])
    marks = _around_words(pieces)
    kept = "".join(piece for at, piece in enumerate(pieces) if at % 2 == 0 or at in marks)
    if rich.strip(kept) != rich.strip(plain):
        kept = plain
    if len(plain) <= longest < len(kept):
        return plain
    return kept if len(kept) <= longest else f"{rich.cut(kept, longest - 1).rstrip()}…"


def _pieces(markup: str) -> list[str]:
    """Text, a tag that a title keeps, text, and so on to a last text."""
    gap = " " if "<br" in markup or "<p" in markup else ""
    pieces, at = [""], 0
    for tag in _TAG.finditer(markup):
        pieces[-1] += html.unescape(markup[at : tag.start()])
        at = tag.end()
        if kept := _kept(tag[0]):
            pieces += [kept, ""]
        else:
            pieces[-1] += gap
    pieces[-1] += html.unescape(markup[at:])
    return pieces


def _kept(tag: str) -> str:
    """How the tag is stored; one that is opened and closed at once is around nothing."""
    found = _NAMED.match(tag)
    name = _KEPT.get(found[2].lower()) if found and not tag.endswith("/>") else None
    return f"<{found[1]}{name}>" if found and name else ""


def _in_one_line(texts: list[str]) -> list[str]:
    """Without characters that are not seen, and with one space at most between two words."""
    lines: list[str] = []
    begins = True
    for one in texts:
        seen = (letter if not _unseen(letter) else " " if letter.isspace() else "" for letter in one)
        line = _SPACE.sub(" ", "".join(seen))
        lines.append(line[1:] if begins and line.startswith(" ") else line)
        begins = lines[-1].endswith(" ") if lines[-1] else begins
    last = max((at for at, line in enumerate(lines) if line), default=0)
    return [*lines[:last], lines[last].rstrip(), *lines[last + 1 :]]


def _around_words(pieces: list[str]) -> set[int]:
    """The places of tags that have a partner, and words between."""
    opened: list[int] = []
    places: set[int] = set()
    for at in sorted(rich.paired(pieces)):
        if pieces[at][1] != "/":
            opened.append(at)
            continue
        first = opened.pop()
        if "".join(pieces[first + 1 : at : 2]).strip():
            places |= {first, at}
    return places


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
