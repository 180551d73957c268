"""A WordPress text in the institute's own vocabulary: headings 2 to 4, paragraphs, lists, tables, figures.

One pass over its tags. Blocks that mean nothing here (a column, a box) are left away and their content kept;
text that stands loose becomes a paragraph, and an image a figure of its own. In a text of the classic editor
line breaks mean what WordPress took them for: one a new line, two a new paragraph.
"""

import re
from dataclasses import dataclass, field

from .figures import FILMS
from .showing import Meaning, Shower
from .tokens import Token, tokens
from .writing import BLANK, Part, trimmed

_INLINE = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "var": "em",
    "sub": "sub",
    "sup": "sup",
}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_KEPT = {"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td", "th"}
#: What means nothing outside of these.
_WITHIN = {"li": ("ul", "ol"), **dict.fromkeys(("thead", "tbody", "tr", "td", "th"), ("table",))}
_SAME = {"tfoot": "tbody"}
_UNSEEN = {
    "a",
    "br",
    "font",
    "span",
    "big",
    "small",
    "code",
    "kbd",
    "tt",
    "samp",
    "mark",
    "u",
    "s",
    "strike",
    "del",
    "ins",
}
#: What may be taken for something else by its class.
_BY_CLASS = frozenset({"div", "dl", "p", "dd", "a", "ul", "li"})
_GALLERY = {"wp-block-gallery", "blocks-gallery-grid", "blocks-gallery-item"}
_BLOCK = re.compile(r"</?(?!(?:strong|em|sub|sup|a|br)\b)[a-z][^>]*>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n\s*")
_NAME = re.compile(r"[^\W_][\w.:-]{0,79}")
_SPAN = re.compile(r"[1-9]\d{0,2}")


def render(markup: str, meaning: Meaning, *, classic: bool) -> str:
    renderer = _Renderer(meaning=meaning, classic=classic)
    for token in tokens(markup):
        renderer.take(token)
    return renderer.finished()


