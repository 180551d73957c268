"""What citeproc-py 0.11 prints otherwise than the styles say, put right in what it has printed.

It has no stops inside of quotes, and names editors or a title twice.
"""

import re

from citeproc.source import Reference

from .marks import MARK

#: What is wrong, and what is right.
Faults = tuple[tuple[re.Pattern[str], str], ...]
#: A fault is looked for where its sign stands, which is sooner seen.
_MENDED: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("”", re.compile(rf"([?!])({MARK})”[.,]"), r"\1\2”"),
    ("”", re.compile(rf"\.({MARK})”([.,])"), r"\1\2”"),
    ("”", re.compile(r"”([.,])"), r"\1”"),
    ("(ed", re.compile(r"\(ed(s?)\.\)"), r"(Ed\1.)"),
    (" (", re.compile(r" \((?:Publication|Report|Patent)\)"), ""),
    ("http", re.compile(r"(https?://\S+?)\.$"), r"\1"),
    (" doi:", re.compile(r"(https://doi\.org/(\S+))(.*?) doi:\2\.?"), r"\1\3"),
    ("", re.compile(rf"([?!]{MARK})\.(?= |$)"), r"\1"),
    ("", re.compile(rf"(?<!\.)\.({MARK})\.(?= |$)"), r".\1"),
    (". forthcoming", re.compile(r"\. forthcoming\b"), ". Forthcoming"),
)
#: Where nobody is named the title stands first, and is said once more in its own place.
_SECOND_TITLE: Faults = (
    (
        re.compile(
            r"^(“?(.{3,}?)[.?!]?”?\.?)((?: \([^)]*\)\.| n\.d\.| \d{4}\.| Forthcoming\.)?)"
            r" “?\2[.?!,]*”?[.,]?(?= |$)"
        ),
        r"\1\3",
    ),
)
#: Editors who stand where authors would are named a second time by these styles.
_SECOND_EDITORS: dict[str, Faults] = {
    "apa": ((re.compile(r" \([^();]*, eds?\.\)"), ""), (re.compile(r"\([^();]*, eds?\.; "), "(")),
    "ama": ((re.compile(r"(, eds?\. .*?\.) \(?(?:[^.()]|\bet al\.)+, eds?\.\)?\.?(?= )"), r"\1"),),
    "chicago": (
        (
            re.compile(r"((?:(?<=[\s.][^\W\d_a-z])|(?<=\bet al))\.)?\.? (?=\d{4}\.|n\.d\.|Forthcoming)"),
            r"\1, eds. ",
        ),
    ),
    "mla": ((re.compile(r" Edited by [^,]+?(?:,? et al\.)?,"), ""),),
}
_ONE_EDITOR: dict[str, Faults] = {"chicago": ((re.compile(r", eds\. "), ", ed. "),)}


def said_twice(reference: Reference, style: str) -> Faults:
    """What citeproc-py says again of such a work."""
    if "author" in reference:
        return ()
    if "editor" not in reference:
        return _SECOND_TITLE
    alone = _ONE_EDITOR.get(style, ()) if len(reference["editor"]) == 1 else ()
    return _SECOND_EDITORS.get(style, ()) + alone


def mended(printed: str, twice: Faults) -> str:
    """What is said twice is so in one place: the same further on is of a title."""
    for sign, fault, right in _MENDED:
        if sign in printed:
            printed = fault.sub(right, printed)
    printed = " ".join(printed.split())
    for fault, right in twice:
        printed = fault.sub(right, printed, count=1)
    return printed.strip()
