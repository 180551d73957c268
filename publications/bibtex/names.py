"""People: the text of an author list to names by BibTeX's own rules, and back.

Lists that do not follow the rules are handed to `guesses` first.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from nidairp.rich import strip
from publications.bibtex.entry import Name
from publications.bibtex.escape import encode
from publications.bibtex.guesses import SUFFIX, family_first, guess, is_institution, is_suffix
from publications.bibtex.latex import decode
from publications.bibtex.symbols import ACCENTS

_PLAIN_LIST = re.compile(r"[^{}\\~&;$\n\t\"<]*+")
_AND = re.compile(r"[\s~]and(?=[\s~])", re.IGNORECASE)
_MARK = re.compile(r"[{}]|[\s~]++(?:and(?=[\s~]))?|,", re.IGNORECASE)
_OTHERS = re.compile(r"(?:others|et\.? al\.?|\.\.\.|…)\.?", re.IGNORECASE)
# From a comma on, or where white space begins: else each place in much white space looks through the rest.
_TAIL = re.compile(r"(?:,|(?<![\s,]))\s++et\.?\s++al\.?\s*+$", re.IGNORECASE)
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix|id|[a-z]+-i)\s*=", re.IGNORECASE)
_PART = re.compile(r"\s*+([\w-]++)\s*+=\s*+(\{(?:[^{}]|\{[^{}]*\})*\}|\"[^\"]*\"|[^,]*)\s*+,?")
# TeX's space behind a command is no end of a word: "H\\aa kansson" and "\\v Sim\\'a".
_OPEN_COMMAND = re.compile(r"\\(aa|AA|ae|AE|oe|OE|ss|[oOlLij]|[cvHkdburt])[ \t]++(?!and[ \t])([^\W\d_])")
# What leads from a name to its institute or to a footnote.
_MARKER = re.compile(
    r"\$\s?\^\s?(?:\{[^{}$]{1,30}\}|[\w*†‡§])\s?\$|\\textsuperscript\s?\{[^{}]{1,20}\}|\\thanks\s?\{[^{}]{0,200}\}"
)
_DOCTOR = re.compile(r"M\.? ?D\.?|D\.? ?V\.? ?M\.?|M\.? ?P\.? ?H\.?")
_PARTICLES = frozenset(
    "van von vom zu zur de del della di da das do dos du la le les lo ten ter el al ibn bin".split()
)
#: So many names stay in memory as they are read, and twice as many as they are written, 400 bytes each: who
#: asks for all publications one by one asks for all names.
MOST_NAMES = 1 << 12
_NEEDS_BRACES = re.compile("[\\s,\u060c]|^$")
#: Words in which no rule sees more than a name, whatever stands around them; initials among what is given.
_GIVEN = re.compile(r"[A-Z](?:\.|[a-z0-9]+)(?:[ -][A-Z](?:\.|[a-z0-9]+))*+")
_FAMILY = re.compile(r"[A-Z][a-z0-9]{2,}+(?:-[A-Z][a-z0-9]+)*+")


def split_names(text: str) -> tuple[list[Name], bool, bool]:
    """The names, whether the list ended in "and others", and whether its form had to be guessed."""
    return _split(text, _known_name)


def _split(text: str, read: Callable[[str], tuple[Name, bool]]) -> tuple[list[Name], bool, bool]:
    guessed = False
    if "\\ " in text:
        text = text.replace("\\ ", " ")
    if "^" in text or "\\t" in text:
        unmarked = _MARKER.sub("", text)
        guessed, text = unmarked != text, unmarked
    if "\u060c" in text and "{" not in text:
        text, guessed = text.replace("\u060c", ","), True  # what Arabic has for a comma
    if "\\" in text:
        text = _OPEN_COMMAND.sub(_closed, text)
    tail = _TAIL.search(text)
    if tail:
        text = text[: tail.start()]
    parts = [part for part in _parts(text) if part]
    others = bool(tail)
    kept = [part for part in parts if not _OTHERS.fullmatch(part.strip("{} "))]
    others = others or len(kept) < len(parts)
    better = guess(kept)
    if better is not None:
        kept, guessed = better, True
        still = [part for part in kept if not _OTHERS.fullmatch(part)]
        others, kept = others or len(still) < len(kept), still
    names = []
    for part in kept:
        name, name_guessed = read(part)
        guessed = guessed or name_guessed
        if name.family or name.given:
            names.append(name)
    return names, others, guessed


def _closed(command: re.Match[str]) -> str:
    """The command with its braces: it stands for a letter, or puts an accent on the next one."""
    name, letter = command.groups()
    return f"\\{name}{{{letter}}}" if name in ACCENTS else f"{{\\{name}}}{letter}"


def _parts(text: str) -> list[str]:
    """What stands between the "and"s, outside of braces."""
    if _PLAIN_LIST.fullmatch(text):
        return [part.strip(" ,") for part in _AND.split(f" {text} ")]
    parts = []
    start = depth = 0
    for mark in _MARK.finditer(f"{text} "):
        if mark[0] in "{}":
            depth = max(0, depth + (1 if mark[0] == "{" else -1))
        elif depth == 0 and mark[0][-1:] in "dD":
            parts.append(text[start : mark.start()])
            start = mark.end()
    parts.append(text[start:])
    return [re.sub(r"^and\s+", "", part.strip(" ,\n\t~"), flags=re.IGNORECASE) for part in parts]


def _name(text: str) -> tuple[Name, bool]:
    """One name, and whether it had to be guessed."""
    if _is_group(text):
        inside = text[1:-1]
        return _extended(inside) if _EXTENDED.match(inside) else Name(_text(text)), False
    if "=" in text and _EXTENDED.match(text):
        return _extended(text), False
    pieces = _pieces(text)
    if len(pieces) == 1:
        return _in_order(pieces[0], text)
    words = [" ".join(piece) for piece in pieces]
    if len(pieces) == 2 and is_suffix(words[1]):
        name, _ = _in_order(pieces[0], words[0])
        return Name(name.family, name.given, name.prefix, _text(words[1])), True
    prefix, family = _von(pieces[0])
    if len(pieces) == 2:
        if len(family) > 1 and SUFFIX.fullmatch(family[-1]):
            return Name(_join(family[:-1]), _join(pieces[1]), _join(prefix), _text(family[-1])), True
        return Name(_join(family), _join(pieces[1]), _join(prefix)), False
    suffix, given = words[1], " ".join(words[2:])
    swapped = bool(is_suffix(given) or _DOCTOR.fullmatch(given)) and not is_suffix(suffix)
    if swapped:
        suffix, given = given, suffix
    return Name(_join(family), _text(given), _join(prefix), _text(suffix)), swapped or len(pieces) > 3


_known_name = lru_cache(maxsize=MOST_NAMES)(_name)


def _is_group(text: str) -> bool:
    if not text.startswith("{") or not text.endswith("}"):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at == len(text) - 1 and not text.startswith("{\\")
    return False


def _pieces(text: str) -> list[list[str]]:
    """Words between the commas, outside of braces."""
    if "{" not in text and "\\" not in text:
        return [piece.replace("~", " ").split() for piece in text.split(",")]
    pieces: list[list[str]] = [[]]
    start = depth = 0
    for mark in _MARK.finditer(text):
        if mark[0] in "{}":
            depth = max(0, depth + (1 if mark[0] == "{" else -1))
        elif depth == 0 and not text[: mark.start()].endswith("\\"):
            pieces[-1].append(text[start : mark.start()])
            start = mark.start() + len(mark[0].rstrip("andAND")) if mark[0] != "," else mark.end()
            if mark[0] == ",":
                pieces.append([])
    pieces[-1].append(text[start:])
    return [[word for word in piece if word] for piece in pieces]


def _in_order(words: list[str], text: str) -> tuple[Name, bool]:
    """ "First von Last", with a suffix that belongs behind a comma put right."""
    if is_institution(text):
        return Name(_text(text)), True
    turned = family_first(text)
    if turned:
        return Name(*turned), True
    suffix = ""
    if len(words) > 2 and SUFFIX.fullmatch(words[-1]):
        suffix, words = words[-1], words[:-1]
    small = [at for at, word in enumerate(words[:-1]) if _is_small(word)]
    if not small:
        return Name(_join(words[-1:]), _join(words[:-1]), "", _text(suffix)), bool(suffix)
    first, last = small[0], small[-1]
    if first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return Name(
        _join(words[last + 1 :]), _join(words[:first]), _join(words[first : last + 1]), _text(suffix)
    ), bool(suffix)


def _von(words: list[str]) -> tuple[list[str], list[str]]:
    """The von part and the family name of what stands before the comma."""
    small = [at for at, word in enumerate(words[:-1]) if _is_small(word)]
    at = small[-1] + 1 if small and (_is_small(words[0]) or words[0].lower() in _PARTICLES) else 0
    return words[:at], words[at:]


def _is_small(word: str) -> bool:
    """Whether BibTeX takes the word for a von part: its first letter outside of braces is small."""
    if word.startswith("{"):
        if not word.startswith("{\\"):
            return False
        word = strip(decode(word))
    elif word.startswith("\\"):
        word = strip(decode(word))
    for sign in word:
        if sign == "{":
            return False
        if sign.isalpha():
            return sign.islower()
    return False


def _extended(text: str) -> Name:
    """BibLaTeX's `family=..., given=...`."""
    found = {part[1].lower(): _text(part[2].strip(' "')) for part in _PART.finditer(text)}
    return Name(
        found.get("family", ""), found.get("given", ""), found.get("prefix", ""), found.get("suffix", "")
    )


