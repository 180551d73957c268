"""BibTeX, produced from the database row."""

from collections.abc import Iterable, Iterator
from typing import Literal

from ..bibtex.write import write
from ..mapping import entry_of
from ..models import Publication


def render(
    publications: Iterable[Publication],
    *,
    dialect: Literal["bibtex", "biblatex"] = "bibtex",
    ascii: bool = False,
) -> Iterator[str]:
    """One chunk of text an entry, so that a list of any length can be streamed."""
    entries = (entry_of(publication) for publication in publications)
    return write(entries, dialect=dialect, ascii=ascii)
