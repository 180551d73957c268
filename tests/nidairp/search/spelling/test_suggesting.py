"""Who mistypes a word is offered what was meant, if that is there to be seen."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from nidairp.search import index
from nidairp.search.postgresql import whether
from nidairp.search.query import parse
from nidairp.search.sources import find, registered
from nidairp.search.spelling import suggestion
from tests.factories import make_page, make_post, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    for number in range(2):
        make_publication(
            title=f"Opioid receptors of the amygdala and the lateral habenula {number}",
            authors="Vendruscolo, Leandro F; Müller, Anna",
            abstract="Self-administration of buprenorphine, by neuroimaging of α-synuclein. GABA<sub>A</sub>",
        )
    make_post(title="Neighbors in adolescence")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("amygdla", "amygdala"),
        ("amigdla", "amygdala"),
        ("opiod receptrs", "opioid receptors"),
        ("Vendruscollo", "Vendruscolo"),
        ("Mullr amygdala", "Muller amygdala"),
        ('"latteral habenula"', '"lateral habenula"'),
        ("self-administraton", "self-administration"),
        ("selfadministration", "self administration"),
        ("neuro imaging", "neuroimaging"),
        ("BUPRENORFIN", "BUPRENORPHINE"),
        ("alpha-synuclien", "alpha-synuclein"),
        ("neigbors", "neighbors"),
        ("habinul*", "habenula*"),
    ],
)
def test_the_nearest_spelling_is_suggested(published, typed, meant):
    assert suggestion(typed, registered()) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "amygdala",
        "zyzzyva",
        "amygdla adolescence",
        "10.1172/JCI125539",
        "rat",
        "123456",
        '"',
        "漢字漢字",
    ],
)
def test_nothing_is_suggested_that_finds_nothing_or_is_what_was_typed(published, typed):
    assert suggestion(typed, registered()) == ""


def test_a_kind_is_told_only_of_its_own_words(published):
    assert suggestion("neigbors", [find("publications")]) == ""


def test_what_is_not_public_is_not_given_away():
    make_publication(title="The secret quokka", is_public=False)
    make_page(title="The secret quokka", state="draft")
    make_post(title="The secret quokka", state="scheduled", publish_at=timezone.now() + datetime.timedelta(1))
    assert suggestion("quoka", registered()) == ""
    make_publication(title="A quokka")
    assert suggestion("quoka", registered()) == "quokka"


def test_a_mistake_that_one_record_has_too_is_suggested_away():
    make_publication(title="The opiod crisis")
    assert suggestion("opiod receptors", registered()) == ""
    for number in range(10):
        make_publication(title=f"Opioid receptors {number}")
    assert suggestion("opiod receptors", registered()) == "opioid receptors"


def test_however_much_is_typed_few_questions_are_asked(published, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        suggestion("amygdlo habenulo receptoro " * 8, registered())
    with django_assert_max_num_queries(60):
        suggestion("amygdlo habenulo receptoro", registered())


def test_however_long_the_words_are_the_index_is_asked_for_so_many(published, monkeypatch):
    asked, counted = [], index.counted
    monkeypatch.setattr(index, "counted", lambda words, kinds: counted(asked.extend(words) or words, kinds))
    for typed in ("scraeschkaeioucf", "amigdla buprenorfyn scraeschkaeioucf"):
        asked.clear()
        assert suggestion(typed, registered()) == ""
        assert 3000 < len(asked) < 7000


def test_the_page_of_results_and_the_list_lead_to_it(published, client):
    link = '<a href="?q=amygdala"><bdi>amygdala</bdi></a>?'
    assert f"Did you mean: {link}" in client.get("/search/?q=amygdla&in=news&page=2").content.decode()
    assert "Did you mean" not in client.get("/search/?q=amygdala").content.decode()
    assert "Did you mean" not in client.get("/search/?q=zyzzyva").content.decode()
    listed = client.get("/publications/?q=amygdla").content.decode()
    assert 'Did you mean: <a href="/publications/?q=amygdala"><bdi>amygdala</bdi></a>?' in listed


def test_the_list_keeps_its_filters_where_they_leave_something(published, client):
    make_publication(title="Amygdala", year=2020)
    both = client.get("/publications/?q=amygdla&year=2020").content.decode()
    assert 'href="/publications/?q=amygdala&amp;year=2020"' in both
    words_alone = client.get("/publications/?q=amygdla&year=1801").content.decode()
    assert 'href="/publications/?q=amygdala"' in words_alone
    assert "Did you mean" not in client.get("/publications/?q=amygdala&year=1801").content.decode()


def test_a_word_is_known_to_be_there_though_by_chance_none_of_some_that_have_it_was_named(monkeypatch):
    """PostgreSQL's index names about so many of those that have a frequent word, and promises nothing."""
    by_index = whether.by_index

    def unlucky(cursor: Any, sql: str, params: list[object], *settings: str) -> list[Any]:
        return [(False,)] if whether._SOME in settings else by_index(cursor, sql, params, *settings)

    monkeypatch.setattr(whether, "by_index", unlucky)
    make_publication(title="The habenula")
    assert index.any_with(parse("habenula"), [find("publications")])
    assert not index.any_with(parse("amygdala"), [find("publications")])
