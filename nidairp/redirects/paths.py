"""The one form in which an old path is kept and looked up. Pure: no Django settings, no database.

Two spellings of one address must be one row: case, a doubled or missing slash at the end and the
way accents are coded make no difference. A last part with a dot (``paper.pdf``) is a file and has no slash.
"""

import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlsplit

LONGEST = 600
#: Questions to the home page that are addresses of something in systems that number what they hold.
QUESTIONS = frozenset(
    "p page_id attachment_id cat tag author author_name category_name m feed name pagename".split()
)
#: Of a longer question, the rest is not looked at.
MOST_PARTS = 8
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_SLASHES = re.compile("/+")
#: A path without its first slash. A word alone may be a table's heading, one with a dot another site.
_BARE = re.compile(r"[^/?#.:\\\s]+/")


class Unusable(ValueError):
    """The text is not a path that could ever be asked for; the sentence is meant for the editor."""


def normalised(path: str) -> str:
    """The form of a decoded path, as a request has it. Never fails: what makes no sense matches nothing.

    Some old addresses are a place with a question (``/?p=12``): there the question is a part of it.
    """
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).lower())
    place, mark, question = _SLASHES.sub("/", f"/{lower}").partition("?")
    bare = place.rstrip("/")
    if mark:
        return f"{normalised(bare)}?{question.rstrip('/')}"
    return bare if "." in bare.rpartition("/")[2] else f"{bare}/"


def asked(query: str, path: str = "/") -> list[str]:
    """The forms of a place with a question: with the whole of it, then with each part by itself."""
    parts = [f"{name}={value}" for name, value in parse_qsl(query, keep_blank_values=True)[:MOST_PARTS]]
    return list(
        dict.fromkeys(normalised(f"{path}?{part}")[:LONGEST] for part in ("&".join(sorted(parts)), *parts))
    )


def asks_for_another(query: str) -> bool:
    """Whether the home page is not what is meant."""
    return bool(query) and any(part.partition("=")[0] in QUESTIONS for part in query.split("&")[:MOST_PARTS])


def typed(text: str, site_url: str) -> str:
    """The form of a path that somebody typed or pasted, with or without this site's name before it."""
    text = text.strip()
    if _BARE.match(text):
        text = f"/{text}"
    site, parts = urlsplit(site_url), _split(text)
    if parts.netloc or parts.scheme:
        if parts.hostname != site.hostname:
            raise Unusable(
                f"“{text}” is not an address of this site: enter the path, such as /about/contact/."
            )
    elif not text.startswith("/"):
        raise Unusable(f"“{text}” is not a path: it begins with “/”, for example /about/contact/.")
    if parts.path in ("", "/") and asks_for_another(parts.query) and not parts.fragment:
        return _checked(asked(parts.query)[0])
    if parts.query or parts.fragment:
        raise Unusable("Only the path counts: leave out “?” or “#” and what follows.")
    return _checked(normalised(unquote(parts.path)))


def _split(text: str):
    try:
        return urlsplit(text)
    except ValueError as error:
        raise Unusable(f"“{text}” is not an address.") from error


def _checked(path: str) -> str:
    if path == "/":
        raise Unusable("The home page is always there: it needs no redirect.")
    if any(unicodedata.category(character) in _INVISIBLE for character in path) or "�" in path:
        raise Unusable("The path contains characters that no address can have: type it again.")
    if "\\" in path or {".", ".."} & set(path.split("/")):
        raise Unusable("The path contains “\\”, “.” or “..” as a part, which no browser asks for.")
    if len(path) > LONGEST:
        raise Unusable(f"The path is longer than {LONGEST} characters.")
    return path
