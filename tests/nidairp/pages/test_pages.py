"""Plain pages: addresses that follow the tree, and what cannot be."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import RestrictedError

from nidairp.pages.models import Page
from nidairp.rich import strip
from tests.factories import make_page

pytestmark = pytest.mark.django_db


def test_address_follows_the_place_in_the_tree(client):
    about = make_page(slug="about")
    contact = make_page(slug="contact-us", parent=about, title="Contact Us", body="<p>Write to us.</p>")
    assert contact.get_absolute_url() == "/about/contact-us/"
    assert "Write to us." in client.get("/about/contact-us/").content.decode()


def test_moving_a_page_moves_all_below():
    about = make_page(slug="about")
    below = make_page(slug="c", parent=make_page(slug="b", parent=about))
    about.slug = "over"
    about.save()
    below.refresh_from_db()
    assert below.path == "over/b/c"


def test_a_sibling_whose_slug_begins_alike_is_not_moved():
    about = make_page(slug="about")
    alike = make_page(slug="about-us")
    about.slug = "over"
    about.save()
    alike.refresh_from_db()
    assert alike.path == "about-us"


def test_a_page_cannot_stand_under_itself():
    top = make_page(slug="top")
    top.parent = make_page(slug="middle", parent=top)
    with pytest.raises(ValidationError, match="cannot stand under itself"):
        top.full_clean()


@pytest.mark.parametrize("slug", ["news", "publications", "admin", "static"])
def test_addresses_of_the_site_itself_are_refused(slug):
    with pytest.raises(ValidationError, match="belongs to the site itself"):
        Page(title="T", slug=slug).full_clean()


def test_two_pages_at_one_address_are_refused_with_a_clear_message():
    make_page(slug="about")
    with pytest.raises(ValidationError, match="already has this slug"):
        Page(title="T", slug="about").full_clean()


def test_deleting_a_page_with_pages_below_is_refused():
    top = make_page()
    make_page(parent=top)
    with pytest.raises(RestrictedError):
        top.delete()


def test_a_draft_page_is_not_there(client):
    make_page(slug="draft", state="draft")
    assert client.get("/draft/").status_code == 404


def test_side_navigation_lists_the_published_pages_of_the_section():
    about = make_page(slug="about", title="About")
    first = make_page(slug="one", parent=about, title="One")
    make_page(slug="two", parent=about, title="Two", state="draft")
    section = first.section()
    assert section["title"] == "About"
    assert section["children"] == [{"title": "One", "url": "/about/one/", "current": True}]
    assert make_page().section() is None


def test_the_section_is_sorted_by_what_titles_show():
    about = make_page(slug="about", title="About")
    for slug, title in {
        "v": "<i>In vivo</i>",
        "b": "Beta",
        "f": "<sup>18</sup>F",
        "a": "Alpha<sub>2</sub>",
    }.items():
        make_page(slug=slug, title=title, parent=about)
    links = about.section()["children"]
    assert [strip(link["title"]) for link in links] == ["18F", "Alpha2", "Beta", "In vivo"]


def test_breadcrumb_leads_down_to_the_page():
    below = make_page(slug="c", title="C", parent=make_page(slug="b", title="B"))
    assert [step["title"] for step in below.breadcrumb()] == ["B", "C"]


def test_a_long_page_lists_its_sections_above_its_text(client):
    body = "".join(f"<h2>Part {n}</h2><p>{'word ' * 300}</p>" for n in range(4))
    shown = client.get(make_page(body=body).get_absolute_url()).content.decode()
    assert shown.index('<a href="#part-3">Part 3</a>') < shown.index('<h2 id="part-3">Part 3</h2>')
