"""Links, images and films of a text, by what the whole export knows of their addresses."""

import html
from collections.abc import Callable
from dataclasses import dataclass, field

from .figures import Figure, Picture, film_words
from .writing import HOLDS_TEXT, Writer

#: Where nothing but other elements stands.
_HOLDS_NONE = {"ul", "ol", "table", "thead", "tbody", "tr"}
#: A link that only shows the image larger.
OF_IMAGE = "object:library.image:"


@dataclass(slots=True)
class Meaning:
    """What addresses in the text stand for, as whoever calls knows it.

    ``picture`` gets an image's address, class and alternative text; None where there is none. ``link`` gives
    the address that a link is to have, or nothing where it leads nowhere. ``lost`` is told what is left away.
    ``elsewhere`` gives the whole address of what lies on another site.
    """

    picture: Callable[[str, str, str], Picture | None]
    link: Callable[[str], str]
    lost: Callable[[str], None]
    elsewhere: Callable[[str], str] = field(default=lambda _: "")


@dataclass(slots=True, kw_only=True)
class Shower(Writer):
    meaning: Meaning
    #: What should be around the next word.
    wanted: list[tuple[str, str]] = field(default_factory=list)
    #: The open figures, each with what it shows.
    figures: list[Figure | None] = field(default_factory=list)
    #: In how many places it stands where spaces and lines count.
    pre: int = 0

    def _words(self, text: str) -> None:
        place = self.place()
        if (
            not text
            or place in _HOLDS_NONE
            or (not text.strip() and (place not in HOLDS_TEXT or self.at_start()))
        ):
            return
        if place not in HOLDS_TEXT:
            self.open("p")
        if self.apart and text.strip():
            self.sync([])
            self.out.append("<br>")
        self.apart = self.apart and not text.strip()
        self.sync(self.wanted)
        self.out.append(text.lstrip() if self.at_start() and not self.pre else text)

    def _unwant(self, name: str) -> None:
        for at in range(len(self.wanted) - 1, -1, -1):
            if self.wanted[at][0] == name:
                del self.wanted[at]
                return

    def _link(self, href: str) -> None:
        self._unwant("a")  # one link never stands in another
        to = self.meaning.link(href.strip()) if href.strip() else ""
        self.wanted.append(("a", f'a href="{html.escape(to)}"' if to else ""))

    def _image(self, attributes: dict[str, str]) -> None:
        source, alt = _source(attributes), attributes.get("alt", "").strip()
        classes = attributes.get("class", "")
        if "wp-smiley" in classes or "/images/core/emoji/" in source:
            self._words(html.escape(alt))
            return
        picture = self.meaning.picture(source, classes, alt)
        if picture is None:
            self._elsewhere(source, alt)
        elif not self.aside:
            around = next((markup for name, markup in reversed(self.wanted) if name == "a"), "")
            self._figure(Figure(picture, link="" if OF_IMAGE in around else around))

    def _elsewhere(self, source: str, alt: str) -> None:
        """An image of another site is not ours to show: a link to it, in the words for who cannot see it."""
        to = self.meaning.elsewhere(source)
        if to and not any(name == "a" and markup for name, markup in self.wanted):
            before, self.wanted = self.wanted, [*self.wanted, ("a", f'a href="{html.escape(to)}"')]
            self._words(html.escape(alt or film_words("img", source)))
            self.wanted = before
        elif alt:
            self._words(html.escape(alt))

    def _figure(self, figure: Figure) -> None:
        if self.figures:
            self.figures[-1] = figure
        if self.place() in ("h2", "h3", "h4") or any(name == "table" for name, _ in self.blocks):
            self.waiting.append(figure)
            return
        self.close_loose()
        self.sync([])
        self.out.append(figure)

    def _film(self, name: str, source: str) -> None:
        to = self.meaning.link(source) if source else ""
        if not to:
            return
        self.close_loose()
        before, self.wanted = self.wanted, [("a", f'a href="{html.escape(to)}"')]
        self._words(html.escape(film_words(name, source)))
        self.wanted = before
        self.close_loose()


def _source(attributes: dict[str, str]) -> str:
    """Its address: what shows images late has it elsewhere."""
    late = [attributes.get(name, "") for name in ("data-src", "data-lazy-src", "data-orig-file")]
    found = [one for one in (attributes.get("src", ""), *late) if one]
    return next((one for one in found if not one.startswith("data:")), found[0] if found else "")
