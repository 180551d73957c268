"""The demonstration content as the tests load it: its pictures are drawn and encoded once a process.

That is nine tenths of loading it, and the same each time; `tests/nidairp/library` tries the encoding itself.
"""

from functools import cache
from io import StringIO
from typing import Any
from unittest.mock import patch

from django.core.management import call_command

from nidairp.demo import figures
from nidairp.library import encoding
from nidairp.library.decoding import Picture

_draw = cache(figures.draw)
_encoded, _cropped = encoding.whole, encoding.crops
_made: dict[object, encoding.Renditions] = {}


def load_demo(**options: Any) -> str:
    """What the command says."""
    said = StringIO()
    with (
        patch.object(figures, "draw", _draw),
        patch.object(encoding, "whole", _whole),
        patch.object(encoding, "crops", _crops),
    ):
        call_command("load_demo", stdout=said, **options)
    return said.getvalue()


def _whole(picture: Picture) -> encoding.Renditions:
    key = _key(picture)
    if key not in _made:
        _made[key] = _encoded(picture)
    return _made[key]


def _crops(picture: Picture, focus: tuple[int, int]) -> encoding.Renditions:
    key = _key(picture), focus
    if key not in _made:
        _made[key] = _cropped(picture, focus)
    return _made[key]


def _key(picture: Picture) -> object:
    return picture.kind, picture.pixels.mode, picture.pixels.size, hash(picture.pixels.tobytes())
