"""The quick way of writing beside Django's own: both leave the same rows."""

from typing import Any

import pytest
from django.utils import timezone

from publications.bibtex.parse import parse
from publications.importing.writing import Writer
from publications.mapping import snapshot, values_of
from publications.models import Author, Contribution, Publication
from publications.values import Values
from tests.publications.importing.texts import entry

pytestmark = pytest.mark.django_db
TEXT = entry(
    author="van der Berg, Jan and {National Institute on Drug Abuse} and O'Brien, Jr., Charles and others",
    editor="George F Koob",
    date="2019-03",
    keywords="opioid, rats",
    doi="10.1172/JCI125534",
    title="$^{18}$F and \\emph{in vivo} {GABA}",
    foo="bar",
)
_OWN = {"id", "slug", "created_at", "updated_at", "citation_key"}


def _values(key: str) -> Values:
    values = values_of(parse(TEXT).entries[0])
    values["columns"]["citation_key"] = key
    return values


def _writer() -> Writer:
    return Writer("a test", None, timezone.now())


def _by_django(values: Values) -> Publication:
    publication = Publication.objects.create(slug="by-django", **values["columns"])
    places = {"author": 0, "editor": 0}
    for person in values["people"]:
        Contribution.objects.create(publication=publication, position=places[person["role"]], **person)
        places[person["role"]] += 1
    publication.refresh()
    return Publication.objects.get(pk=publication.pk)


def _row(publication: Publication) -> dict[str, Any]:
    row = Publication.objects.filter(pk=publication.pk).values().get()
    return {name: value for name, value in row.items() if name not in _OWN}


def _hanging(publication: Publication) -> list[Any]:
    people = publication.contributions.values_list(
        "author_id", "role", "position", "family", "given", "prefix", "suffix"
    )
    return [list(people), [tag.pk for tag in publication.tags.all()]]


def test_a_publication_is_written_as_django_would() -> None:
    theirs = _by_django(_values("django"))
    ours = Publication.objects.get(pk=_writer().create([_values("bulk")])[0].pk)
    assert _row(ours) == _row(theirs)
    assert _hanging(ours) == _hanging(theirs)


def test_authors_are_made_as_django_would() -> None:
    _writer().create([_values("bulk")])
    made = list(
        Author.objects.order_by("name_key").values("family", "given", "prefix", "suffix", "slug", "name_key")
    )
    Publication.objects.get().contributions.all().delete()
    Author.objects.all().delete()
    _by_django(_values("django"))
    assert made == list(
        Author.objects.order_by("name_key").values("family", "given", "prefix", "suffix", "slug", "name_key")
    )


def test_history_is_written_as_django_would() -> None:
    theirs = _by_django(_values("django")).history.earliest()
    ours = Publication.objects.get(pk=_writer().create([_values("bulk")])[0].pk).history.get()
    own = {"history_id", "history_date", "history_change_reason", "authors_text", "editors_text", *_OWN}
    names = [field.attname for field in type(ours)._meta.concrete_fields if field.attname not in own]
    assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
    assert ours.history_change_reason == "a test"


def test_the_next_row_by_django_gets_a_key_of_its_own() -> None:
    made = _writer().create([_values("bulk")])[0].pk
    assert _by_django(_values("django")).pk > made


def test_what_was_written_reads_back_as_it_was_said() -> None:
    values = _values("bulk")
    made = _writer().create([values])[0].pk
    assert snapshot(Publication.objects.with_people().get(pk=made)) == values


def test_a_thousand_equal_addresses_are_numbered() -> None:
    several = [_values(f"{sign}") for sign in "一二三四五六七八九十百千"]
    _writer().create(several)
    slugs = Publication.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["publication", *(f"publication-{number}" for number in range(2, 13))]
