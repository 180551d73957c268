"""The filters beside a list as they are drawn."""

import re

import pytest
from django.http import QueryDict
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from publications.listing import chosen
from publications.listing.showing import Shown
from publications.templatetags.filters import as_slug, filter_panels, hidden_fields
from tests.factories import make_publication

pytestmark = pytest.mark.django_db


def panels(asked: str = "") -> str:
    return filter_panels(Shown(chosen(QueryDict(asked))))


def test_what_more_values_have_than_are_shown_can_be_looked_for_with_what_was_asked():
    for number in range(12):
        make_publication(authors=f"Koob{number}, G", keywords="a", entry_type="article")
    drawn = panels("type=article&q=&sort=title")
    assert 'action="/publications/filter/author/"' in drawn
    assert ">All 12 authors</a>" in drawn
    assert 'href="/publications/filter/author/?type=article&amp;sort=title"' in drawn
    assert drawn.count('<input type="hidden" name="type" value="article">') == 1


def test_keywords_are_called_so_as_on_the_page_of_a_publication():
    make_publication(keywords=", ".join(f"word {number}" for number in range(12)))
    drawn = panels()
    assert ">All 12 keywords</a>" in drawn and "Find a keyword" in drawn


def test_a_filter_that_shows_all_its_values_has_no_form():
    make_publication(authors="Koob, G; Doe, J")
    assert "Koob, G" in panels()
    assert "<form" not in panels()


def test_types_that_hardly_anything_has_stand_behind_a_click():
    kinds = ["article", "book", "booklet", "inbook", "incollection", "manual", "mastersthesis", "misc",
             "patent", "phdthesis", "techreport", "unpublished"]  # fmt: skip
    for kind in kinds:
        make_publication(entry_type=kind)
    assert "<summary>2 more</summary>" in panels()


def test_names_of_any_letters_are_text():
    make_publication(authors="Koob, G; <b>, &", keywords="<i>x</i> & y; z")
    drawn = panels()
    assert "&lt;b&gt;" in drawn
    assert "<b>" not in drawn
    assert "<i>x</i> &amp; y" in drawn


def test_one_form_leaves_out_what_it_asks_for_itself():
    asked = [("q", '"a" & b'), ("year", "2019")]
    assert hidden_fields(asked, but="q") == '<input type="hidden" name="year" value="2019">'
    assert "&quot;a&quot; &amp; b" in hidden_fields(asked)


@pytest.mark.parametrize(("form", "name"), [("list-search", "q"), ("filter-form", "year")])
def test_no_form_of_the_list_asks_for_the_old_value_beside_the_new_one(client, form, name):
    make_publication(title="Sleep", year=2019)
    page = client.get("/publications/", {"q": "sleep", "year": "2019", "type": "article"}).text
    start = page.index(f'<form class="{form}"')
    drawn = page[start : page.index("</form>", start)]
    hidden = {"q", "year", "type"} - {name}
    assert set(re.findall(r'<input type="hidden" name="(\w+)"', drawn)) == hidden
    assert re.findall(r'<input type="(?:search|text)" [^>]*name="(\w+)"', drawn) == [name]


def test_search_engines_follow_what_narrows_once_and_nothing_that_narrows_further():
    make_publication(authors="Koob, G", year=2019)
    make_publication(authors="Doe, J", year=2018)
    choice = re.compile('<a class="filter-choice"[^>]*>')
    once, further = choice.findall(panels()), choice.findall(panels("author=g-koob"))
    assert once and not any("nofollow" in link for link in once)
    assert further and all('rel="nofollow"' in link for link in further)


def test_what_is_chosen_says_so_and_what_following_it_does():
    make_publication(authors="Koob, G; Doe, J")
    links = re.findall(r'<a [^>]*aria-current="true"[^>]*>.*?</a>', panels("author=g-koob"))
    assert [re.sub("<[^>]+>", "", link) for link in links] == ["Remove the filter Koob, G 1 publication"]
    assert "Remove the filter" not in panels()


@given(st.text("aB1-_, é") | st.text())
def test_every_value_has_the_id_that_django_makes_of_it(value):
    assert as_slug(value) == slugify(value)
