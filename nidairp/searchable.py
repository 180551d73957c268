"""What can be searched, and by what: here the shell tells the search of pages, posts and publications."""

import logging
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace

from news.models import Post
from nidairp.editing import as_readers
from nidairp.pages.models import Page
from nidairp.people.models import Person
from nidairp.prepared import PreparedForKeys
from nidairp.search import index, query
from nidairp.search.fewer import with_fewer_words
from nidairp.search.otherwise import readings
from nidairp.search.results import PER_PAGE
from nidairp.search.sources import Named, Source, register
from nidairp.search.spelling import suggestion
from publications import matching
from publications.importing import afterwards
from publications.models import Author, Publication
from publications.templatetags.publication_metadata import coins_of

logger = logging.getLogger(__name__)

NEWS = Source(
    kind="news",
    number=0,
    heading="News",
    rows=lambda: Post.objects.with_moments().select_related("category"),
    has_moments=True,
    title="title",
    text=("summary", "body", "figure_caption", "events_text"),
    date="date",
)
PAGES = Source(
    kind="pages",
    number=1,
    heading="Pages",
    rows=Page.objects.with_moments,
    has_moments=True,
    title="title",
    text=("summary", "body", "blocks_text"),
)
PEOPLE = Source(
    kind="people",
    number=3,
    heading="People",
    rows=lambda: Person.objects.published().select_related("author__merged_into"),
    title="name",
    text=("position", "biography"),
)


_AUTHORS = PreparedForKeys(
    lambda keys: Author.objects.filter(contributions__publication__in=keys).order_by().distinct(), PER_PAGE
)


def authors_of(keys: list[int]) -> Iterator[Named]:
    """Each once; they have pages, for the publications are public."""
    return (Named(one.family, str(one), one.get_absolute_url()) for one in _AUTHORS(keys))


#: Who types it so finds what is written otherwise.
UNHYPHENATED_ISBN = Replace(F("isbn"), Value("-"))
PUBLICATIONS = Source(
    kind="publications",
    number=2,
    heading="Publications",
    rows=Publication.objects.published,
    title="title",
    people=("authors_text", "editors_text"),
    identifiers=("doi", "pmid", "pmcid", "arxiv", "isbn", UNHYPHENATED_ISBN, "citation_key", "year"),
    text=tuple("abstract keywords journal booktitle publisher school institution note entry_type".split()),
    date="sort_date",
    named=authors_of,
    citing=coins_of,
)


def register_all() -> None:
    for source in (PEOPLE, NEWS, PAGES, PUBLICATIONS):
        register(source)
    matching.plug_in(matching.Finder(keys_of_publications, best_publications, respelled))
    for model, source in ((Post, NEWS), (Page, PAGES)):
        as_readers.plug_in(model, by_words(source))
    as_readers.plug_in(Publication, by_words(PUBLICATIONS), hidden=Q(is_public=False))
    afterwards.plug_in(look_whether_it_has_grown)


def by_words(source: Source) -> as_readers.Finder:
    """While somebody types: the last word may be the beginning of one."""

    def found(rows: QuerySet, text: str) -> QuerySet:
        return index.matching(rows, query.parse(f"{text}*"), source)

    return found


def look_whether_it_has_grown() -> None:
    """Not only each hour: until then what a large import wrote is looked through in another, slower way."""
    try:
        index.rebuild_if_grown()
    except index.NotNow as reason:
        logger.info("%s The next hour will do.", reason)


def keys_of_publications(text: str) -> Sequence[int]:
    return index.keys(query.parse(text), PUBLICATIONS)


def best_publications(text: str) -> Sequence[int]:
    return index.best(query.parse(text), PUBLICATIONS).keys


def respelled(text: str) -> str:
    """What may have been meant, by words or by letters; or else most of the words."""
    kinds = [PUBLICATIONS]
    return (
        _first_found(readings(text)) or suggestion(text, kinds) or _first_found(with_fewer_words(text, kinds))
    )


def _first_found(texts: Iterable[str]) -> str:
    return next((text for text in texts if index.any_with(query.parse(text), [PUBLICATIONS])), "")
