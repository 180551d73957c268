"""LaTeX read piece by piece: what each says goes to the frames, and what has no plain form stays as it is.

Linear in the text: nothing is looked at twice but what a group or a formula holds.
"""

import html
import re

from publications.bibtex.commands import DECLARED, KNOWN, LITERAL_ARGUMENT, STYLES, is_known
from publications.bibtex.formula import formula, is_money
from publications.bibtex.frames import Frames
from publications.bibtex.groups import Groups
from publications.bibtex.symbols import ACCENTS, NOTHING, SPACES, SYMBOLS

_SPACE = re.compile(r"[ \t\n]*+")
_TOKEN = re.compile(
    r"(?P<entity>(?:\{\\&\}|\\?&)(?:amp;)*(?:\\?\#\d{1,7}|\\?\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<tag></?(?:jats:)?(?:em|italic|strong|bold|inf|sub|sup|i|b|p|title|br|sec)\s?/?>)"
    r"|(?P<bare><(?:mml:)?annotation(?:\s[^<>]{0,300})?>[^<>]{0,2000}</(?:mml:)?annotation>"
    r"|</?(?:mml:[a-z]+|math|m(?:[inos]|row|text|style|padded|space|sub|sup|subsup|frac|sqrt|over|under)|semantics)"
    r"(?:\s[^<>=]{1,80}=[^<>]{0,300})?\s?/?>|</?(?:jats:)?(?:scp|sc|u|tt|underline|monospace|roman)\s?/?>)"
    r"|(?P<word>\\[A-Za-z]++\*?)|(?P<sign>\\.)|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)"
    r"|(?P<plain>~|---?|``|''|[?!]?`)",
    re.DOTALL | re.IGNORECASE,
)
_PLAIN = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "?`": "¿", "!`": "¡"}
_TAGS = {
    "em": "i",
    "italic": "i",
    "strong": "b",
    "bold": "b",
    "inf": "sub",
    "i": "i",
    "b": "b",
    "sup": "sup",
    "sub": "sub",
}
_CHARACTER_NUMBER = re.compile(r"\\?\s*+(?:\"([0-9A-Fa-f]{1,6})|'([0-7]{1,7})|(\d{1,7}))\s?")
_ENTITY_NAME = re.compile(r"\#?\w+;$")
_WORD = re.compile(r"\\([A-Za-z]++\*?)")
_FORMULA = re.compile(r"(?:[^$\\]|\\.){0,2000}+", re.DOTALL)
_FORMULA_DIGITS = re.compile(r"(?<=[A-Za-z)\]])(\d++)")
_FORMULA_CHARGE = re.compile(r"\^\{?(\d*[+-])\}?")
_LONGEST_FORMULA = 2000


