"""Author lists that do not follow BibTeX's rules, as PubMed, spreadsheets and people write them.

Each form is recognised only where the whole list has it; what is not recognised is left to the rules in
`names`.
"""

import re

from publications.bibtex.latex import decode

_DEGREE = r"Ph\.? ?D\.?|D\.? ?Phil\.?"
SUFFIX = re.compile(
    rf"(?:Jr|Sr|Junior|Senior|Esq)\.?|I{{2,3}}|IV|VI{{0,3}}|2nd|3rd|4th|{_DEGREE}", re.IGNORECASE
)
_CLEAR_SUFFIX = re.compile(rf"(?:Jr|Sr|Junior|Senior)\.?|II|III|IV|2nd|3rd|{_DEGREE}", re.IGNORECASE)

_WORD = r"[^\W\d_][\w'’.\-]*"
_INITIALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{1,3}|(?:[A-ZÀ-ÖØ-Þ] ?\.[ -]?){1,4}|(?:[A-ZÀ-ÖØ-Þ] ){1,3}[A-ZÀ-ÖØ-Þ]")
_INITIALS_FAMILY = re.compile(rf"(?:[A-ZÀ-ÖØ-Þ]\.[ -]?){{1,4}} ?{_WORD}")
_FAMILY_INITIALS = re.compile(
    rf"((?:{_WORD} ){{0,3}}{_WORD}) ([A-ZÀ-ÖØ-Þ](?:-?[A-ZÀ-ÖØ-Þ]){{0,2}})(?: (Jr|Sr|II|III|IV|2nd|3rd)\.?)?"
)
_INSTITUTION = re.compile(
    r"\b(?:Institutes?|Universit(?:y|ies|ät|é|à|at)|Universidad|Consorti(?:um|a)|Collaborat(?:ion|ive)|Committee|Associations?|"
    r"Societ(?:y|ies)|Ministry|Departments?|Organi[sz]ation|Agency|Foundation|Network|Initiative|Council|Commission|Laborator(?:y|ies)|"
    r"Investigators|Working Group|Study Group|Task Force|Project Team|Office of|"
    r"Cent(?:er|re)s? (?:for|of)|Inc\.?|GmbH|Ltd\.?|Administration)(?!\w)"
)
_AMPERSAND = re.compile(r"\s*,?\s*(?:&amp;|\\?&)\s*")
_COLUMNS = re.compile(r"[ \t]*+\n\s*+|[ \t]{3,}+")
_ACCENTED = re.compile(
    r"\{\\(?:[`'^\"~=.]|[A-Za-z]{1,2}\s?)(?:\{\\?[A-Za-z]{1,2}\}|\\?[A-Za-z]{0,2})\}"
    r"|\\[`'^\"~=.]\s?(?:\{\\?[A-Za-z]\}|[A-Za-z])|\\[A-Za-z]\{[A-Za-z]\}"
)
_EAST_ASIAN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]+(?: [\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]+)+"
)


def is_suffix(text: str) -> bool:
    """Whether a whole piece between commas is a suffix such as "Jr."."""
    return bool(_CLEAR_SUFFIX.fullmatch(text.strip()))


def is_institution(text: str) -> bool:
    """Whether a name without a comma is plainly not a person's."""
    return " " in text and bool(_INSTITUTION.search(text))


def guess(parts: list[str]) -> list[str] | None:
    """The list as it was meant, in a form that the rules read; None where they read it as it stands."""
    if any("\\" in part and _is_odd(part) for part in parts):
        parts = [_ACCENTED.sub(lambda found: decode(found[0]), part) for part in parts]
    if any(";" in part for part in parts) and not any(
        "{" in part or ("&" in part and ";" not in part) for part in parts
    ):
        pieces = [piece.strip(" ,") for part in parts for piece in part.split(";")]
        return _vancouver([piece for piece in pieces if piece], needs_many=False) or [
            piece for piece in pieces if piece
        ]
    if any("&" in part for part in parts):
        pieces = [piece for part in parts for piece in _at_ampersands(part) if piece]
        if len(pieces) > len(parts) and not any(is_institution(part) for part in parts):
            return guess(pieces) or pieces
    if any("{" in part for part in parts):
        return None
    return _comma_list(parts) or _vancouver(parts, needs_many=True) or _columns(parts)


