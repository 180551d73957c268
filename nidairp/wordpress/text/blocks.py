"""The comments by which the block editor marks what is what (``<!-- wp:image {"id":3} -->``).

Most of them only stand around ordinary markup. Those that stand for something else are unpacked here: a
reusable block, an embedded film, a link to a profile. What WordPress made anew for each visitor cannot be
brought over.
"""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 5
_COMMENT = re.compile(r"\s*(/?)wp:((?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)(?:\s+(\{.*\}))?\s*(/?)\s*", re.S)
#: Empty by themselves, and nobody misses them.
_SILENT = frozenset(
    "more nextpage spacer separator shortcode html post-content missing paragraph core/paragraph".split()
)
_EMBEDS = re.compile(r"(?:core-)?embed(?:/|$)")


@dataclass(slots=True)
class Blocks:
    """``reusable``: the texts of reusable blocks by number; ``lost`` is told what has no place here.

    ``footnotes`` are the item's own, which WordPress keeps beside its text.
    """

    reusable: Mapping[int, str]
    lost: Callable[[str], None]
    footnotes: str = ""
    #: Blocks that nothing closes any more.
    open: set[str] = field(default_factory=set)

    def unpacked(self, text: str, depth: int = 0) -> str:
        if "<!--" not in text:
            return text
        parts: list[str] = []
        at = 0
        while (begin := text.find("<!--", at)) >= 0:
            end = text.find("-->", begin + 4)
            if end < 0:
                break
            parts.append(text[at:begin])
            at = end + 3
            if made := _COMMENT.fullmatch(text, begin + 4, end):
                new, at = self._block(made, text, at, depth)
                parts.append(new)
        return "".join([*parts, text[at:]])

    def _block(self, made: re.Match[str], text: str, at: int, depth: int) -> tuple[str, int]:
        closing, name, values, void = made.groups()
        if closing:
            return "", at
        attributes = read(values)
        if _EMBEDS.match(name) and attributes.get("url"):
            return self._embed(str(attributes["url"]), name, text, at, bool(void))
        if name == "cover" and not void:
            return _background(attributes, text, at), at
        return (self._alone(name, attributes, depth) if void else ""), at

    def _embed(self, url: str, name: str, text: str, at: int, void: bool) -> tuple[str, int]:
        """The address in place of the frame; a caption stays."""
        end = -1 if void or name in self.open else text.find(f"<!-- /wp:{name}", at)
        if end < 0 and not void:
            self.open.add(name)
        inside = "" if void or end < 0 else text[at:end]
        begin, close = inside.find("<figcaption"), inside.rfind("</figcaption>")
        caption = inside[begin : close + 13] if 0 <= begin < close else ""
        frame = f'<figure><iframe src="{html.escape(url)}"></iframe>{caption}</figure>'
        return frame, at if void or end < 0 else end

    def _alone(self, name: str, attributes: dict[str, Any], depth: int) -> str:
        if name in ("block", "core/block"):
            return self._reused(attributes.get("ref"), depth)
        if name == "footnotes" and (notes := _notes(self.footnotes)):
            return f"<ol>{''.join(f'<li>{note}</li>' for note in notes)}</ol>"
        if name == "social-link" and str(attributes.get("url", "")).startswith("http"):
            words = attributes.get("label") or attributes.get("service") or attributes["url"]
            return f'<li><a href="{html.escape(str(attributes["url"]))}">{html.escape(str(words))}</a></li>'
        if name not in _SILENT and name != "social-link":
            self.lost(f"The block “{name}”, which WordPress fills for each visitor")
        return ""

    def _reused(self, ref: Any, depth: int) -> str:
        text = self.reusable.get(ref) if isinstance(ref, int) else None
        if text is None or depth >= DEEPEST:
            self.lost(f"The reusable block {ref}, which is not in the export")
            return ""
        return self.unpacked(text, depth + 1)


def _notes(footnotes: str) -> list[str]:
    try:
        found = json.loads(footnotes or "[]")
    except (ValueError, RecursionError):
        return []
    listed = found if isinstance(found, list) else []
    return [str(one.get("content") or "") for one in listed if isinstance(one, dict)]


def _background(attributes: dict[str, Any], text: str, at: int) -> str:
    """What a cover shows behind its words, where that is no image of the text but a style."""
    end = text.find("<!--", at)
    if not attributes.get("url") or re.search(r"<(?:img|video)\b", text[at : end if end >= 0 else None]):
        return ""
    source = html.escape(str(attributes["url"]))
    if attributes.get("backgroundType") == "video":
        return f'<video src="{source}"></video>'
    return f'<figure><img class="wp-image-{attributes.get("id", "")}" src="{source}"></figure>'


def marks(text: str) -> Iterator[tuple[bool, str, dict[str, Any], bool]]:
    """The comments of blocks one by one: whether it closes, its name and values, whether nothing is in it."""
    for found in re.finditer(r"<!--(?=\s*/?wp:)", text):
        end = text.find("-->", found.end())
        if end < 0:  # nor is any after it
            return
        if (made := _COMMENT.fullmatch(text, found.end(), end)) is not None:
            closing, name, values, void = made.groups()
            yield bool(closing), name.removeprefix("core/"), read(values), bool(void)


def read(values: str | None) -> dict[str, Any]:
    try:
        found = json.loads(values or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
