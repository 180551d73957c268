"""The text of one item, from WordPress's markup to ours: blocks, then shortcodes, then all the tags."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from . import teachpress
from .blocks import Blocks
from .rendering import render
from .shortcodes import DEEPEST, Shortcode, replaced, spoken_of
from .showing import Meaning

_BARE = re.compile(r"^([ \t]*(?:<p>)?[ \t]*)(https?://[^\s<>\"\[\]]+)([ \t]*(?:</p>)?[ \t\r]*)$", re.M)
#: Whose pages WordPress shows in a frame when their address stands alone.
_SHOWN = re.compile(
    r"//(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|wordpress\.tv|videopress\.com|dailymotion\.com|ted\.com|"
    r"soundcloud\.com|spotify\.com|twitter\.com|x\.com|instagram\.com|facebook\.com|flickr\.com|slideshare\.net|"
    r"tiktok\.com|reddit\.com|scribd\.com|issuu\.com|kickstarter\.com)/"
)
_SOURCES = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "flv", "url", "href")


@dataclass(slots=True)
class Context:
    """What the text of one item may ask of the whole export, and whom it tells what could not be kept."""

    meaning: Meaning
    reusable: Mapping[int, str]
    #: The numbers of the images that are attached to the item, in order; and an image's caption.
    attached: Callable[[], list[int]]
    caption: Callable[[int], str]
    #: Markup for a publication, a list, a citation; and a place for those that are to be shown with the text.
    publication: Callable[[teachpress.Named, str], str]
    listed: Callable[[teachpress.Wanted], str]
    search: Callable[[], str]
    references: Callable[[], str]
    footnotes: str = ""
    doubt: Callable[[str], None] = field(default=lambda _: None)


def converted(content: str, context: Context) -> str:
    classic = "<!-- wp:" not in content
    text = Blocks(context.reusable, context.meaning.lost, context.footnotes).unpacked(content)
    text = spoken_of(_Shortcodes(context).in_text(text))
    return render(_BARE.sub(_alone, text), context.meaning, classic=classic)


def _alone(found: re.Match[str]) -> str:
    before, address, after = found.groups()
    escaped = html.escape(html.unescape(address))
    if _SHOWN.search(address):
        return f'{before}<iframe src="{escaped}"></iframe>{after}'
    return f'{before}<a href="{escaped}">{escaped}</a>{after}'


@dataclass(slots=True)
class _Shortcodes:
    context: Context
    depth: int = 0

    def in_text(self, text: str) -> str:
        if self.depth > DEEPEST:
            return text
        self.depth += 1
        new = replaced(text, self._one)
        self.depth -= 1
        return new

    def _one(self, code: Shortcode) -> str | None:
        handler = _HANDLERS.get(code.name)
        if handler:
            return handler(self, code)
        inside = self.in_text(code.content) if code.content else ""
        self.context.meaning.lost(f"The shortcode {_short(code.raw)}, which means nothing here")
        return inside

    def caption(self, code: Shortcode) -> str:
        image, words = _halves(code.content or "")
        words = code.attributes.get("caption") or words
        return f"<figure>{self.in_text(image)}<figcaption>{self.in_text(words)}</figcaption></figure>"

    def gallery(self, code: Shortcode) -> str:
        asked = code.attributes.get("ids") or code.attributes.get("include") or ""
        left_out = set(_numbers(code.attributes.get("exclude", "")))
        numbers = _numbers(asked) or [one for one in self.context.attached() if one not in left_out]
        if not numbers:
            self.context.meaning.lost(f"The gallery {_short(code.raw)}, to which no image belongs")
        return "".join(self._image(number) for number in numbers)

    def _image(self, number: int) -> str:
        caption = self.context.caption(number)
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'\n\n<figure><img class="wp-image-{number}">{below}</figure>\n\n'

    def film(self, code: Shortcode) -> str:
        source = next((code.attributes[name] for name in _SOURCES if code.attributes.get(name)), "")
        source = source or (code.content or "").strip() or (code.values[0] if code.values else "")
        source = source.strip("=| ").partition("|")[0]
        kind = "audio" if code.name == "audio" else "video" if code.name == "video" else "iframe"
        if source.isdigit() and code.name == "vimeo":
            source = f"https://vimeo.com/{source}"
        if not re.match(r"(?:https?:)?/", source):
            self.context.meaning.lost(f"The shortcode {_short(code.raw)}: it names no address")
            return ""
        return f'\n\n<{kind} src="{html.escape(html.unescape(source))}"></{kind}>\n\n'

    def program(self, code: Shortcode) -> str | None:
        """What is written in a language of computers stands as it was typed."""
        if code.content is None:
            return None
        return f"\n\n<pre>{html.escape(html.unescape(code.content.strip()), quote=False)}</pre>\n\n"

    def single(self, code: Shortcode) -> str:
        named = teachpress.named(code)
        if not named and code.name == "tpsingle":
            self.context.meaning.lost(f"The shortcode {_short(code.raw)}: it names no publication")
        # Of the others, each shows a part of what the publication's box has as a whole.
        return "".join(self.context.publication(one, "box") for one in named)

    def listed(self, code: Shortcode) -> str:
        return self.context.listed(teachpress.wanted(code))

    def cited(self, code: Shortcode) -> str:
        named = teachpress.named(code)
        if not named:
            self.context.meaning.lost(f"The shortcode {_short(code.raw)}: it names no publication")
        return "".join(self.context.publication(one, "citation") for one in named)


def _search(codes: _Shortcodes, code: Shortcode) -> str:
    return codes.context.search()


def _references(codes: _Shortcodes, code: Shortcode) -> str:
    return codes.context.references()


_HANDLERS: dict[str, Callable[[_Shortcodes, Shortcode], str | None]] = {
    **dict.fromkeys(("caption", "wp_caption"), _Shortcodes.caption),
    "gallery": _Shortcodes.gallery,
    **dict.fromkeys(
        ("embed", "video", "audio", "youtube", "vimeo", "soundcloud", "tweet", "instagram"), _Shortcodes.film
    ),
    **dict.fromkeys(("sourcecode", "source", "code", "highlight"), _Shortcodes.program),
    **dict.fromkeys(teachpress.SINGLE, _Shortcodes.single),
    **dict.fromkeys(teachpress.LISTS, _Shortcodes.listed),
    "tpcite": _Shortcodes.cited,
    "tpref": _references,
    "tpsearch": _search,
}


def _halves(content: str) -> tuple[str, str]:
    """The image with the link around it, and the words after it."""
    at = content.rfind("<img")
    end = content.find(">", at) + 1 if at >= 0 else 0
    if link := re.match(r"\s*</a>", content[end:]):
        end += link.end()
    return content[:end], content[end:].strip()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,17}", text)]


def _short(raw: str) -> str:
    plain = " ".join(raw.split())
    return plain if len(plain) <= 160 else f"{plain[:157]}…"