def _is_odd(part: str) -> bool:
    """Whether it may be worth to take the accents out of the way of a guess."""
    return part.count(",") > 1 or ";" in part or part[-1:].isupper()


def _at_ampersands(part: str) -> list[str]:
    """What stands between the ampersands outside of braces."""
    pieces = []
    start = counted = depth = 0
    for ampersand in _AMPERSAND.finditer(part):
        depth += part.count("{", counted, ampersand.start()) - part.count("}", counted, ampersand.start())
        counted = ampersand.start()
        if depth == 0:
            pieces.append(part[start : ampersand.start()])
            start = ampersand.end()
    return [*pieces, part[start:]]


def _comma_list(parts: list[str]) -> list[str] | None:
    """One string in which commas, not "and", stand between the names."""
    longest = max(parts, key=lambda part: part.count(","), default="")
    pieces = [piece.strip() for piece in longest.split(",")]
    if len(pieces) < 2 or (any(is_suffix(piece) for piece in pieces[1:]) and len(pieces) == 3):
        return None
    rest = [part for part in parts if part is not longest]
    vancouver = _vancouver([*pieces[:-1], pieces[-1].removesuffix(".")], needs_many=False)
    if vancouver:
        return _with(vancouver, longest, parts)
    if all(_INITIALS_FAMILY.fullmatch(piece) for piece in [*pieces, *rest]):
        return _with(pieces, longest, parts)
    if len(pieces) < 3:
        return None
    if len(pieces) % 2 == 0 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        return _with(
            [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)],
            longest,
            parts,
        )
    full = [piece for piece in pieces if piece]
    if all(" " in piece for piece in full) and all(" " in part for part in rest):
        return _with(full, longest, parts)
    return None


def _with(names: list[str], longest: str, parts: list[str]) -> list[str]:
    out: list[str] = []
    for part in parts:
        out.extend(names if part is longest else _vancouver([part], needs_many=False) or [part])
    return out


def _vancouver(parts: list[str], *, needs_many: bool) -> list[str] | None:
    """ "Carmack SA", "Lu H": a family name and capitals without periods, throughout the list."""
    found = [_FAMILY_INITIALS.fullmatch(part) for part in parts]
    if not found or not all(found) or (needs_many and not all(_looks_turned(name) for name in found if name)):
        return None
    return [
        f"{{{name[1]}}}, {name[3]}, {name[2]}" if name[3] else f"{{{name[1]}}}, {_given(name[2])}"
        for name in found
        if name
    ]


def _given(initials: str) -> str:
    """Initials that nobody takes for "the fourth"."""
    return f"{{{initials}}}" if _CLEAR_SUFFIX.fullmatch(initials) else initials


def _looks_turned(name: re.Match[str]) -> bool:
    """Not "J LU", "Jan van DYK" or "Ann Lee III": a family name before the capitals, which are initials."""
    words = name[1].split()
    if len(words) > 1 and _CLEAR_SUFFIX.fullmatch(name[2]):
        return False
    return len(words[-1].rstrip(".")) > 1 and words[-1][0].isupper() and not name[1].isupper()


def _columns(parts: list[str]) -> list[str] | None:
    """Three names or more that only line ends or wide gaps divide."""
    if len(parts) != 1 or "," in parts[0]:
        return None
    names = _COLUMNS.split(parts[0])
    full = all(" " in name and name[0].isupper() for name in names)
    return names if len(names) > 2 and full else None


def family_first(text: str) -> tuple[str, str] | None:
    """The family and the given name of one that stands in Chinese, Japanese or Korean, family first."""
    if text < "\u3040" or not _EAST_ASIAN.fullmatch(text):
        return None
    family, _, given = text.partition(" ")
    return family, given
