"""What stands for an image in a text, and for a film: a figure, and a link in words."""

import html
import re
from dataclasses import dataclass
from typing import NamedTuple

FILMS = {
    "iframe": "Embedded page",
    "video": "Video",
    "audio": "Audio",
    "embed": "Embedded file",
    "source": "File",
    "img": "Image",
}


class Picture(NamedTuple):
    """An image of the library, by its number."""

    number: int
    alt: str = ""


@dataclass(slots=True, eq=False)
class Figure:
    """``link`` is the tag of the link around it: a figure has none, so its caption leads there."""

    picture: Picture
    caption: str = ""
    link: str = ""

    def __str__(self) -> str:
        alt = html.escape(self.picture.alt)
        words = self.caption or (alt or "Follow the link of this image" if self.link else "")
        linked = self._linked(words) if self.link else words
        caption = f"<figcaption>{linked}</figcaption>" if words else ""
        return f'<figure><img data-image="{self.picture.number}" alt="{alt}">{caption}</figure>'

    def _linked(self, words: str) -> str:
        """One link cannot stand in another: beside them."""
        if "<a " in words:
            return f"{words} (<{self.link}>where the image leads</a>)"
        return f"<{self.link}>{words}</a>"


def film_words(name: str, source: str) -> str:
    """ "Video on youtube.com"."""
    host = re.match(r"(?:https?:)?//(?:www\.|player\.|m\.)?([^/:?#]+)", source)
    site = (
        host[1].replace("youtube-nocookie.com", "youtube.com").replace("youtu.be", "youtube.com")
        if host
        else ""
    )
    kind = (
        "Video"
        if re.search(r"youtu|vimeo|wordpress\.tv|videopress|dailymotion|ted\.com", site)
        else FILMS[name]
    )
    return f"{kind} on {site}" if site else kind