@dataclass(slots=True, kw_only=True)
class _Renderer(Shower):
    classic: bool
    #: What an element was taken for, where its class says more than its name.
    taken_for: list[tuple[str, str]] = field(default_factory=list)
    silent: bool = False

    def take(self, token: Token) -> None:
        if not token.name:
            if not self.silent:
                self.called = "" if token.text.strip() else self.called
                self._text(token.text)
        elif token.closing:
            self._end(self._was(token.name))
        else:
            self._start(self._is(token), token.attributes)

    def finished(self) -> str:
        while self.aside:
            self._end_caption()
        self.close_all()
        return "".join(map(str, self.out)).strip()

    # What an element is

    def _is(self, token: Token) -> str:
        """WordPress's classic captions and galleries are figures by another name."""
        classes = token.attributes.get("class", "").split()
        name = token.name
        if name in ("div", "dl") and {"wp-caption", "gallery-item"} & set(classes):
            name = "figure"
        elif name in ("p", "dd") and {"wp-caption-text", "gallery-caption"} & set(classes):
            name = "figcaption"
        elif name == "a" and "wp-block-file__button" in classes:
            name = "button"  # which says no more than the link before it
        elif name in ("ul", "li") and _GALLERY & set(classes):
            name = "div"
        if token.name in _BY_CLASS:
            self.taken_for.append((token.name, name))
        return name

    def _was(self, name: str) -> str:
        for at in range(len(self.taken_for) - 1, -1, -1):
            if self.taken_for[at][0] == name:
                return self.taken_for.pop(at)[1]
        return name

    # Tags

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if named := _named(name, attributes):
            self.call(named)
        if name in _INLINE:
            if name == "cite":
                self._source_of_quote()
            self.wanted.append((name, _INLINE[name]))
        elif name == "a":
            self._link(attributes.get("href", ""))
        elif name == "button":
            self.silent = True
        elif name == "br":
            self.line_break()
        elif name == "img":
            self._image(attributes)
        elif name in FILMS:
            self._film(name, attributes.get("src", ""))
        elif name == "q":
            self._text("“")
        elif name not in _UNSEEN:
            self._start_block(name, attributes)

    def _source_of_quote(self) -> None:
        """Themes give it a line of its own; one that follows a space is part of a sentence."""
        if any(name == "blockquote" for name, _ in self.blocks) and self.place() == "p" and self.out:
            last = self.out[-1]
            if isinstance(last, str) and not last.endswith((" ", "\n", ">")):
                self.line_break()

    def _end(self, name: str) -> None:
        if name in _INLINE or name == "a":
            self._unwant(name)
        elif name == "q":
            self._text("”")
        elif name == "button":
            self.silent = False
        elif name not in _UNSEEN and name not in FILMS and name not in ("img", "br", "hr"):
            self._end_block(name)

    def _start_block(self, name: str, attributes: dict[str, str]) -> None:
        self.close_loose()
        name = _SAME.get(name, name)
        if (name in _KEPT or name in _HEADINGS or name == "hr") and self.place() in ("h2", "h3", "h4"):
            self.close()
        if name == "li" and self.place() == "li":
            self.close()
        if name == "hr":
            self.sync([])
            self.out.append("<hr>")
        elif name == "figure":
            self.figures.append(None)
        elif name in ("figcaption", "caption"):
            self._start_caption()
        elif name in _HEADINGS:
            self.close_from("p")
            called, self.called = self.called, ""
            self.open(_HEADINGS[name], f' id="{called}"' if called else "")
        elif name == "pre":
            self.pre += 1
        elif name in _WITHIN and not {*_WITHIN[name]} & {block for block, _ in self.blocks}:
            pass
        elif name in _KEPT:
            self.open(name, _attributes(name, attributes))
        elif name in ("dt", "summary", "legend"):
            self.wanted.append((name, "strong"))
        elif name == "form":
            self.meaning.lost("A form")

    def _end_block(self, name: str) -> None:
        name = _SAME.get(name, name)
        if name in ("figcaption", "caption"):
            self._end_caption()
        elif name == "figure":
            self.close_loose()
            if self.figures:
                self.figures.pop()
        elif name in _HEADINGS:
            self.close_from(_HEADINGS[name])
        elif name in _KEPT:
            self.close_from(name)
        else:
            self.close_loose()
            self.pre -= name == "pre" and self.pre > 0
            if name in ("dt", "summary", "legend"):
                self._unwant(name)

    # Captions

    def _start_caption(self) -> None:
        self.sync([])
        self.aside.append((self.out, self.blocks))
        self.out, self.blocks = [], [("p", 0)]

    def _end_caption(self) -> None:
        if not self.aside:
            return
        self.sync([])
        text = "".join(part for part in self.out if isinstance(part, str))
        self.out, self.blocks = self.aside.pop()
        text = trimmed(_BLOCK.sub(" ", text))
        figure = self.figures[-1] if self.figures else None
        if BLANK.fullmatch(text):
            return
        if figure and not figure.caption:
            figure.caption = text
        else:
            self._aside_of(f"<p>{text}</p>")

    def _aside_of(self, part: Part) -> None:
        """Beside a table, not in it."""
        places = [at for name, at in self.blocks if name == "table"]
        if places:
            self.waiting.append(part)
        else:
            self.out.append(part)

    # Text

    def _text(self, text: str) -> None:
        if self.pre:
            self._lines([text])
        elif self.classic and "\n" in text:
            self._lines(_PARAGRAPHS.split(text))
        else:
            self._words(_SPACE.sub(" ", text))

    def _lines(self, paragraphs: list[str]) -> None:
        for at, paragraph in enumerate(paragraphs):
            if at:
                self._blank_line()
            for number, line in enumerate(paragraph.split("\n")):
                if number:
                    self.line_break(typed=True)
                self._words(line if self.pre else _SPACE.sub(" ", line))

    def _blank_line(self) -> None:
        if self.place() in ("p", "", "blockquote"):
            self.close_loose()
        else:
            self.line_break(typed=True)


def _named(name: str, attributes: dict[str, str]) -> str:
    """What addresses call the place where it begins."""
    named = attributes.get("id") or (attributes.get("name", "") if name == "a" else "")
    return named if _NAME.fullmatch(named) else ""


def _attributes(name: str, attributes: dict[str, str]) -> str:
    wanted = {"ol": ("start",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan")}.get(name, ())
    values = {key: attributes.get(key, "") for key in wanted}
    return "".join(
        f' {key}="{value}"' for key, value in values.items() if _SPAN.fullmatch(value) and value != "1"
    )
