"""What an address asks for, what is left of it, in which order, with which counts: beside a plain reading."""

import itertools
import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.listing import Asked, chosen, ordering
from publications.listing.facets import panels, years
from publications.models import Publication
from tests.factories import make_publication, seed_publication

TYPES, STATES, TAGS = ("article", "book"), ("published", "submitted", ""), ("one", "two", "three")
PEOPLE = ("Koob, George F", "Carmack, S A", "Müller, Ä")


def of(query: str):
    return chosen(QueryDict(query))


@pytest.fixture
def mixed(db):
    """Every combination of some values, in years that follow each other."""
    combined = itertools.product(TYPES, STATES, range(3))
    for number, (kind, state, several) in enumerate(combined):
        make_publication(
            title=f"Effects of cocaine on rats, part {'ivxlcdm'[number % 7]}{number}",
            entry_type=kind,
            pubstate=state,
            year=2010 + number % 5,
            keywords=", ".join(TAGS[: several + 1]),
            authors="; ".join(PEOPLE[several:]),
        )
    make_publication(title="Undated", pubstate="forthcoming", year=None)
    make_publication(title="Hidden", is_public=False, keywords="one", year=2011)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019", range(2019, 2020)),
        ("2015-2019", range(2015, 2020)),
        ("2015–2019", range(2015, 2020)),
        (" 2015 - 2019 ", range(2015, 2020)),
        ("2015-", range(2015, 10000)),
        ("-2015", range(2016)),
        ("2019-2015", range(0)),
        ("20x", range(0)),
        ("-", range(0)),
        ("99999", range(0)),
        ("٢٠١٩", range(0)),
        ("", None),
    ],
)
def test_years(text, years):
    assert Asked.of(_query(year=text)).years == years


def _query(**values):
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def test_an_address_says_the_same_thing_in_one_way():
    asked = Asked.of(QueryDict("tag=b&type=book&q=x++y&sort=title&tag=a&tag=b&page=3&else=1&type="))
    assert asked.query_string() == "?q=x+y&type=book&tag=b&tag=a&sort=title"
    assert asked.without("tag", "b").with_("year", "2019").query_string() == (
        "?q=x+y&year=2019&type=book&tag=a&sort=title"
    )
    assert Asked.of(QueryDict("sort=relevance")).sort == "date"
    assert Asked.of(QueryDict("q=a&sort=relevance")).without("q", "a").query_string() == ""
    assert Asked().query_string() == ""


@pytest.mark.parametrize(
    "query",
    [
        "", "type=article", "type=article&type=book", "state=published", "state=none", "state=forthcoming",
        "year=2011-2013&type=book", "tag=one", "tag=one&tag=three", "author=s-a-carmack&tag=two",
        "author=a-muller&author=george-f-koob", "year=2012&state=submitted&tag=one&type=article",
        "type=nothing", "author=nobody", "tag=nobody", "year=x", "type=article&type=nothing",
    ],
)  # fmt: skip
def test_filters_leave_what_a_plain_reading_leaves(mixed, query):
    assert [one.pk for one in of(query)[:100]] == [one.pk for one in plainly(QueryDict(query))]


@pytest.mark.parametrize("query", ["", "type=article", "year=-2011", "year=2012&tag=one"])
@pytest.mark.parametrize("few", [1, 20], ids=["by themselves", "among all"])
def test_every_page_begins_where_the_one_before_ends(mixed, query, few, monkeypatch):
    monkeypatch.setattr(ordering, "FEW", few)
    monkeypatch.setattr(ordering, "NEAR", 0)
    whole = [one.pk for one in plainly(QueryDict(query))]
    for size in (1, 3, 100):
        pages = [of(query)[at : at + size] for at in range(0, len(whole), size)]
        assert [one.pk for page in pages for one in page] == whole


def plainly(query: QueryDict) -> list[Publication]:
    """Row by row, in Python."""

    def fits(one: Publication) -> bool:
        state = "forthcoming" if one.is_forthcoming else one.pubstate or "none"
        years = Asked.of(query).years
        return (
            (not query.getlist("type") or one.entry_type in query.getlist("type"))
            and (not query.getlist("state") or state in query.getlist("state"))
            and (years is None or one.year in years)
            and {tag.slug for tag in one.tags.all()} >= set(query.getlist("tag"))
            and {person.author.slug for person in one.contributions.all()} >= set(query.getlist("author"))
        )

    return [one for one in Publication.objects.published().newest_first() if fits(one)]


