"""Year, date, month and day change as one: what lists, citations and exports say is the same year."""

from typing import Any

import pytest

from publications.citations import details
from publications.importing import batch as importing
from publications.importing.dating import refuted
from publications.importing.plan import differences
from publications.models import Publication
from tests.publications.importing.texts import entry, imported, only_row, stage

HERE = {"year": 2019, "date": "2019-03-26"}


@pytest.mark.parametrize(
    ("here", "file", "gone"),
    [
        (HERE, {"year": 2020}, ["date"]),
        (HERE, {"year": 2019}, []),
        (HERE, {"year": 2020, "date": "2020-01-05"}, []),
        (HERE, {"title": "T"}, []),
        ({"year": 2019, "date": "2020-01-05"}, {"year": 2020}, []),
        ({"year": 2019, "date": "a year of hope"}, {"year": 2020}, []),
        ({"extra.year": "in press"}, {"year": 2020}, ["extra.year"]),
        ({"extra.year": "in press", "extra.month": "Mar"}, {"year": 2020}, ["extra.year"]),
        ({"year": 1985, "extra.year": "1985a"}, {"year": 1986}, ["extra.year"]),
        ({"year": 2019, "extra.month": "Dec"}, {"year": 2020}, ["extra.month"]),
        ({"year": 2019, "extra.month": "Dec"}, {"year": 2020, "extra.month": "Jan"}, []),
    ],
)
def test_a_new_year_takes_along_what_is_said_of_the_old_one(
    here: dict[str, Any], file: dict[str, Any], gone: list[str]
) -> None:
    assert list(refuted(here, file)) == gone


def test_what_somebody_edited_of_a_date_keeps_all_of_it() -> None:
    found = differences({"year": 2019, "date": "2019-04-01"}, {"year": 2020}, dict(HERE))
    assert {name: (one["after"], one["edited"]) for name, one in found.items()} == {
        "year": (2020, True),
        "date": (None, True),
    }


@pytest.mark.django_db
def test_a_file_that_changes_only_the_year_is_shown_written_and_taken_back_as_a_whole() -> None:
    imported(entry(date="2019-03-26"))
    batch = stage(entry(year="2020"))
    assert only_row(batch).differences["date"] == {"before": "2019-03-26", "after": None, "edited": False}
    importing.apply(batch)
    publication = Publication.objects.get()
    assert (publication.year, publication.date, publication.dated().year) == (2020, "", 2020)
    assert "2020" in details.render(publication)
    assert only_row(stage(entry(year="2020"))).outcome == "unchanged"
    importing.undo(batch)
    publication.refresh_from_db()
    assert (publication.year, publication.date, publication.dated().year) == (2019, "2019-03-26", 2019)


@pytest.mark.django_db
def test_a_year_that_somebody_gave_since_is_not_taken_back_by_the_date_that_was_here() -> None:
    imported(entry(date="2019-03-26"))
    batch = imported(entry(year="2020"))
    publication = Publication.objects.get()
    publication.year = 2021
    publication.save()
    importing.undo(batch)
    publication.refresh_from_db()
    assert (publication.year, publication.date) == (2021, "")
    assert only_row(batch).result_note == "Edited since, and left: date, year."


@pytest.mark.django_db
def test_what_was_in_press_has_appeared_once_a_file_says_its_year() -> None:
    imported(entry(year="in press"))
    imported(entry(year="2020"))
    publication = Publication.objects.get()
    assert (publication.year, publication.extra, publication.is_forthcoming) == (2020, {}, False)


@pytest.mark.django_db
@pytest.mark.parametrize("date", ["-0044", "y123456"])
def test_a_year_that_no_column_holds_stops_no_import(date: str) -> None:
    imported(entry(year="", date=date))
    publication = Publication.objects.get()
    assert (publication.year, publication.date) == (None, date)


@pytest.mark.django_db
def test_the_year_of_a_saved_publication_is_the_dates() -> None:
    publication = Publication.objects.create(citation_key="a", title="T", year=2019, date="2020-01")
    assert publication.year == 2020
    publication.extra, publication.date, publication.year = {"year": "1985a"}, "", 1986
    publication.save()
    assert publication.dated().year == 1986
