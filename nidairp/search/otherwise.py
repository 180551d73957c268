"""Other ways to read a question that finds nothing as it stands, the nearest first. Pure text.

What they find has not all that was typed: whoever shows it says so.
"""

import re
from collections.abc import Iterator

from .letters import fold
from .query import QUIET, parse

#: A family name of several letters, and up to three initials as PubMed ("Koob GF") and others write them.
_FAMILY = r"(?P<family>[^\W\d_][\w'’-]+)"
_INITIALS = r"(?P<first>[^\W\d_])\.?[\s-]?(?:[^\W\d_]\.?[\s-]?){0,2}"
_AFTER = re.compile(rf"{_FAMILY}(?:,\s*|\s+){_INITIALS}(?!\w)")
_BEFORE = re.compile(rf"(?<!\w){_INITIALS}\s*(?<!\w){_FAMILY}")
#: From one year to another: so many fit a question.
_YEARS = re.compile(r"(?<![\w/.])((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?!\w)")
_MOST_YEARS = 20
#: Within a word the index has the sign: "NF-κB" for "NF-kappaB".
_GREEK = re.compile(r"(?<=\w)(alpha|beta|gamma|kappa)|(alpha|beta|gamma|kappa)(?=[^\W\d])", re.IGNORECASE)
#: Beginnings of words shorter than these are those of too many.
_BEGINNING = re.compile(r"(?<!\S)([^\W\d_]{4,})(?!\S)")
#: A word that a line of a pasted text begins with may have a hyphen before it.
_UNWANTED = re.compile(r"(?<!\S)(?:-(?=[\w\"])|NOT(?!\S))")


def readings(text: str) -> Iterator[str]:
    """Each a question that can be asked instead."""
    typed = parse(text).text
    seen = {_understood(typed)}
    for other in _readings(typed):
        if (understood := _understood(other)) not in seen:
            seen.add(understood)
            yield " ".join(other.split())


def _understood(text: str) -> object:
    query = parse(text)
    return query.terms, query.unwanted


def _readings(typed: str) -> Iterator[str]:
    if '"' not in typed:
        for order in (_AFTER, _BEFORE):
            yield order.sub(_name, typed)
        yield _YEARS.sub(_either, typed)
        yield _GREEK.sub(_parted, typed)
        yield _BEGINNING.sub(r"\1*", typed)
        yield re.sub(r"(?<=\w)[-–](?=\w)", " ", typed)
    if parse(typed).unwanted:
        yield _UNWANTED.sub(" ", typed)
    else:
        yield typed.replace('"', " ")


def _either(found: re.Match[str]) -> str:
    years = range(int(found[1]), int(found[2]) + 1)
    return " OR ".join(map(str, years)) if 0 < len(years) <= _MOST_YEARS else found[0]


def _parted(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return f"{'-' * before[-1:].isalnum()}{found[0]}{'-' * after[:1].isalnum()}"


def _name(found: re.Match[str]) -> str:
    """By the first initial: the record may have the given name in full."""
    initials = found[0].replace(found["family"], "", 1).strip(" ,")
    is_written_so = initials.isupper() and found["family"][0].isupper()
    is_alone = found.string.islower() and found.span("family")[0] == 0 and found[0] == found.string
    if not (is_written_so or is_alone) or QUIET & {fold(initials).strip(), fold(found["family"]).strip()}:
        return found[0]
    return f'"{found["family"]} {found["first"]}"* '