def _join(words: list[str]) -> str:
    return _text(" ".join(words))


def _text(text: str) -> str:
    return " ".join(strip(decode(text)).replace("\u202f", " ").split())


def format_names(names: list[Name], others: bool = False, *, ascii: bool = False) -> str:
    """The names as a BibTeX list: "A and B"."""
    parts = [_formatted(name, ascii) for name in names]
    return " and ".join([*parts, "others"] if others else parts)


@lru_cache(maxsize=2 * MOST_NAMES)
def _formatted(name: Name, ascii: bool) -> str:
    return f"{name.given} {name.family}" if _is_simple(name) else _read_again(name, ascii)


def _is_simple(name: Name) -> bool:
    """Whether it is certain that the name can be written as it is: most can, and to read it takes longer."""
    return (
        not name.prefix
        and not name.suffix
        and bool(_FAMILY.fullmatch(name.family) and _GIVEN.fullmatch(name.given))
        and not SUFFIX.fullmatch(name.family)
        and not is_institution(plain := f"{name.given} {name.family}")
        and not _AND.search(f" {plain} ")
    )


def _read_again(name: Name, ascii: bool) -> str:
    """The plainest form of which it is seen that reading it gives the name."""
    family, given, prefix, suffix = (
        encode(part, ascii=ascii) for part in (name.family, name.given, name.prefix, name.suffix)
    )
    plain = f"{given} {family}"
    if given and not prefix and not suffix and _name_again(plain) == name:
        return plain
    if not given and not prefix and not suffix:
        braced = f"{{{family}}}"
        forms = (braced, family) if _NEEDS_BRACES.search(family) else (family, braced)
        return next((form for form in forms if _name_again(form) == name), braced)
    for form in _comma_forms(family, given, prefix, suffix):
        if _name_again(form) == name:
            return form
    return f"family={{{family}}}, given={{{given}}}, prefix={{{prefix}}}, suffix={{{suffix}}}"


def _comma_forms(family: str, given: str, prefix: str, suffix: str) -> list[str]:
    """From the plainest to the safest."""
    forms = []
    for wrapped_family in (family, f"{{{family}}}"):
        for wrapped_given in (given, f"{{{given}}}"):
            last = f"{prefix} {wrapped_family}".strip()
            forms.append(f"{last}, {suffix}, {wrapped_given}" if suffix else f"{last}, {wrapped_given}")
    return forms if given else [f"{prefix} {family}".strip(), *forms]


def _name_again(text: str) -> Name | None:
    """What reading the text as a list would give; None where it would not be read without a guess.

    That is asked once, and not kept: it would be there as often as what is made of it.
    """
    names, others, guessed = _split(text, _name)
    return names[0] if len(names) == 1 and not others and not guessed else None
