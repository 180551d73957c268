"""COinS: what Zotero reads of a paper in a list."""

from urllib.parse import parse_qs, quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.citations import coins
from publications.models import EntryType, Publication
from publications.templatetags.list_rows import publication_row
from tests.factories import make_publication, seed_publication
from tests.publications.citations.hard_titles import HARD, PLAIN

pytestmark = pytest.mark.django_db


def said(publication: Publication) -> dict[str, list[str]]:
    return parse_qs(coins.render(publication))


def test_the_seed():
    found = said(seed_publication(pages="12–19", pmid="30913040"))
    assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert found["rft.jtitle"] == ["J Clin Invest"]
    assert found["rft.date"] == ["2019-03-26"]
    assert (found["rft.aulast"], found["rft.aufirst"]) == (["Carmack"], ["Stephanie"])
    assert len(found["rft.au"]) == 8
    assert (found["rft.spage"], found["rft.epage"], found["rft.issn"]) == (["12"], ["19"], ["1558-8238"])
    assert found["rft_id"][:2] == ["info:doi/10.1172/JCI125534", "info:pmid/30913040"]


@pytest.mark.parametrize("kind", EntryType.values)
def test_every_type_has_its_title_and_people(kind):
    found = said(make_publication(entry_type=kind, title="The title", authors="Koob, George F", year=2001))
    assert ["The title"] in found.values()
    assert ["Koob, George F"] in found.values()
    assert found["rft.date"] == ["2001"]


@pytest.mark.parametrize("name", HARD)
def test_hard_titles_survive(name):
    assert said(make_publication(title=HARD[name]))["rft.atitle"] == [PLAIN[name]]


@pytest.mark.parametrize("kind", EntryType.values)
def test_it_asks_for_nothing_that_lists_leave_out(kind, django_assert_num_queries):
    """Neither of what says much nor of what says next to nothing."""
    seed_publication(entry_type=kind)
    make_publication(entry_type=kind, title="")
    rows = list(Publication.objects.for_rows())
    with django_assert_num_queries(0):
        for row in rows:
            publication_row(row, show_year=True)


@pytest.mark.parametrize(
    ("authors", "first"),
    [
        ("Koob, G F; Doe, J", "G"),
        ("Koob, GF", "G"),
        ("Vendruscolo, Leandro F M", "Leandro"),
        ("NIDA; Doe, J", None),
    ],
)
def test_the_first_author_is_not_counted_twice(authors, first):
    """Zotero takes both for one person only where its own spelling begins with this one."""
    assert said(make_publication(authors=authors)).get("rft.aufirst", [None]) == [first]


@pytest.mark.parametrize("kind", ["proceedings", "periodical"])
def test_a_volume_as_a_whole_has_a_title_of_its_own(kind):
    """As the title of what something is a part of it would leave Zotero without any."""
    found = said(make_publication(entry_type=kind, title="The volume", journal="J"))
    assert ["The volume"] in (found.get("rft.title"), found.get("rft.btitle"))
    assert (found.get("rft.genre") or found["rft.type"]) == ["book"]


def test_a_plus_that_zotero_would_read_as_a_space():
    assert said(make_publication(title="Ca<sup>2+</sup> channels"))["rft.atitle"] == ["Ca2⁺ channels"]


def test_a_month_that_no_loaded_column_says():
    made = make_publication(year=2018, extra={"month": "mar", "day": "7"})
    assert said(Publication.objects.for_rows().get(pk=made.pk))["rft.date"] == ["2018-03-07"]
    assert said(make_publication(year=2018, extra={"month": "mar"}))["rft.date"] == ["2018-03"]


def test_a_preprint_and_a_dataset_are_offered_as_such():
    assert said(make_publication(arxiv="2106.01234"))["rft.type"] == ["report", "preprint"]
    assert said(make_publication(entry_type="misc", source_type="dataset"))["rft.type"] == [
        "document",
        "dataset",
    ]


@given(st.text())
def test_every_letter_is_quoted_as_the_standard_library_does(text):
    assert coins._quoted(text) == quote(text, safe="")


def test_each_value_has_single_spaces_and_none_at_its_ends():
    publication = make_publication(title="  A \n title", journal=" J  Clin ", year=2001)
    assert said(publication)["rft.atitle"] == ["A title"]
    assert said(publication)["rft.jtitle"] == ["J Clin"]
