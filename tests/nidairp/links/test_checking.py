"""Every link in what is public is looked at; what is wrong is kept until it is right, gone or dismissed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from nidairp.editing.linking import reference_to
from nidairp.links import asking
from nidairp.links.checking import check
from nidairp.links.models import Finding
from nidairp.links.problems import Kind, Problem
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.redirects.models import Redirect
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db


def text(*links: str) -> str:
    return "".join(f'<p>See <a href="{link}">this</a>.</p>' for link in links)


def broken() -> dict[str, str]:
    """What is wrong with each link, in the words of the command."""
    return {one.link: problem.says for one, problem in check().broken}


def test_links_that_lead_somewhere_are_right():
    page, post, publication = make_page(slug="there"), make_post(), make_publication(slug="key")
    old = make_page(slug="old")
    old.slug = "new"
    old.save()
    here = [
        "/there/",
        "/there",
        "/news/",
        "/search/?q=x",
        "/",
        "#top",
        "/there/#main-content",
        "../there/",
        "/old/",
    ]
    site = ["http://testserver/there/", "HTTP://TESTSERVER/news/", "mailto:a@example.org", "tel:+1"]
    rows = [post.get_absolute_url(), post.category.get_absolute_url(), "/publications/key.bib"]
    make_page(body=text(*here, *site, *rows, page.get_absolute_url(), publication.get_absolute_url()))
    assert broken() == {}


def test_a_place_on_a_page_is_one_of_its_headings():
    there = make_page(slug="there", title="There", body='<h2>Our Aims</h2><h2 id="h-old">B</h2>')
    named = f"object:pages.page:{there.pk}"
    right = ["/there/#our-aims", "/there/#h-old", f"{named}#our-aims", "#mine", "/there/#questions"]
    wrong = ["/there/#gone", f"{named}#gone", "#gone"]
    make_page(slug="page", title="Page", body="<h3>Mine</h3>" + text(*right, *wrong))
    says = "There is no heading called “gone” in “There”."
    assert broken() == dict.fromkeys(wrong, says) | {"#gone": says.replace("There”", "Page”")}


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("/nothing/", "There is no page at /nothing/."),
        ("nothing/", "There is no page at /page/nothing/."),
        ("http://testserver/nothing/", "There is no page at /nothing/."),
        ("/draft/", "The page “A draft” is not public."),
        ("/gone/", "/gone/ says that its page was taken down (410)."),
        ("/admin/", "It leads into the editors’ pages, which ask for a password."),
        ("http://[", "This is not an address."),
        ("/media/missing.png", "There is no page at /media/missing.png."),
        ("/publications/none.bib", "There is no page at /publications/none.bib."),
    ],
)
def test_links_that_lead_nowhere_say_why(link, says):
    make_page(slug="draft", title="A draft", state="draft")
    Redirect.objects.create(old_path="/gone/")
    page = make_page(slug="page")
    type(page).objects.filter(pk=page.pk).update(body=text(link))  # as it came by a way around the sanitizer
    assert broken() == {link: says}


def test_menus_publications_and_redirects_are_looked_at_and_drafts_are_not():
    tree.add(MenuItem.objects.menu("footer"), "Menu", address="/from-menu/")
    tree.add(MenuItem.objects.menu("footer"), "Hidden", address="/from-hidden/", is_shown=False)
    Redirect.objects.create(old_path="/old/", address="/from-redirect/")
    make_publication(url="http://testserver/from-publication/, Label")
    make_page(state="draft", body=text("/from-draft/"))
    make_post(body=text("/from-post/"), category=make_category())
    assert set(broken()) == {
        "/from-menu/",
        "/from-redirect/",
        "http://testserver/from-publication/",
        "/from-post/",
    }


def test_links_that_name_what_they_lead_to_are_looked_at():
    there, draft, lost = (
        make_page(body="<h2>Part</h2>"),
        make_page(title="A draft", state="draft"),
        make_page(),
    )
    names = [str(reference_to(row)) for row in (there, draft, lost)]
    make_page(body=text(*names, f"{names[0]}#part"))
    lost.delete()
    assert broken() == {
        names[1]: "The page “A draft” is not public.",
        names[2]: "What it leads to was deleted.",
    }


def test_a_picture_that_is_missing_is_found():
    make_page(body=text("/news/"))
    page = make_page()
    type(page).objects.filter(pk=page.pk).update(body='<img src="/media/none.png" alt="">')
    assert list(broken()) == ["/media/none.png"]


def test_what_is_mended_is_forgotten_and_what_stays_wrong_keeps_its_date():
    page = make_page(body=text("/one/", "/two/"))
    check()
    first = dict(Finding.objects.values_list("link", "first_seen"))
    page.body = text("/two/")
    page.save()
    check()
    assert dict(Finding.objects.values_list("link", "first_seen")) == {"/two/": first["/two/"]}
    make_page(slug="two")
    check()
    assert not Finding.objects.exists()


def test_what_is_dismissed_stays_so_and_is_not_counted():
    make_page(body=text("/one/"))
    check()
    Finding.objects.update(dismissed=True)
    assert check().broken == []
    assert (Finding.objects.count(), Finding.objects.open().count()) == (1, 0)


def test_many_texts_cost_as_many_queries_as_one(django_assert_num_queries):
    target = make_page(slug="there")
    make_page(body=text(target.get_absolute_url(), "/news/"))
    with django_assert_num_queries(ASKED):
        check()
    for _ in range(20):
        make_page(body=text(target.get_absolute_url(), "/news/"))
    with django_assert_num_queries(ASKED):
        check()


#: What is known of other sites; seven kinds of rows, and what stands under pages (two); the pages linked;
#: two to forget; dismissed or not.
ASKED = 14


def other_sites(monkeypatch, answers: dict[str, Problem | None]) -> list[str]:
    """In the place of the network; gives what was asked for."""
    asked: list[str] = []

    def problems(addresses):
        asked.extend(addresses)
        return [(address, answers.get(address)) for address in addresses]

    monkeypatch.setattr(asking, "problems", problems)
    return asked


def test_other_sites_are_asked_only_when_that_is_wished(monkeypatch):
    gone = "https://example.org/gone"
    asked = other_sites(monkeypatch, {gone: Problem(Kind.NOTHING, "The server answers 404.")})
    page = make_page(body=text(gone, "https://example.org/there"))
    assert check().broken == [] and asked == []
    assert [one.link for one, _ in check(external=True).broken] == [gone]
    assert check().broken == [] and Finding.objects.open().count() == 1
    page.body = ""
    page.save()
    check()
    assert not Finding.objects.exists()


def test_a_site_that_answers_again_is_forgotten(monkeypatch):
    address = "https://example.org/"
    make_page(body=text(address))
    other_sites(monkeypatch, {address: Problem(Kind.NO_ANSWER, "The server does not answer.")})
    check(external=True)
    other_sites(monkeypatch, {})
    assert check(external=True).broken == []
    assert not Finding.objects.exists()


def run(*arguments: str) -> str:
    out = StringIO()
    try:
        call_command("check_links", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue() + f"exit {error.returncode}: {error}"
    return out.getvalue()


def test_the_command_prints_each_broken_link_and_fails():
    make_page(title="About us", body=text("/nothing/"))
    said = run()
    assert "page “About us” (body): /nothing/: There is no page at /nothing/.\n" in said
    assert said.endswith("exit 1: 1 link is broken. The admin lists what is.")
    assert run("--exit-zero").endswith("\n1 link is broken. The admin lists what is.\n")


def test_the_command_is_content_where_nothing_is_broken():
    make_page(body=text("/news/"))
    assert run().endswith("No link is broken.\n")


def test_a_finding_is_as_old_as_its_first_sight():
    make_page(body=text("/one/"))
    check()
    assert Finding.objects.get().first_seen <= timezone.now()
