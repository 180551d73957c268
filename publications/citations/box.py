"""The publication box: what a page shows of a publication, and the tag ``publication_box`` draws.

The same box stands on a publication's own page and under the articles that cite it.
"""

from dataclasses import dataclass

from ..models import EntryType, Publication
from . import bibtex, details, facts
from .links import Link, links

#: These name their editors where others name authors, whoever else is known.
_EDITED = frozenset({EntryType.COLLECTION, EntryType.PERIODICAL})


#: Of more than so many the first are named, the others unfolded: hundreds would fill three screens.
MOST, FIRST = 40, 20


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Box:
    slug: str
    url: str
    people: list[Person]
    has_more: bool
    editors_only: bool
    title: str
    label: str
    forthcoming: bool
    details: str
    abstract: str
    links: list[Link]
    bibtex: str

    @property
    def further(self) -> list[Person]:
        """Who is named only when asked for."""
        return self.people[FIRST:] if len(self.people) > MOST else []

    @property
    def first(self) -> list[Person]:
        return self.people[:FIRST]


def render(publication: Publication) -> Box:
    """Text is in the stored form of ``nidairp.rich``; BibTeX is plain text with LF line ends."""
    role = _role(publication)
    return Box(
        slug=publication.slug,
        url=publication.get_absolute_url(),
        people=[
            Person(str(person.name), person.author.get_absolute_url()) for person in publication.people(role)
        ],
        has_more=getattr(publication, f"has_more_{role}s"),
        editors_only=role == "editor",
        title=facts.stored_title(publication),
        label=publication.get_entry_type_display(),
        forthcoming=publication.is_forthcoming,
        details=details.render(publication),
        abstract=publication.abstract,
        links=links(publication),
        bibtex="".join(bibtex.render([publication])).replace("\r\n", "\n").strip(),
    )


def _role(publication: Publication) -> str:
    editors = publication.people("editor")
    edited = publication.entry_type in _EDITED or not publication.people("author")
    return "editor" if editors and edited else "author"
