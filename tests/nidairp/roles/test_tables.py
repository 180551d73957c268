"""The tables under a form go with the form: a writer attaches publications and files like an editor."""

import pytest
from django.test import Client
from django.urls import reverse

from news.models import Post
from nidairp.editing import drafts, snapshot
from nidairp.roles.table import BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.factories import make_category, make_page, make_post, make_publication
from tests.nidairp.roles.people import logged_in, member
from tests.sent import opened_form

pytestmark = pytest.mark.django_db


def tables(client: Client, address: str) -> set[str]:
    return {one.formset.prefix for one in client.get(address).context["inline_admin_formsets"]}


@pytest.mark.parametrize("kind", ["news_post", "pages_page"])
def test_a_writer_has_every_table_that_an_editor_has(kind: str) -> None:
    make_category()
    add = reverse(f"admin:{kind}_add")
    writer, editor = logged_in(member(WRITERS)), logged_in(member(EDITORS))
    assert tables(writer, add) == tables(editor, add) != set()


def test_a_writer_writes_about_a_publication_and_keeps_it_attached() -> None:
    make_category(slug="hot-off-the-press")
    publication = make_publication(title="The work")
    user = member(WRITERS)
    writer = logged_in(user)
    address = f"/admin/news/post/add/?about={publication.pk}"
    assert writer.post(address, opened_form(writer, address, _submit="1")).status_code == 302
    post = Post.objects.get(created_by=user)
    assert [row.publication for row in post.citedpublication_set.all()] == [publication]


def test_a_draft_over_what_is_public_keeps_its_tables_through_a_writers_hands() -> None:
    user, work, more = member(WRITERS), make_publication(), make_publication()
    post = make_post(created_by=user, cites=(work,))
    content = snapshot.take(post)
    rows = snapshot.take(make_post(cites=(work, more)))["rows"]
    writer = logged_in(user)
    address = reverse("admin:news_post_change", args=[post.pk])
    drafts.save(post, content | {"rows": rows}, user)
    assert writer.post(address, opened_form(writer, address, title="New", _draft="1")).status_code == 302
    post.refresh_from_db()
    assert len(post.draft.content["rows"]["citedpublication_set"]) == 2


def test_whoever_may_only_look_sees_the_tables_and_changes_nothing() -> None:
    page = make_page()
    bibliographer = logged_in(member(BIBLIOGRAPHERS))
    assert bibliographer.get(reverse("admin:pages_page_change", args=[page.pk])).status_code == 403
    work = make_publication(authors="Koob, George F")
    editor = logged_in(member(EDITORS))
    shown = editor.get(reverse("admin:publications_publication_change", args=[work.pk]))
    assert "Koob" in shown.content.decode()
    assert not any(one.has_change_permission for one in shown.context["inline_admin_formsets"])
