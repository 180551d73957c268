"""Links into this site are answered by its own rows, without a request."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nidairp.quality.addresses import path_here, targets_of
from nidairp.quality.assembling import subject_of
from nidairp.quality.checks.subject import Answer, Target
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db


def answer(href: str, base: str = "/news/awards/here/") -> str | None:
    target = targets_of([(base, href)]).get((base, href))
    return target.answer.value if target else None


def test_what_is_published_is_shown_and_what_is_not_is_named():
    category = make_category(slug="awards")
    make_post(category=category, slug="open")
    make_post(category=category, slug="secret", title="A secret", state="draft")
    make_page(slug="about")
    make_page(slug="plans", state="draft")
    make_publication(slug="koob-2020")
    make_publication(slug="hidden-2020", is_public=False)
    for href in ("/news/awards/open/", "/about/", "/publications/koob-2020/", "/publications/koob-2020.bib"):
        assert answer(href) == "shown", href
    for href in ("/news/awards/secret/", "/plans/", "/publications/hidden-2020/"):
        assert answer(href) == "not published", href
    target = targets_of([("/", "/news/awards/secret/")])["/", "/news/awards/secret/"]
    assert target.name == "the post “A secret”, which is not published"


@pytest.mark.parametrize(
    "href",
    [
        "/news/awards/gone/",
        "/news/no-such/",
        "/gone/",
        "/publications/gone-2020/",
        "/media/gone.pdf",
        "/a b/",
    ],
)
def test_what_is_not_there_is_nothing(href: str):
    make_post(category=make_category(slug="seminars"), slug="gone")
    assert answer(href) == "nothing"


def test_pages_without_rows_and_files_are_shown():
    default_storage.save("papers/a.pdf", ContentFile(b"%PDF"))
    for href in (
        "/",
        "/news/",
        "/news/?page=2#top",
        "/search/?q=x",
        "/publications.bib",
        "/media/papers/a.pdf",
    ):
        assert answer(href) == "shown", href
    assert answer("/admin/news/post/") == "editors only"


def test_other_sites_and_the_page_itself_are_not_asked():
    for href in ("https://www.nih.gov/", "mailto:a@b.org", "tel:1", "#top", "http://[bad", "//other.org/x"):
        assert answer(href) is None, href


def test_the_sites_own_address_and_relative_ones_are_its_paths(settings):
    settings.SITE_URL = "https://irp.example.org"
    assert path_here("/about/", "https://irp.example.org/news/") == "/news/"
    assert path_here("/about/team/", "../contact/") == "/about/contact/"
    assert path_here("/about/", "contact%20us/") == "/about/contact us/"
    assert path_here("/about/", "https://irp.example.org.evil.org/") is None


def test_a_link_that_names_its_target_knows_it():
    shown, secret = make_page(title="Open"), make_page(title="A secret", state="draft")
    named = {row: f"object:pages.page:{row.pk}" for row in (shown, secret)}
    targets = targets_of([("/", href) for href in (*named.values(), "object:pages.page:999", "object:x")])
    assert targets["/", named[shown]] == Target(Answer.SHOWN, "the page “Open”")
    secret_target = Target(Answer.NOT_PUBLISHED, "the page “A secret”, which is not published")
    assert targets["/", named[secret]] == secret_target
    gone = Target(Answer.NOTHING, "something that has been deleted")
    assert targets["/", "object:pages.page:999"] == targets["/", "object:x"] == gone


def test_an_old_address_is_known_with_its_new_one():
    page = make_page(slug="old")
    page.slug = "new"
    page.save()
    assert targets_of([("/", "/old/")])["/", "/old/"] == Target(Answer.MOVED, "/new/")
    page.delete()
    assert answer("/old/") == "nothing"


def test_many_links_cost_as_much_as_one(django_assert_num_queries):
    category = make_category(slug="awards")
    posts = [make_post(category=category) for _ in range(12)]
    pages = [make_page() for _ in range(12)]
    hidden = [make_page(state="draft") for _ in range(5)] + [make_post(category=category, state="draft")]
    links = [("/", row.get_absolute_url()) for row in posts + pages + hidden] + [("/", "/no-such-page/")]
    with django_assert_num_queries(5):
        targets = targets_of(links)
    answers = [target.answer for target in targets.values()]
    assert [answers.count(answer) for answer in (Answer.SHOWN, Answer.NOT_PUBLISHED, Answer.NOTHING)] == [
        24,
        6,
        1,
    ]


def test_a_section_is_looked_for_where_the_link_leads_and_in_the_text_itself():
    page = make_page(slug="about", body="<h2>Our aims</h2>")
    body = "".join(
        f'<p><a href="{href}">{href}</a></p>'
        for href in (
            "/about/#our-aims",
            "/about/#our-ends",
            f"object:pages.page:{page.pk}#our-aims",
            f"object:pages.page:{page.pk}#our-ends",
            "/about/#main-content",
            "/news/#anything",
            "#here",
            "#there",
            "/other/#here",
            "/other/#there",
        )
    )
    other = make_page(slug="other", body="<h2>There</h2>")
    other.body = f"<h2>Here</h2>{body}"
    targets = subject_of(other).targets
    missing = [href for href, target in targets.items() if target.answer is Answer.NO_SECTION]
    dead = {"/about/#our-ends", f"object:pages.page:{page.pk}#our-ends", "#there", "/other/#there"}
    assert set(missing) == dead
