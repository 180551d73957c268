"""What an entry means for the database, and back: nothing of a file is lost on the way."""

import pytest

from publications.bibtex.entry import Entry, Name
from publications.mapping import COLUMNS, entry_of, entry_type, say_identifiers, snapshot, values_of
from publications.models import Publication
from tests.factories import make_publication

SEED_FIELDS = {
    "title": "T.",
    "url": "https://www.ncbi.nlm.nih.gov/pubmed/30913040",
    "doi": "10.1172/JCI125534",
    "issn": "1558-8238 (Electronic); 0021-9738 (Linking)",
    "year": "2019",
    "date": "2019-03-26",
    "journal": "J Clin Invest",
    "volume": "130",
    "keywords": "",
    "pubstate": "published",
    "tppubtype": "article",
}


def entry(**fields: str) -> Entry:
    kind = fields.pop("kind", "article")
    return Entry(type=kind, key="k", fields=fields, authors=[Name("Koob", "George F")])


def test_fields_with_a_column_go_there_and_the_rest_stays_word_for_word():
    columns = values_of(entry(**SEED_FIELDS, annote="kept", **{"bdsk-url-1": "x"}))["columns"]
    assert columns["journal"] == "J Clin Invest"
    assert columns["year"] == 2019
    assert columns["doi"] == "10.1172/JCI125534"
    assert columns["pmid"] == "30913040"
    assert columns["extra"] == {"annote": "kept", "bdsk-url-1": "x"}
    assert set(columns) == set(COLUMNS)


def test_people_are_in_order_authors_first():
    made = Entry(type="book", key="k", authors=[Name("A"), Name("B")], editors=[Name("C")], others={"editor"})
    values = values_of(made)
    assert [(person["role"], person["family"]) for person in values["people"]] == [
        ("author", "A"),
        ("author", "B"),
        ("editor", "C"),
    ]
    assert values["columns"]["has_more_editors"] and not values["columns"]["has_more_authors"]


def test_a_date_gives_the_year_where_none_is_written():
    assert values_of(entry(date="2020-05"))["columns"]["year"] == 2020


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ({"eventdate": "2016-12-13/2016-12-17"}, 2016),
        ({"eventdate": "2016-12-13", "date": "2017"}, 2017),
        ({"eventdate": "2016-12-13", "year": "in press"}, None),
    ],
)
def test_a_talk_without_a_date_has_its_events_year(fields, year):
    columns = values_of(entry(**fields))["columns"]
    assert (columns["year"], columns["extra"]["eventdate"]) == (year, fields["eventdate"])


def test_a_doi_keeps_its_letters_and_one_that_is_none_stays_as_it_came():
    assert values_of(entry(doi="https://doi.org/10.1172/JCI125534"))["columns"]["doi"] == "10.1172/JCI125534"
    columns = values_of(entry(doi="pending"))["columns"]
    assert (columns["doi"], columns["extra"]) == ("", {"doi": "pending"})


def test_a_year_in_words_is_kept_and_no_number_is_made_up():
    columns = values_of(entry(year="in press"))["columns"]
    assert columns["year"] is None
    assert columns["extra"] == {"year": "in press"}


@pytest.mark.parametrize(
    ("written", "tppubtype", "expected"),
    [
        ("article", "", ("article", "")),
        ("misc", "presentation", ("presentation", "")),
        ("thesis", "", ("phdthesis", "thesis")),
        ("report", "", ("techreport", "report")),
        ("dataset", "", ("misc", "dataset")),
        ("article", "nonsense", ("article", "")),
    ],
)
def test_types_of_other_dialects(written, tppubtype, expected):
    assert entry_type(written, tppubtype) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mathesis", "mastersthesis"),
        ("Master's thesis", "mastersthesis"),
        ("M.Sc. thesis", "mastersthesis"),
        ("Bachelorarbeit", "bachelorthesis"),
        ("bathesis", "bachelorthesis"),
        ("Diplomarbeit", "diplomathesis"),
        ("phdthesis", "phdthesis"),
        ("Ph.D. thesis, in German", "phdthesis"),
        ("PhD thesis, Boston, MA", "phdthesis"),
        ("Doctoral dissertation (after a master's degree)", "phdthesis"),
        ("MPhil thesis", "mastersthesis"),
        ("MSc dissertation", "mastersthesis"),
    ],
)
def test_biblatex_says_the_degree_of_a_thesis_in_another_field(words, expected):
    assert values_of(entry(kind="thesis", type=words))["columns"]["entry_type"] == expected


@pytest.mark.django_db
def test_out_and_in_again_is_unchanged():
    publication = make_publication(
        authors="van Beethoven, Ludwig; NIDA", title="A <i>b</i>", year=2020, date="2020"
    )
    publication = Publication.objects.with_people().get(pk=publication.pk)
    assert values_of(entry_of(publication)) == snapshot(publication)


@pytest.mark.django_db
def test_an_identifier_typed_by_staff_is_written_out_once():
    publication = make_publication(pmid="30913040", arxiv="2001.00001")
    say_identifiers(publication)
    assert publication.extra == {"pmid": "30913040", "eprint": "2001.00001", "eprinttype": "arxiv"}
    assert values_of(entry_of(publication)) == snapshot(publication)


@pytest.mark.django_db
def test_an_identifier_that_an_address_says_already_is_not_said_twice():
    publication = make_publication(pmid="30913040", url="https://www.ncbi.nlm.nih.gov/pubmed/30913040")
    say_identifiers(publication)
    assert publication.extra == {}


@pytest.mark.django_db
def test_an_identifier_that_staff_took_away_is_no_longer_written():
    publication = make_publication(pmid="", extra={"pmid": "1", "annote": "kept"})
    say_identifiers(publication)
    assert publication.extra == {"annote": "kept"}


@pytest.mark.django_db
def test_a_patent_is_written_with_a_location():
    fields = entry_of(make_publication(entry_type="patent", address="US")).fields
    assert fields["location"] == "US" and "address" not in fields
