"""The line of details: for each of the 24 types the words, the order and the separators of the old site."""

import pytest

from publications.citations import details
from publications.models import EntryType
from tests.factories import make_publication, seed_publication

pytestmark = pytest.mark.django_db

FULL = {
    "journal": "J", "booktitle": "B", "issuetitle": "T", "volume": "1", "number": "2", "issue": "3",
    "pages": "4--5", "chapter": "6", "series": "S", "edition": "2nd", "publisher": "P", "address": "A",
    "institution": "I", "organization": "O", "school": "U", "howpublished": "H", "techtype": "K", "note": "N",
    "isbn": "978-0", "year": 2020, "date": "2020-01-02", "urldate": "2021-03-04",
}  # fmt: skip

EXPECTED = {
    "article": "In: J, vol. 1, iss. 3, no. 2, pp. 4–5, 2020, ISBN: 978-0, (N).",
    "bachelorthesis": "U, A, 2020, ISBN: 978-0, (N).",
    "book": "2nd, P, A, 2020, ISBN: 978-0, (N).",
    "booklet": "H, A, 2nd, 2020, ISBN: 978-0, (N).",
    "collection": "2nd, P, A, 2020, ISBN: 978-0, (N).",
    "conference": "B, vol. 1, no. 2, S O P, A, 2020, ISBN: 978-0, (N).",
    "diplomathesis": "U, A, 2020, ISBN: 978-0, (N).",
    "inbook": "In: Ed, X; It, Y (Ed.): B, vol. 1, no. 2, Chapter 6, pp. 4–5, P, A, 2nd, 2020, "
    "ISBN: 978-0, (N).",
    "incollection": "In: Ed, X; It, Y (Ed.): B, vol. 1, no. 2, pp. 4–5, P, A, 2020, ISBN: 978-0, (N).",
    "inproceedings": "In: Ed, X; It, Y (Ed.): B, pp. 4–5, O P, A, 2020, ISBN: 978-0, (N).",
    "manual": "Ed, X; It, Y (Ed.): O A, 2nd, 2020, ISBN: 978-0, (N).",
    "mastersthesis": "U, A, 2020, ISBN: 978-0, (N).",
    "media": "P, A, H, 2020, visited: March 4, 2021, (N).",
    "misc": "H, 2020, ISBN: 978-0, (N).",
    "online": "Ed, X; It, Y (Ed.): O 2020, visited: March 4, 2021, (N).",
    "patent": "2, 2020, (N).",
    "periodical": "T, S vol. 1, no. 2, 2020, visited: March 4, 2021, ISBN: 978-0, (N).",
    "phdthesis": "U, 2020, ISBN: 978-0, (N).",
    "presentation": "H, A, January 2, 2020, ISBN: 978-0, (N).",
    "proceedings": "H, O P, A, vol. 1, no. 2, 2020, ISBN: 978-0, (N).",
    "techreport": "I A, K, no. 2, 2020, ISBN: 978-0, (N).",
    "unpublished": "H, 2020, ISBN: 978-0, (N).",
    "workingpaper": "H, 2020, ISBN: 978-0, (N).",
    "workshop": "B, vol. 1, no. 2, S O P, A, 2020, ISBN: 978-0, (N).",
}


def test_every_type_has_an_expected_line():
    assert set(EXPECTED) == set(EntryType.values)
    assert len(EXPECTED) == 24


@pytest.mark.parametrize("kind", EntryType.values)
def test_full_line_of_each_type(kind):
    publication = make_publication(entry_type=kind, editors="Ed, X; It, Y", **FULL)
    assert details.render(publication) == EXPECTED[kind]


@pytest.mark.parametrize("kind", EntryType.values)
def test_empty_parts_leave_with_their_separators(kind):
    publication = make_publication(entry_type=kind, year=2020, date="2020")
    assert details.render(publication) == "2020."


@pytest.mark.parametrize("kind", EntryType.values)
def test_nothing_known_gives_no_line(kind):
    assert details.render(make_publication(entry_type=kind)) == ""


def test_the_reference_article():
    expected = "In: J Clin Invest, vol. 130, 2019, ISSN: 1558-8238 (Electronic); 0021-9738 (Linking)."
    assert details.render(seed_publication()) == expected


@pytest.mark.parametrize("kind", sorted(set(EntryType.values) - {"presentation"}))
def test_year_gives_way_to_forthcoming(kind):
    publication = make_publication(entry_type=kind, year=2027, pubstate="forthcoming")
    assert details.render(publication) == "Forthcoming."


def test_in_press_in_place_of_a_year_reads_forthcoming():
    assert details.render(make_publication(journal="J", extra={"year": "In press"})) == "In: J, Forthcoming."


def test_editors_without_a_book_title_keep_no_colon():
    publication = make_publication(entry_type="inbook", editors="Ed, X", year=2020)
    assert details.render(publication) == "In: Ed, X (Ed.), 2020."


def test_a_line_that_ends_in_a_full_stop_gets_no_second():
    assert details.render(make_publication(entry_type="book", publisher="Wiley & Co.")) == "Wiley & Co."


def test_the_institution_of_a_thesis_is_its_school():
    thesis = make_publication(entry_type="phdthesis", institution="MIT", year=2002)
    assert details.render(thesis) == "MIT, 2002."


def test_a_kind_of_report_that_is_a_key_of_biblatex_is_said_in_words():
    report = make_publication(entry_type="techreport", institution="NIDA", techtype="resreport")
    assert details.render(report) == "NIDA, Research report."
