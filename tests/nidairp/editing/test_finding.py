"""What the link dialog finds: what readers may see, and drafts for those who may see them."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.factories import make_document, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db
FIND = "/admin/find/"


def titles(client: Client, **query: str) -> list[tuple[str, bool]]:
    return [(found["title"], found["public"]) for found in client.get(FIND, query).json()["results"]]


def test_pages_posts_publications_and_files_are_found_by_their_words(admin_client: Client) -> None:
    page, post = make_page(title="Heroin helpline"), make_post(title="News of heroin")
    work, file = make_publication(title="Heroin in rats"), make_document(title="Heroin figures")
    make_page(title="Contact")
    results = admin_client.get(FIND, {"q": "heroin"}).json()["results"]
    assert {(found["kind"], found["title"]) for found in results} == {
        ("Page", "Heroin helpline"),
        ("Post", "News of heroin"),
        ("Publication", "Heroin in rats"),
        ("File", "Heroin figures"),
    }
    assert {found["object"] for found in results} == {
        f"object:pages.page:{page.pk}",
        f"object:news.post:{post.pk}",
        f"object:publications.publication:{work.pk}",
        f"object:library.document:{file.pk}",
    }
    assert all(found["address"].startswith("/") for found in results)


def test_a_draft_is_found_by_its_title_by_those_who_may_see_it(admin_client: Client) -> None:
    draft = make_post(title="A coming prize", state="draft")
    assert titles(admin_client, q="coming prize") == [("A coming prize", False)]
    reference = f"object:news.post:{draft.pk}"
    assert titles(admin_client, object=reference) == [("A coming prize", False)]
    user = User.objects.create_user("pages-only", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_page"))
    client = Client()
    client.force_login(user)
    assert titles(client, q="coming prize") == [] == titles(client, object=reference)
    make_post(title="A prize")
    assert titles(client, q="prize") == [("A prize", True)]


@pytest.mark.parametrize("words", ["GABAA", "18F in", "F in", "vivo 18f"])
def test_a_draft_is_found_by_the_letters_of_a_marked_title(admin_client: Client, words: str) -> None:
    make_post(title="GABA<sub>A</sub>, <sup>18</sup>F <i>in vivo</i>", state="draft")
    assert titles(admin_client, q=words) == [("GABAA, 18F in vivo", False)]
    assert titles(admin_client, q="sup") == []


def test_what_is_called_so_comes_before_what_only_speaks_of_it(admin_client: Client) -> None:
    for number in range(10):
        make_page(title=f"A page {number}", slug=f"a{number}", body="<p>Of training.</p>")
    make_page(title="Training Programs", slug="z")
    found = [title for title, _ in titles(admin_client, q="train")]
    assert found[0] == "Training Programs" and len(found) == 8


def test_only_staff_may_ask() -> None:
    assert Client().get(FIND, {"q": "x"}).status_code == 302


def test_the_queries_do_not_grow_with_what_is_found(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    make_post(title="A prize")
    with django_assert_max_num_queries(25) as few:
        admin_client.get(FIND, {"q": "prize"})
    for _ in range(12):
        make_post(title="Another prize")
    with django_assert_max_num_queries(len(few)):
        assert len(titles(admin_client, q="prize")) == 8


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "%"}, {"object": "object:x.y:1"}, {"object": "x"}, {}]
)
def test_odd_questions_are_answered(admin_client: Client, query: dict[str, str]) -> None:
    make_page()
    assert admin_client.get(FIND, query).status_code == 200


def test_what_is_chosen_tells_its_sections(admin_client: Client) -> None:
    page = make_page(body='<h2 id="h-old">Aims &amp; ways</h2><h3>First <em>way</em></h3><h2> </h2>')
    (told,) = admin_client.get(FIND, {"object": f"object:pages.page:{page.pk}#h-old"}).json()["results"]
    assert told["sections"] == [[2, "h-old", "Aims & ways"], [3, "first-way", "First way"]]
    file = make_document()
    (told,) = admin_client.get(FIND, {"object": f"object:library.document:{file.pk}"}).json()["results"]
    assert told["sections"] == []
