"""The same picture gives the same files: those of the demonstration are made once, not by each process.

They lie in the cache of pytest (`pytest --cache-clear` empties it), under names that know the code and the
libraries which made them.
"""

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nidairp.library import encoding
from nidairp.library.decoding import Picture
from nidairp.library.renditions import Renditions

ROOT = Path(__file__).parent.parent
MADE_BY = hashlib.sha256(Path(encoding.__file__).read_bytes() + (ROOT / "requirements.txt").read_bytes())


def name_of(make: Callable[..., Renditions], picture: Picture, rest: tuple[Any, ...]) -> str:
    made_of = MADE_BY.copy()
    pixels = picture.pixels
    made_of.update(repr((make.__name__, pixels.size, pixels.mode, picture.kind, rest)).encode())
    made_of.update(pixels.tobytes())
    return made_of.hexdigest()[:32]


def once(make: Callable[..., Renditions], folder: Path) -> Callable[..., Renditions]:
    def kept(picture: Picture, *rest: Any) -> Renditions:
        path = folder / name_of(make, picture, rest)
        if path.exists():
            return pickle.loads(path.read_bytes())  # noqa: S301 - written below
        made = make(picture, *rest)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_bytes(pickle.dumps(made))
        half.replace(path)
        return made

    return kept


@pytest.fixture(autouse=True, scope="session")
def renditions_made_once(request: pytest.FixtureRequest) -> Iterator[None]:
    cache = getattr(request.config, "cache", None)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("whole", "crops") if cache else ():
            patch.setattr(encoding, name, once(getattr(encoding, name), cache.mkdir("renditions")))
        yield
