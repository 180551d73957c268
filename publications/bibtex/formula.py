"""Formulas that plain text with raised and lowered parts can say; all others are left as they stand.

`$^{18}$F`, `H$_2$O`, `$\\alpha$` and `$p < 0.05$` are text; a fraction or an integral is not.
"""

import re

from publications.bibtex.symbols import MATH_ACCENTS, NOTHING, SPACES, SYMBOLS, compose

_TOKEN = re.compile(r"\\[A-Za-z]++\*?|\\.|[{}^_~]|[^\\{}^_~]++", re.DOTALL)
_UPRIGHT = frozenset(
    "mathrm mathbf mathsf mathtt mathcal mathscr mathfrak mathbb mathnormal "
    "mathit boldsymbol bm text textrm textup textnormal textsf "
    "texttt textit textbf mbox hbox operatorname ensuremath rm "
    "mathop mathrel mathbin mathord boldmath pmb emph up".split()
)
_VARIABLE = re.compile(r"(?<![A-Za-z])([a-z])(?![A-Za-z])")
_MONEY = re.compile(r"\d[\d.,]*+ (?:[^\\^_]|\\[&%#$])*[A-Za-z]{3}", re.DOTALL)
_SIGNS = frozenset("=<>+-")
# One letter with what is lowered at it, or a number.
_SINGLE = re.compile(r"(?:(?:<i>)?\w(?:</i>)?|\d+)(?:<sub>\w+</sub>)?")
_DEEPEST = 12
_BLACKBOARD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZk", "𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ𝕜")


class _NotText(Exception):
    """Something in the formula has no plain form."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)
        self.at = 0

    def sequence(self, depth: int, upright: bool = False, one: bool = False) -> str:
        """Up to the end of the group, or one item only."""
        if depth > _DEEPEST:
            raise _NotText
        out: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if one and len(token) > 1 and token[0] != "\\" and not token.isspace():
                return self._first_character(token, upright)
            self.at += 1
            if token == "}":
                return "".join(out)
            if one and token.isspace():
                continue
            out.append(self._item(token, depth, upright))
            if one:
                return out[0]
        if depth:
            raise _NotText
        return "".join(out)

    def _first_character(self, token: str, upright: bool) -> str:
        stripped = token.lstrip()
        first, rest = stripped[:1], stripped[1:]
        if rest:
            self.tokens[self.at] = rest
        else:
            self.at += 1
        return first if upright else _italic(first)

    def _item(self, token: str, depth: int, upright: bool) -> str:
        if token == "{":
            return self.sequence(depth + 1, upright)
        if token in "^_":
            content = self.sequence(depth + 1, True, one=True)
            if content == "∘" and token == "^":
                return "°"
            if content in ("′", "′′", "'"):
                return content
            tag = "sup" if token == "^" else "sub"
            return f"<{tag}>{content}</{tag}>" if content else ""
        if token == "~":
            return "\u00a0"
        if token[0] == "\\":
            return self._command(token[1:].rstrip("*"), depth, upright)
        return token if upright else _italic(token)

    def _command(self, name: str, depth: int, upright: bool) -> str:
        if name == "mathbb":
            return self.sequence(depth + 1, True, one=True).translate(_BLACKBOARD)
        if name in _UPRIGHT:
            return self.sequence(depth + 1, True, one=True)
        if name in MATH_ACCENTS:
            base = self.sequence(depth + 1, True, one=True)
            if len(base) == 1:
                return compose(base, MATH_ACCENTS[name])
        elif name in SYMBOLS:
            self._eat_space(SYMBOLS[name])
            return SYMBOLS[name]
        elif name == "sqrt":
            return self._root(depth)
        elif name in SPACES:
            return SPACES[name]
        elif name in NOTHING:
            return ""
        elif name and name in "{}$%&#_|":
            return name
        raise _NotText

    def _root(self, depth: int) -> str:
        if self.tokens[self.at][0] == "[":
            raise _NotText
        content = self.sequence(depth + 1, one=True)
        return f"√{content}" if _SINGLE.fullmatch(content) else f"√({content})"

    def _eat_space(self, symbol: str) -> None:
        """TeX sees no space behind a command; around a sign and behind a function's name it helps the eye."""
        if self.at == len(self.tokens) or self.tokens[self.at][:1] != " ":
            return
        rest = self.tokens[self.at].lstrip()
        apart = self.at > 1 and self.tokens[self.at - 2].endswith(" ")
        if (apart and not symbol.isalpha()) or (len(symbol) > 1 and symbol.isalpha()):
            return
        if (rest[:1] in _SIGNS and rest[1:2] == " ") or (not rest and self._is_sign_next()):
            return
        self.tokens[self.at] = rest
        self.at += not rest

    def _is_sign_next(self) -> bool:
        name = self.tokens[self.at + 1][1:] if self.at + 1 < len(self.tokens) else ""
        return name in SYMBOLS and not SYMBOLS[name].isalnum()


def _italic(text: str) -> str:
    """Single small letters are variables."""
    return _VARIABLE.sub(r"<i>\1</i>", text)


def is_money(text: str) -> bool:
    """Whether what stands between two dollars is no formula but the way from one price to the next."""
    return bool(_MONEY.match(text))


def formula(text: str) -> str | None:
    """The stored form of a formula (without its dollars); None where plain text cannot say it."""
    reader = _Reader(text)
    try:
        return reader.sequence(0).strip() if reader.tokens else ""
    except (_NotText, IndexError):
        return None
