"""An upload put into the storage in all its sizes: what a row has to know of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files import File

from . import keeping, names
from .renditions import ENDINGS, Renditions

if TYPE_CHECKING:
    from .decoding import Picture


@dataclass(frozen=True)
class Prepared:
    picture: "Picture"
    whole: Renditions


def prepare(file: File) -> Prepared:
    """Nearly all of the work, once for a file: the admin has it done before a form locks the database."""
    from . import decoding, encoding

    ready: Prepared | None = getattr(file, "prepared", None)
    if ready is None:
        picture = decoding.decode(file)
        ready = file.prepared = Prepared(picture, encoding.whole(picture))  # type: ignore[attr-defined]
    return ready


def file_away(file: File, focus: tuple[int, int]) -> dict[str, Any]:
    """Writes all files of the picture under new names, and gives the columns that lead to them."""
    from . import encoding

    ready = prepare(file)
    picture, made = ready.picture, encoding.joined(ready.whole, encoding.crops(ready.picture, focus))
    columns = {
        "folder": f"images/{names.token()}",
        "stem": names.stem(file.name or "", "image"),
        "cut": names.token()[:8],
        "kind": picture.kind,
        "sizes": made.sizes,
    }
    keeping.put({named(columns, end): data for end, data in made.files.items()})
    return columns | {
        "checksum": keeping.checksum(file),
        "width": picture.pixels.width,
        "height": picture.pixels.height,
        "size": len(made.files[original(picture.kind)]),
    }


def crops_anew(original: File, focus: tuple[int, int]) -> Renditions:
    from . import decoding, encoding

    return encoding.crops(decoding.unpack(original), focus)


def original(kind: str) -> str:
    return f"original.{ENDINGS[kind]}"


def named(columns: dict[str, Any], end: str) -> str:
    """The whole name of one of its files. Crops carry a token: they change with the focal point."""
    cut = "" if end.startswith(("whole", "original")) else f"{columns['cut']}-"
    return f"{columns['folder']}/{columns['stem']}-{cut}{end}"


def names_of(columns: dict[str, Any], *only: str) -> list[str]:
    """The names of all its files, or of those of some sizes; none before it has any."""
    kind = columns["kind"]
    ends = [] if only or not kind else [original(kind)]
    for name, sizes in columns["sizes"].items():
        if not only or name in only:
            ends += _ends(name, sizes, kind)
    return [named(columns, end) for end in ends]


def _ends(name: str, sizes: list[list[int]], kind: str) -> list[str]:
    if name == "shared":
        return ["shared.jpg"]
    kinds = dict.fromkeys(("AVIF", "WEBP", kind))
    return [f"{name}-{width}.{ENDINGS[one]}" for width, _ in sizes for one in kinds]
