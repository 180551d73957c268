"""LaTeX's commands that act on an argument or on the rest of a group: tables of what `latex` does with each.

Commands that stand for a character are in `symbols`.
"""

from publications.bibtex.symbols import ACCENTS, NOTHING, SPACES, SYMBOLS


def _each(names: str, wrap: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(names.split(), wrap)


# what is put before and behind the argument
STYLES = {
    **_each("emph textit textsl mkbibemph mkbibitalic", ("<i>", "</i>")),
    **_each("textbf mkbibbold", ("<b>", "</b>")),
    **_each("textsuperscript mkbibsuperscript textsu up", ("<sup>", "</sup>")),
    **_each("textsubscript mkbibsubscript", ("<sub>", "</sub>")),
    **_each("enquote enquote* mkbibquote textquote", ("“", "”")),
    **_each("mkbibparens parentext", ("(", ")")),
    **_each(
        "textrm textnormal textup textmd textsf texttt textsc "
        "underline uline mbox hbox text textlf textlatin "
        "mkbibname mkbibnamefamily mkbibnamegiven mkbibacro autocap hologo acro pkg "
        "uppercase lowercase MakeUppercase MakeLowercase "
        "MakeTextUppercase MakeTextLowercase NoCaseChange mathrm mathsf mathit mathbf bibstring",
        ("", ""),
    ),
}

# what holds from the command to the end of its group
DECLARED = {
    **_each("em it itshape sl slshape", ("<i>", "</i>")),
    **_each("bf bfseries", ("<b>", "</b>")),
}

LITERAL_ARGUMENT = frozenset(("url", "path", "nolinkurl", "burl", "doi"))
_DROPPED_ARGUMENT = frozenset(
    "noopsort SortNoop sortnoop noop singleletter foreignlanguage textcolor selectlanguage urlstyle "
    "vphantom hphantom phantom hspace vspace".split()
)
_OF_THEIR_OWN = frozenset(("ensuremath", "char", "symbol", "href", "texorpdfstring", "ce", "ch"))

KNOWN = frozenset(
    {*SYMBOLS, *SPACES, *NOTHING, *STYLES, *DECLARED, *LITERAL_ARGUMENT, *_DROPPED_ARGUMENT, *_OF_THEIR_OWN}
    | {name for name in ACCENTS if name.isalpha()}
)


def is_known(command: str) -> bool:
    """Whether a command (without its backslash) has a plain form."""
    return command in KNOWN or command.rstrip("*") in KNOWN