@pytest.mark.parametrize(
    "query", ["", "type=book", "tag=two&type=article", "year=2011-2012&state=none", "q=rats"]
)
def test_every_count_is_what_its_link_finds(mixed, query):
    found = of(query)
    choices = [one for panel in panels(found) for one in panel.choices]
    assert len({choice.url for choice in choices}) == len(choices) > 5
    for choice in choices:
        led = of(choice.url.partition("?")[2])
        if not choice.is_chosen:
            names = set(QueryDict(choice.url.partition("?")[2])) & {"type", "state"}
            alone = [one for one in led.filters if one.value == choice.value]
            assert choice.count == int((led.rows & alone[0].rows).sum()), (choice, names)
    for bar in years(found).bars:
        assert bar.count == len(of(bar.url.partition("?")[2]))


def test_a_chosen_value_stands_there_with_the_way_back(mixed):
    for query in ("type=book&tag=one", "type=nothing"):
        found = of(query)
        taken = [one for panel in panels(found) for one in panel.choices if one.is_chosen]
        assert len(taken) == query.count("=")
        assert {QueryDict(one.url.partition("?")[2]).urlencode() for one in taken} == {
            "&".join(part for part in query.split("&") if part != gone) for gone in query.split("&")
        }


@pytest.mark.parametrize("sort", ["title", "author"])
def test_the_alphabet_page_by_page(mixed, sort, monkeypatch):
    make_publication(title="äffchen", authors="Öz, A")
    make_publication(title="Zebras")
    whole = [one.pk for one in of(f"sort={sort}")[:1000]]
    assert len(whole) == Publication.objects.published().count()
    pages = [[one.pk for one in of(f"sort={sort}")[at : at + 4]] for at in range(0, len(whole), 4)]
    assert list(itertools.chain.from_iterable(pages)) == whole
    assert [one.pk for one in of(f"sort={sort}").publications()] == whole
    rows = {one.pk: one for one in Publication.objects.all()}
    titles = [ordering.sort_text(rows[pk].title) for pk in whole]
    people = [ordering.sort_text(rows[pk].authors_text or rows[pk].editors_text) for pk in whole]
    assert titles == sorted(titles) if sort == "title" else people == sorted(people, key=lambda p: (not p, p))


def test_so_many_alike_are_left_in_the_order_of_their_beginnings(mixed, monkeypatch):
    monkeypatch.setattr(ordering, "MOST_ALIKE", 3)
    assert len({one.pk for one in of("sort=title")[:100]}) == len(of("sort=title"))


def test_relevance_stands_first_and_nothing_is_lost(db):
    by_text = make_publication(title="Sleep", abstract="Heroin, among others.", year=2024)
    by_title = make_publication(title="Heroin", year=1990)
    assert [one.pk for one in of("q=heroin")[:9]] == [by_text.pk, by_title.pk]
    assert [one.pk for one in of("q=heroin&sort=relevance")[:9]] == [by_title.pk, by_text.pk]
    assert len(of("q=heroin&sort=relevance&year=2024")[:9]) == 1


@pytest.mark.django_db
@settings(deadline=None, max_examples=40)
@given(st.dictionaries(
    st.sampled_from("q year type state author tag sort page named".split()),
    st.lists(st.text() | st.sampled_from(["article", "2019", "none", "\0", "1-", "title"]), max_size=3),
))  # fmt: skip
@pytest.mark.slow
def test_no_address_is_an_error(values):
    client = Client()
    for path in ("/publications/", "/publications/filter/tag/"):
        response = client.get(path, _query(**values))
        assert response.status_code == 200
        assert b"\0" not in response.content
    assert client.get("/publications.json", _query(**values)).status_code == 200


@pytest.mark.slow
def test_queries_do_not_grow_with_what_is_there(client, db, django_assert_max_num_queries):
    seed_publication(keywords="one, two")
    address = "/publications/?q=heroin&type=article&author=george-f-koob&tag=one&year=2000-"
    with django_assert_max_num_queries(17) as few:
        assert b"learning brain circuits" in client.get(address).content
    for number in range(40):
        make_publication(
            title="heroin", keywords=f"one, t{number}", authors=f"Koob, George F; N, {number}", year=2020
        )
    with django_assert_max_num_queries(len(few) + 3):  # marked, it is made from the rows
        page = client.get(address).content.decode()
    assert "41 publications" in page and len(re.findall('class="pub-row"', page)) == 25
    assert "Find an author" in unescape(page)


@pytest.mark.django_db
def test_of_several_authors_divided_by_commas_any_will_do(client):
    for number, authors in enumerate(("A, Bea", "C, Dan; A, Bea", "E, Fay", "G, Hal")):
        make_publication(title=f"Work {number}", authors=authors)
    shown = client.get("/publications/?author=bea-a,fay-e").content.decode()
    assert [f"Work {number}" in shown for number in range(4)] == [True, True, True, False]
    assert "A, Bea or E, Fay" in shown
    assert "Work 1" in client.get("/publications/?author=bea-a,fay-e&author=dan-c").content.decode()
    assert "Work 2" not in client.get("/publications/?author=bea-a,fay-e&author=dan-c").content.decode()
