"""Publication lists on pages: by author, people, keyword, type and years, and the way to all of them."""

import re

import pytest
from django.core.exceptions import ValidationError

from nidairp.pages.models import Page, PublicationList
from publications.merging import joining
from publications.models import Author, Tag
from tests.factories import make_page, make_person, make_publication
from tests.publications.test_metadata import page as shown
from tests.sent import opened_form

pytestmark = pytest.mark.django_db


def author(family: str) -> Author:
    return Author.objects.get(family=family)


def library() -> Page:
    make_publication(title="Old book", authors="Alpha, A", year=2005, entry_type="book", keywords="pain")
    make_publication(title="New paper", authors="Alpha, A; Beta, B", year=2020, keywords="pain, sleep")
    make_publication(title="Other paper", authors="Beta, B", year=2021)
    make_publication(title="Foreign paper", authors="Gamma, C", year=2022)
    make_publication(title="Hidden paper", authors="Alpha, A", year=2022, is_public=False)
    return make_page(slug="lab")


def titles(text: str) -> list[str]:
    rows = re.findall(r'class="pub-row-title"><a href="[^"]*"><bdi>([^<]*)', text)
    return [title for title in rows if title != "Hidden paper"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["Foreign paper", "Other paper", "New paper", "Old book"]),
        ({"author": "Alpha"}, ["New paper", "Old book"]),
        ({"author": "Alpha", "entry_type": "book"}, ["Old book"]),
        ({"tag": "sleep"}, ["New paper"]),
        ({"first_year": 2020, "last_year": 2021}, ["Other paper", "New paper"]),
        ({"last_year": 2005}, ["Old book"]),
        ({"by_people": True}, ["Other paper", "New paper"]),
        ({"by_people": True, "author": "Gamma"}, ["Foreign paper", "Other paper", "New paper"]),
        ({"author": "Gamma", "entry_type": "book"}, []),
    ],
)
def test_what_a_list_shows_is_what_its_link_leads_to(client, chosen, expected):
    page = library()
    make_person(author("Beta")).pages.add(page)
    values = dict(chosen)
    if "author" in values:
        values["author"] = author(values["author"])
    if "tag" in values:
        values["tag"] = Tag.objects.get(name=values["tag"])
    PublicationList.objects.create(page=page, shown=1, **values)
    text = shown(client, "/lab/")
    assert titles(text) == expected[:1]
    if len(expected) > 1:
        address, count = re.search(r'<a href="([^"]*)">All (\d+) publications', text).groups()
        assert int(count) == len(expected)
        assert titles(shown(client, address.replace("&amp;", "&"))) == expected
    else:
        assert "All " not in text.partition("<main")[2].partition("</main>")[0]
    assert text.count('class="Z3988"') == len(expected[:1])


def test_people_of_a_page_without_any_have_written_nothing(client):
    page = library()
    PublicationList.objects.create(page=page, by_people=True)
    text = shown(client, "/lab/")
    assert titles(text) == [] and "No publication is listed here yet." in text


def test_a_list_of_who_was_merged_is_that_of_who_it_is_now(client):
    page = library()
    PublicationList.objects.create(page=page, author=author("Alpha"))
    joining.merge(author("Beta").pk, [author("Alpha").pk])
    assert titles(shown(client, "/lab/")) == ["Other paper", "New paper", "Old book"]


def test_lists_stand_in_their_order_with_their_headings(client):
    page = library()
    PublicationList.objects.create(page=page, heading="Second", position=2)
    PublicationList.objects.create(page=page, heading="First", position=1)
    assert re.findall(r"<h2 id=\"publications-\d+\">(\w+)", shown(client, "/lab/")) == ["First", "Second"]


def test_years_in_the_wrong_order_are_refused():
    with pytest.raises(ValidationError, match="before the first"):
        PublicationList(page=make_page(), first_year=2020, last_year=2010).full_clean()


@pytest.mark.parametrize("shown_count", [0, 51])
def test_how_many_has_limits(shown_count):
    with pytest.raises(ValidationError):
        PublicationList(page=make_page(), shown=shown_count).full_clean()


@pytest.mark.slow
def test_queries_do_not_grow_with_publications(client, django_assert_max_num_queries):
    page = library()
    PublicationList.objects.create(page=page, author=author("Alpha"))
    shown(client, "/lab/")
    with django_assert_max_num_queries(16) as few:
        shown(client, "/lab/")
    count = len(few)
    for number in range(9):
        make_publication(authors=f"Alpha, A; Name{number}, X")
    with django_assert_max_num_queries(count):
        shown(client, "/lab/")


@pytest.mark.slow
def test_a_list_waits_with_the_draft_and_comes_with_what_is_published(admin_client, client):
    page = library()
    change = f"/admin/pages/page/{page.pk}/change/"
    typed = {
        "publication_lists-TOTAL_FORMS": "1",
        "publication_lists-0-heading": "Ours",
        "publication_lists-0-author": author("Alpha").pk,
        "publication_lists-0-entry_type": "book",
        "publication_lists-0-shown": "5",
        "publication_lists-0-position": "0",
    }
    done = admin_client.post(change, opened_form(admin_client, change, _draft="1") | typed)
    assert done.status_code == 302, done.context["errors"]
    assert "Ours" not in shown(client, "/lab/")
    assert "Ours" in admin_client.get(change).content.decode()
    done = admin_client.post(change, opened_form(admin_client, change, _publish="1"))
    assert done.status_code == 302, done.context["errors"]
    assert titles(shown(client, "/lab/")) == ["Old book"]
    assert PublicationList.objects.get().entry_type == "book"


def test_an_unknown_type_is_refused(admin_client):
    page = library()
    change = f"/admin/pages/page/{page.pk}/change/"
    typed = {
        "publication_lists-TOTAL_FORMS": "1",
        "publication_lists-0-heading": "Ours",
        "publication_lists-0-entry_type": "nonsense",
        "publication_lists-0-shown": "5",
        "publication_lists-0-position": "0",
    }
    refused = admin_client.post(change, opened_form(admin_client, change, _publish="1") | typed)
    assert "nonsense is not one of the available choices" in refused.content.decode()
