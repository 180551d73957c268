"""teachPress's publications, by the import of every BibTeX file; and how shortcodes name them."""

from pathlib import Path

from django.utils.html import escape

from nidairp.rich import strip
from nidairp.wordpress.report import Outcome
from nidairp.wordpress.text.teachpress import Named
from publications.importing import batch as importing
from publications.importing.report import problems
from publications.keywords import keyword_key
from publications.models import Author, ImportBatch, Publication, Tag

from .voyage import Voyage

_OUTCOMES = {"created": Outcome.MADE, "updated": Outcome.CHANGED, "unchanged": Outcome.UNCHANGED}


def bring(voyage: Voyage) -> None:
    if path := voyage.options.bibtex:
        _take_in(voyage, path)
    rows = Publication.objects.order_by().values_list("citation_key", "pk")
    voyage.publications.update({key.lower(): pk for key, pk in rows.iterator(chunk_size=5000)})


def _take_in(voyage: Voyage, path: Path) -> None:
    told = lambda done: voyage.progress("Publications", done, 100)  # noqa: E731
    batch = importing.stage([(path.name, path)], progress=lambda done: told(done // 2))
    if batch.state != ImportBatch.State.READY:
        voyage.report.add(Outcome.LOST, "publication", path.name, batch.error, file=path.name)
        return
    importing.apply(batch, progress=lambda done: told(50 + done // 2))
    for note in batch.notes:
        voyage.report.add(
            Outcome.DOUBTFUL, "publication", path.name, note["message"], line=note["line"], file=path.name
        )
    for problem in problems(batch):
        voyage.report.add(Outcome.LOST, "publication", path.name, problem, file=path.name)
    rows = batch.rows.filter(result__in=_OUTCOMES).order_by("position")
    for row in rows.values_list("result", "key", "title", "line", "publication_id").iterator(chunk_size=2000):
        result, key, title, line, pk = row
        voyage.report.add(_OUTCOMES[result], "publication", key, title[:200], line=line, file=path.name)
        if pk:
            voyage.publications[key.lower()] = pk


def find(voyage: Voyage, named: Named) -> int | None:
    key = named.key or voyage.options.numbers.publications.get(named.number, "")
    return voyage.publications.get(key.lower()) if key else None


def linked(pk: int) -> str:
    """Its title, leading to its page; then by whom, where and when."""
    publication = Publication.objects.defer("abstract", "extra").get(pk=pk)
    about = [
        publication.authors_text,
        publication.journal or publication.booktitle,
        str(publication.year or ""),
    ]
    words = ". ".join(escape(strip(part)).rstrip(".") for part in about if part)
    title = escape(strip(publication.title)) or escape(publication.citation_key)
    return f'<a href="object:publications.publication:{pk}">{title}</a>{f" {words}." if words else ""}'


def author(voyage: Voyage, number: int) -> Author | None:
    """teachPress's number of an author; with its table, else there is no telling who that is."""
    return _called(voyage.options.numbers.authors.get(number, ""))


def user(voyage: Voyage, number: int) -> Author | None:
    """A user's own publications: those of the author who is called as the user is."""
    found = next((one for one in voyage.survey.authors.values() if one.number == number and number), None)
    if found is None:
        return None
    return _called(f"{found.first} {found.last}".strip()) or _called(found.name)


def tag(voyage: Voyage, number: int) -> Tag | None:
    name = voyage.options.numbers.tags.get(number, "")
    key = keyword_key(name)
    return Tag.objects.known([key]).get(key)


def _called(name: str) -> Author | None:
    """The one author whose name has all these words, the fullest name first."""
    words = " ".join(name.replace(",", " ").split())
    if not words:
        return None
    found = list(Author.objects.standing().with_words(words)[:20])
    same = [one for one in found if len(str(one.full_name).split()) == len(words.split())]
    return (same or found)[0] if len(same) == 1 or len(found) == 1 else None
