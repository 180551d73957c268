"""Which form an ``Accept`` header asks for, by RFC 9110: the most specific range decides on the quality.

Pure: a header in, a choice out. What is offered stands in ``publications.downloads``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Range:
    """One part of the header: ``text/x-bibliography; style=apa; q=0.8``."""

    media_type: str
    quality: float = 1.0
    parameters: dict[str, str] = field(default_factory=dict)

    def fits(self, media_type: str) -> int:
        """How exactly it names a media type; 0 where it does not."""
        if self.media_type == media_type:
            return 3 + len(self.parameters)
        if self.media_type == media_type.partition("/")[0] + "/*":
            return 2
        return 1 if self.media_type == "*/*" else 0


def ranges(header: str) -> list[Range]:
    """What can be read of a header; a part that makes no sense is left out."""
    parts = (_range(part) for part in header[:_LONGEST].split(","))
    return [part for part in parts if part]


def preferred(header: str, offered: Sequence[str]) -> Range | None:
    """The offer that the header likes best, with the parameters that were asked for; the first of equals.

    No header takes the first offer. None: nothing offered will do.
    """
    asked = ranges(header)
    if not asked:
        return Range(offered[0]) if not header.strip() else None
    best: Range | None = None
    for media_type in offered:
        found = max(asked, key=lambda part: (part.fits(media_type), part.quality))
        if found.fits(media_type) and found.quality > (best.quality if best else 0):
            best = Range(media_type, found.quality, found.parameters)
    return best


def _range(text: str) -> Range | None:
    media_type, *rest = (part.strip() for part in text.split(";"))
    pairs = (part.partition("=") for part in rest)
    parameters = {name.strip().lower(): value.strip().strip('"').lower() for name, _, value in pairs if name}
    quality = _quality(parameters.pop("q", "1"))
    if media_type.count("/") != 1 or quality is None:
        return None
    return Range(media_type.lower(), quality, parameters)


def _quality(text: str) -> float | None:
    try:
        quality = float(text)
    except ValueError:
        return None
    return quality if 0 <= quality <= 1 else None
