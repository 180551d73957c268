"""LaTeX to the stored form of text (see `rich`): selective, in linear time, and nothing is thrown away.

Text without a special character is returned as it came. What has no plain form (an unknown command with its
arguments, a fraction) stays as it is written and is listed in `left`. The way back is `escape`.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, field

from publications.bibtex.clean import clean
from publications.bibtex.commands import DECLARED, KNOWN, LITERAL_ARGUMENT, STYLES, is_known
from publications.bibtex.formula import formula, is_money
from publications.bibtex.groups import Groups
from publications.bibtex.rich import strip, tokens
from publications.bibtex.symbols import ACCENTS, NOTHING, SPACES, SPACING, SYMBOLS, compose

_SPECIAL = re.compile(r"[\\{}$~<&`\n\t]|--|''|  ")
_SPACE = re.compile(r"[ \t\n]*+")
_SPACES = re.compile(r"[ \t\n]++")
_TOKEN = re.compile(
    r"(?P<entity>(?:\{\\&\}|\\?&)(?:amp;)*(?:\\?\#\d{1,7}|\\?\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<tag></?(?:jats:)?(?:em|italic|strong|bold|inf|sub|sup|i|b|p|title|br|sec)\s?/?>)"
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
_SINGLE_QUOTED = re.compile(r"‘([^‘’']{1,400})'(?![A-Za-z])")
_CHARACTER_NUMBER = re.compile(r"\\?\s*+(?:\"([0-9A-Fa-f]{1,6})|'([0-7]{1,7})|(\d{1,7}))\s?")
# Zotero gives a single brace an unseen partner.
_UNSEEN_BRACE = re.compile(r"\\vphantom\s?\{\\[{}]\}")
# A percent sign that only joins two lines; behind a number it is a percentage.
_LINE_COMMENT = re.compile(r"(?<=[^\d\s\\])([ \t]*+)%[ \t]*+\n[ \t]*+")
# Mendeley escapes the LaTeX that somebody typed: "{\$}\backslashalpha{\_}1{\$}" was "$\alpha_1$".
_TWICE = re.compile(
    r"\$\\backslash\$(?=[A-Za-z'`\"^~=.])|\\backslash(?=[A-Za-z])"
    r"|\{\\\$\}(?:[^$\\]{0,200}\{\\[_^]|[A-Za-z][^$\\{}\s]{0,20}\{\\\$\})"
)
_ONCE = re.compile(r"\$\\backslash\$|\\backslash(?=[A-Za-z])|\{\\\^\{\}\}|\{?\\([{}$_^])\}?")
_ENTITY_NAME = re.compile(r"\#?\w+;$")
_WORD = re.compile(r"\\([A-Za-z]++\*?)")
_FORMULA = re.compile(r"(?:[^$\\]|\\.){0,2000}+", re.DOTALL)
_FORMULA_DIGITS = re.compile(r"(?<=[A-Za-z)\]])(\d++)")
_FORMULA_CHARGE = re.compile(r"\^\{?(\d*[+-])\}?")

_LONGEST_FORMULA = 2000
_DEEPEST = 40
_MOST_ACCENTS = 4


@dataclass(slots=True)
class _Frame:
    """An open group: what it holds so far, and what is done with it when it closes."""

    wraps: list[tuple[str, str]] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    pending: list[tuple[str, str]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    protects: bool = False


def decode(text: str, *, protect: bool = False, left: list[str] | None = None) -> str:
    """The stored form of LaTeX text.

    With `protect`, braces that keep their content's case become `<span class="nocase">`. Pieces that could
    not be converted are added to `left`.
    """
    if not _SPECIAL.search(text):
        return text.strip()
    if "%" in text and "\n" in text:
        text = _LINE_COMMENT.sub(lambda found: " " if found[1] else "", text)
    if ("\\backslash" in text or "{\\$}" in text) and _TWICE.search(text):
        text = _ONCE.sub(lambda sign: sign[1] or ("^" if "^" in sign[0] else "\\"), text)
    if "\\vphantom" in text:
        text = _UNSEEN_BRACE.sub("", text)
    return _Decoder(_SPACES.sub(" ", text), protect, [] if left is None else left).run()


class _Decoder:
    def __init__(self, text: str, protect: bool, left: list[str]) -> None:
        self.text = text
        self.groups = Groups(text)
        self.protect = protect
        self.left = left
        self.at = 0
        self.frames = [_Frame()]
        self.skipped_braces = 0
        self.single_quotes = False

    def run(self) -> str:
        while token := _TOKEN.search(self.text, self.at):
            self._add_text(self.text[self.at : token.start()])
            self.at = token.end()
            getattr(self, f"_on_{token.lastgroup}")(token)
        self._add_text(self.text[self.at :])
        while len(self.frames) > 1:
            self._on_close(None)
        return self._finished(self._content(self.frames[0]))

    def _finished(self, text: str) -> str:
        if self.single_quotes:
            text = _SINGLE_QUOTED.sub(r"‘\1’", text)
        if "<span" in (self.text if self.protect else text):
            text = _with_spans(text, most=1 if self.protect else 0)
        return clean(_SPACES.sub(" ", text)).strip(" \u202f")

    def _add_text(self, text: str) -> None:
        frame = self.frames[-1]
        if frame.pending and text:
            text = text.lstrip(" ")
            if not text:
                return
            self._add(text[0])
            text = text[1:]
        if text:
            frame.out.append(text)

    def _add(self, item: str) -> None:
        """One thing, that takes the accents and styles waiting for their argument."""
        frame = self.frames[-1]
        while frame.pending:
            item = _wrapped(item, frame.pending.pop())
        frame.out.append(item)

    def _on_open(self, token: re.Match[str]) -> None:
        following = _word_at(self.text, self.at)
        if following and not is_known(following) and not self.frames[-1].pending:
            end = self.groups.end(token.start())
            if end > token.start():
                self._leave(token.start(), end)
                return
        if len(self.frames) > _DEEPEST:
            self.skipped_braces += 1
            return
        frame = self.frames[-1]
        inside = any(outer.protects for outer in self.frames)
        special = self.text.startswith("\\", self.at)
        protects = self.protect and not inside and not special and not frame.pending
        self.frames.append(_Frame(wraps=frame.pending, protects=protects))
        frame.pending = []

    def _on_close(self, token: re.Match[str] | None) -> None:
        if self.skipped_braces and token:
            self.skipped_braces -= 1
            return
        if len(self.frames) == 1:
            self._add("}")
            return
        frame = self.frames.pop()
        content = self._content(frame)
        if frame.protects and _has_case(content):
            content = f'<span class="nocase">{content}</span>'
        for wrap in reversed(frame.wraps):
            content = _wrapped(content, wrap)
        self.frames[-1].out.append(content)

    def _content(self, frame: _Frame) -> str:
        while frame.pending:
            frame.out.append(_wrapped("", frame.pending.pop()))
        return "".join(frame.out + frame.ends[::-1])

    def _on_plain(self, token: re.Match[str]) -> None:
        self.single_quotes |= token[0] == "`"
        self._add(_PLAIN[token[0]])

    def _on_entity(self, token: re.Match[str]) -> None:
        name = _ENTITY_NAME.search(token[0])
        self._add(html.unescape(f"&{name[0]}") if name else token[0])

    def _on_tag(self, token: re.Match[str]) -> None:
        name = token[0].strip("</> ").removeprefix("jats:").lower()
        tag = _TAGS.get(name, "")
        slash = "/" if token[0][1] == "/" else ""
        self._add(f"<{slash}{tag}>" if tag else " ")

    def _on_math(self, token: re.Match[str]) -> None:
        sign = token[0]
        end = self._formula_end(sign)
        content = self.text[self.at : end]
        if end < 0 or is_money(content):
            self._add(sign)
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
            self._add(plain)

    def _leave(self, start: int, end: int) -> None:
        self.at = end
        self.left.append(self.text[start : min(end, start + 100)])
        self._add(self.text[start:end])

    def _on_sign(self, token: re.Match[str]) -> None:
        sign = token[0][1]
        if sign in ACCENTS:
            self._accent(sign)
        elif sign in SPACES:
            self._add(SPACES[sign])
        elif sign == "\\":
            self._add(" ")
        elif sign in "([":
            end = self.text.find("\\)" if sign == "(" else "\\]", self.at, self.at + _LONGEST_FORMULA)
            if end < 0:
                self._add(token[0])
            else:
                self._formula(self.text[self.at : end], token.start(), end + 2)
        elif sign in "{}%&$#_":
            self._add(sign)
        elif sign not in NOTHING:
            self._add(token[0])

    def _accent(self, name: str) -> None:
        pending = self.frames[-1].pending
        if len(pending) >= _MOST_ACCENTS:
            self._add("")
        self.at = self._after(_SPACE)
        self.frames[-1].pending.append(("accent", name))

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
            self.frames[-1].pending.append(STYLES[name])
        elif name in DECLARED:
            self._declare(*DECLARED[name])
        elif name in SPACES:
            self._symbol(SPACES[name])
        elif name in NOTHING:
            self.at = self._after(_SPACE)
        elif name in KNOWN:
            self._argument(name, token.start())
        else:
            self._leave(token.start(), self.groups.arguments_end(token.end()))

    def _symbol(self, sign: str) -> None:
        if self.text.startswith("{}", self.at):
            self.at += 2
        else:
            self.at = self._after(_SPACE)
        self._add(sign)

    def _declare(self, opening: str, closing: str) -> None:
        self.at = self._after(_SPACE)
        frame = self.frames[-1]
        frame.out.append(opening)
        frame.ends.append(closing)

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
            self._add(
                argument.replace("\\_", "_").replace("\\%", "%").replace("\\#", "#").replace("\\&", "&")
            )
        elif name in ("ce", "ch"):
            self._add(_FORMULA_CHARGE.sub(r"<sup>\1</sup>", _FORMULA_DIGITS.sub(r"<sub>\1</sub>", argument)))

    def _link(self, address: str, end: int) -> None:
        self.at = end
        self.at = self._after(_SPACE)
        address = address.replace("\\", "")
        if self.text.startswith("{", self.at):
            self.frames[-1].pending.append(("", f" ({address})"))
        else:
            self._add(address)

    def _character(self) -> None:
        number = _CHARACTER_NUMBER.match(self.text, self.at)
        if number is None:
            self._add("\\char")
            return
        code = int(number[1], 16) if number[1] else int(number[2], 8) if number[2] else int(number[3])
        self.at = number.end()
        self._add(chr(code) if code < 0x110000 else number[0])


def _has_case(content: str) -> bool:
    """Whether there are letters that a change of case would change."""
    letters = strip(content) if "<" in content else content
    return letters.lower() != letters.upper()


def _with_spans(text: str, most: int) -> str:
    """The text with so many levels of protected case: one in a title, none where case is never changed."""
    out = []
    depth = 0
    for token in tokens(text):
        is_span = token.kind != "text" and "span" in token.value
        depth += is_span and token.kind == "open"
        if not is_span or depth <= most:
            out.append(token.value)
        depth -= is_span and token.kind == "close"
    return "".join(out)


def _wrapped(content: str, wrap: tuple[str, str]) -> str:
    opening, closing = wrap
    if opening != "accent":
        return f"{opening}{content}{closing}" if content and closing != f" ({content})" else content
    if not content:
        return SPACING.get(closing, f"\\{closing}")
    base = content[0]
    if not base.isalnum() and base != " ":
        return f"\\{closing}{content}"
    end = 1
    while end < len(content) and unicodedata.combining(content[end]):
        end += 1
    return compose(content[:end], ACCENTS[closing]) + content[end:]


def _word_at(text: str, at: int) -> str:
    found = _WORD.match(text, at)
    return found[1] if found else ""
