"""Images in rich text: stored as a number of the library and the words beside it, shown in all their sizes.

The shell says who shows images: this module knows no library.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping

#: Draws one image, with its alternative text.
Draw = Callable[[str], str]
#: From the numbers of images, what draws each.
Pictures = Callable[[Iterable[int]], Mapping[int, Draw]]
_pictures: list[Pictures] = []
#: As the sanitizer writes them.
_IMAGE = re.compile(r'<img((?:[^>"]|"[^"]*")*)>')
_FIGURE_OR_IMAGE = re.compile(rf"<figure>(.*?)</figure>|{_IMAGE.pattern}", re.S)
_NUMBER = re.compile(r' data-image="(\d+)"')
_ALT = re.compile(r' alt="([^"]*)"')
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.S)


def plug_in(pictures: Pictures) -> None:
    _pictures[:] = [pictures]


def numbers(text: str) -> set[int]:
    """The images of the library that stand in a rich text."""
    return {int(found) for found in _NUMBER.findall(text)}


def placed(text: str) -> str:
    """Clean rich text with its images drawn. What has left the library is left out, its caption too."""
    if "<img" not in text:
        return text
    drawn = _pictures[0](numbers(text)) if _pictures else {}
    return _FIGURE_OR_IMAGE.sub(lambda found: _drawn(found, drawn), text)


def _drawn(found: re.Match[str], drawn: Mapping[int, Draw]) -> str:
    inside, attributes = found.groups()
    return _image(attributes, drawn) if inside is None else _figure(inside, drawn)


def _figure(inside: str, drawn: Mapping[int, Draw]) -> str:
    picture = "".join(_image(found, drawn) for found in _IMAGE.findall(inside))
    if not picture:
        return ""
    caption = " ".join(filter(None, (found.strip() for found in _CAPTION.findall(inside))))
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="figure">{picture}{below}</figure>'


def _image(attributes: str, drawn: Mapping[int, Draw]) -> str:
    number, alt = _NUMBER.search(attributes), _ALT.search(attributes)
    draw = drawn.get(int(number[1])) if number else None
    return draw(html.unescape(alt[1]) if alt else "") if draw else ""
