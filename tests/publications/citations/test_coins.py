"""COinS: what Zotero reads of a paper in a list."""

from urllib.parse import parse_qs

import pytest

from publications.citations import coins
from publications.models import EntryType, Publication
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
    assert (found["rft.aulast"], found["rft.aufirst"]) == (["Carmack"], ["Stephanie A"])
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


def test_it_asks_for_nothing_that_lists_leave_out(django_assert_num_queries):
    seed_publication()
    row = Publication.objects.defer("abstract", "extra").get()
    with django_assert_num_queries(0):
        coins.render(row)