class Decoder(Frames):
    """What could not be converted is added to `left`."""

    def __init__(self, text: str, protect: bool, left: list[str]) -> None:
        super().__init__()
        self.text = text
        self.groups = Groups(text)
        self.protect = protect
        self.left = left
        self.at = 0
        self.single_quotes = False
        #: Where something ends, and where what says the same in other words ends after it.
        self.said_again: dict[int, int] = {}

    def run(self) -> str:
        while token := _TOKEN.search(self.text, self.at):
            self.add_text(self.text[self.at : token.start()])
            self.at = token.end()
            getattr(self, f"_on_{token.lastgroup}")(token)
        self.add_text(self.text[self.at :])
        return self.whole()

    def _on_open(self, token: re.Match[str]) -> None:
        following = _word_at(self.text, self.at)
        if following and not is_known(following) and not self.frames[-1].pending:
            end = self.groups.end(token.start())
            if end > token.start():
                self._leave(token.start(), end)
                return
        # What BibTeX calls a special character changes its case.
        self.open(self.protect and not self.text.startswith("\\", self.at))

    def _on_close(self, token: re.Match[str]) -> None:
        self.close()
        self.at = self.said_again.pop(self.at, self.at)

    def _on_plain(self, token: re.Match[str]) -> None:
        self.single_quotes |= token[0] == "`"
        self.add(_PLAIN[token[0]])

    def _on_entity(self, token: re.Match[str]) -> None:
        name = _ENTITY_NAME.search(token[0])
        self.add(html.unescape(f"&{name[0]}") if name else token[0])

    def _on_tag(self, token: re.Match[str]) -> None:
        name = token[0].strip("</> ").removeprefix("jats:").lower()
        tag = _TAGS.get(name, "")
        slash = "/" if token[0][1] == "/" else ""
        self.add(f"<{slash}{tag}>" if tag else " ")

    def _on_bare(self, token: re.Match[str]) -> None:
        """Of small capitals and MathML, as publishers write them into titles, the letters stay.

        Not what MathML says once more in LaTeX.
        """

    def _on_math(self, token: re.Match[str]) -> None:
        sign = token[0]
        end = self._formula_end(sign)
        content = self.text[self.at : end]
        if end < 0 or is_money(content):
            self.add(sign)
            return
        self._formula(content, token.start(), end + len(sign))

    def _formula_end(self, sign: str) -> int:
        found = _FORMULA.match(self.text, self.at)
        closed = found is not None and self.text.startswith(sign, found.end())
        return found.end() if found and closed else -1

    def _formula(self, content: str, start: int, end: int) -> None:
        plain = formula(content)
        if plain is None:
            self._leave(start, end)
        else:
            self.at = end
            self.add(plain)

    def _leave(self, start: int, end: int) -> None:
        self.at = end
        self.left.append(self.text[start : min(end, start + 100)])
        self.add(self.text[start:end])

    def _on_sign(self, token: re.Match[str]) -> None:
        sign = token[0][1]
        if sign in ACCENTS:
            self._accent(sign)
        elif sign in SPACES:
            self.add(SPACES[sign])
        elif sign == "\\":
            self.add(" ")
        elif sign in "([":
            end = self.text.find("\\)" if sign == "(" else "\\]", self.at, self.at + _LONGEST_FORMULA)
            if end < 0:
                self.add(token[0])
            else:
                self._formula(self.text[self.at : end], token.start(), end + 2)
        elif sign in "{}%&$#_":
            self.add(sign)
        elif sign not in NOTHING:
            self.add(token[0])

    def _accent(self, name: str) -> None:
        self.at = self._after(_SPACE)
        self.wait_with_accent(name)

    def _after(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        return found.end() if found else self.at

    def _on_word(self, token: re.Match[str]) -> None:
        name = token[0][1:]
        if name not in KNOWN and name.endswith("*") and name[:-1] in KNOWN:
            name = name[:-1]
        if name in SYMBOLS:
            self._symbol(SYMBOLS[name])
        elif name in ACCENTS:
            self._accent(name)
        elif name in STYLES:
            self.at = self._after(_SPACE)
            self.wait(STYLES[name])
        elif name in DECLARED:
            self.at = self._after(_SPACE)
            self.declare(*DECLARED[name])
        elif name in SPACES:
            self._symbol(SPACES[name])
        elif name in NOTHING:
            self.at = self._after(_SPACE)
        elif name == "texorpdfstring":
            self._for_print()
        elif name in KNOWN:
            self._argument(name, token.start())
        else:
            self._leave(token.start(), self.groups.arguments_end(token.end()))

    def _symbol(self, sign: str) -> None:
        if self.text.startswith("{}", self.at):
            self.at += 2
        else:
            self.at = self._after(_SPACE)
        self.add(sign)

    def _for_print(self) -> None:
        """Of the two arguments the first is what is printed, the second the same in plain letters."""
        self.at = self._after(_SPACE)
        first = self.groups.end(self.at)
        second = self.groups.end(first)
        if first < second:
            self.said_again[first] = second

    def _argument(self, name: str, start: int) -> None:
        """A command that takes its argument as it is written."""
        if name == "char":
            self._character()
            return
        self.at = self._after(_SPACE)
        end = self.groups.end(self.at)
        if end == self.at:
            self._leave(start, start + 1 + len(name))
            return
        argument = self.text[self.at + 1 : end - 1]
        if name == "ensuremath":
            self._formula(argument, start, end)
            return
        if name == "href":
            self._link(argument, end)
            return
        self.at = end
        if name == "symbol":
            self.at = start + len("\\symbol{")
            self._character()
            self.at = end
        elif name in LITERAL_ARGUMENT:
            self.add(argument.replace("\\_", "_").replace("\\%", "%").replace("\\#", "#").replace("\\&", "&"))
        elif name in ("ce", "ch"):
            self.add(_FORMULA_CHARGE.sub(r"<sup>\1</sup>", _FORMULA_DIGITS.sub(r"<sub>\1</sub>", argument)))

    def _link(self, address: str, end: int) -> None:
        self.at = end
        self.at = self._after(_SPACE)
        address = address.replace("\\", "")
        if self.text.startswith("{", self.at):
            self.wait(("", f" ({address})"))
        else:
            self.add(address)

    def _character(self) -> None:
        number = _CHARACTER_NUMBER.match(self.text, self.at)
        if number is None:
            self.add("\\char")
            return
        code = int(number[1], 16) if number[1] else int(number[2], 8) if number[2] else int(number[3])
        self.at = number.end()
        self.add(chr(code) if code < 0x110000 else number[0])


def _word_at(text: str, at: int) -> str:
    found = _WORD.match(text, at)
    return found[1] if found else ""
