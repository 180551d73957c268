"""Reads the content files. Knows their form, and nothing of the database."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FENCE = "+++\n"


@dataclass(frozen=True)
class Document:
    """A file of ``pages/`` or ``posts/``: its place below that folder, its header, its text."""

    place: str
    header: dict[str, Any]
    body: str


def documents(folder: str) -> Iterator[Document]:
    """All files of a folder, in order of their places: a section comes before what it holds."""
    base = HERE / folder
    places = sorted(file.relative_to(base).with_suffix("").as_posix() for file in base.rglob("*.html"))
    return (_document(place, base / f"{place}.html") for place in places)


def categories() -> list[dict[str, str]]:
    return _toml("categories.toml")["category"]


def menus() -> dict[str, list[dict[str, Any]]]:
    """The entries of each menu, by its location."""
    return _toml("menus.toml")


def people() -> dict[str, list[dict[str, Any]]]:
    """The people, as ``person``, and the publication lists of pages, as ``list``."""
    return _toml("people.toml")


def ways_in() -> list[dict[str, str]]:
    return _toml("ways_in.toml")["way_in"]


def bibliography() -> tuple[str, bytes]:
    """Name and content of the BibTeX file, as somebody would upload it."""
    file = HERE / "publications.bib"
    return file.name, file.read_bytes()


def _document(place: str, file: Path) -> Document:
    _, header, body = file.read_text(encoding="utf-8").split(FENCE, 2)
    return Document(place, tomllib.loads(header), body.strip())


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
