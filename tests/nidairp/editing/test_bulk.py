"""Actions on many rows of a list: they ask, are all or nothing, and leave their trace."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.test import Client

from news.models import Category, Post
from nidairp.editing import bulk
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from publications.models import Publication
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db

LIST = "/admin/publications/publication/"


def sent(action: str, *rows: Any, **more: str) -> dict[str, Any]:
    return {"action": action, "_selected_action": [row.pk for row in rows], **more}


def log() -> list[tuple[str, str]]:
    entries = LogEntry.objects.order_by("pk")
    return [(entry.object_repr, entry.get_change_message()) for entry in entries]


def test_hiding_asks_first_and_says_what_follows(admin_client: Client) -> None:
    shown, hidden = make_publication(title="Shown"), make_publication(title="Hidden", is_public=False)
    make_post(cites=(shown,))
    page = admin_client.post(LIST, sent("hide", shown, hidden)).content.decode()
    assert "Take 2 publications off the site?" in page
    assert f"This address of the site would no longer answer: {shown.get_absolute_url()}" in page
    assert "Articles that cite them will no longer show their box: 1." in page
    assert '<input type="hidden" name="action" value="hide">' in page
    assert ">Take them off the site</button>" in page
    assert Publication.objects.published().count() == 1
    assert log() == []


def test_hiding_is_done_when_it_is_confirmed_told_and_written_down(admin_client: Client) -> None:
    shown, hidden = make_publication(title="Shown"), make_publication(title="Hidden", is_public=False)
    answer = admin_client.post(LIST, sent("hide", shown, hidden, post="yes"), follow=True)
    assert "1 publication taken off the site; 1 had nothing to change." in answer.content.decode()
    assert not Publication.objects.published().exists()
    assert log() == [("Shown", "Unpublished.")]
    newest = shown.history.first()
    assert (newest.history_user.username, newest.history_change_reason) == ("admin", "Take off the site")


def test_what_is_shown_again_is_public(admin_client: Client, client: Client) -> None:
    hidden = make_publication(is_public=False)
    admin_client.post(LIST, sent("show", hidden, post="yes"))
    assert client.get(hidden.get_absolute_url()).status_code == 200


def test_one_that_cannot_be_changed_leaves_all_as_they_were(admin_client: Client, monkeypatch) -> None:
    rows = [make_publication(title=f"Number {number}") for number in range(3)]
    save = Publication.save

    def refuse_the_last(self: Publication, *args: Any, **kwargs: Any) -> None:
        if self.pk == rows[0].pk:
            raise ValidationError("Not this one.")
        save(self, *args, **kwargs)

    monkeypatch.setattr(Publication, "save", refuse_the_last)
    page = admin_client.post(LIST, sent("hide", *rows, post="yes")).content.decode()
    assert "“Number 0”: Not this one. Nothing was changed." in page
    assert Publication.objects.published().count() == 3
    assert log() == []


def test_too_many_at_once_are_refused_with_a_way_on(admin_client: Client, monkeypatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    rows = [make_publication() for _ in range(3)]
    answer = admin_client.post(LIST, sent("hide", *rows, post="yes"), follow=True)
    assert "You chose 3; at most 2 can be handled at once." in answer.content.decode()
    assert Publication.objects.published().count() == 3


def test_without_permission_nothing_is_offered_and_nothing_done(client: Client) -> None:
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_publication"))
    client.force_login(user)
    row = make_publication()
    assert "Take off the site" not in client.get(LIST).content.decode()
    for action in ("hide", "delete_selected"):
        client.post(LIST, sent(action, row, post="yes"))
    assert Publication.objects.published().count() == 1


def test_deleting_says_what_loses_its_target_and_which_addresses_die(admin_client: Client) -> None:
    page, post = make_page(title="A page"), make_post(title="A post", state="draft")
    item = tree.add(MenuItem.objects.menu("primary"), "To the page", page=page)
    asked = admin_client.post("/admin/pages/page/", sent("delete_selected", page)).content.decode()
    assert "Delete 1 page?" in asked
    assert "These menu items would lead nowhere: “To the page”." in asked
    assert page.get_absolute_url() in asked
    admin_client.post("/admin/pages/page/", sent("delete_selected", page, post="yes"))
    item.refresh_from_db()
    assert item.page is None
    entry = LogEntry.objects.get()
    assert entry.is_deletion()
    assert entry.object_repr == "A page"
    asked = admin_client.post("/admin/news/post/", sent("delete_selected", post)).content.decode()
    assert "no longer answer" not in asked


def test_what_is_protected_is_not_deleted_and_the_reason_is_given(admin_client: Client) -> None:
    category = make_category()
    make_post(title="In it", category=category)
    for confirmed in ({}, {"post": "yes"}):
        address = "/admin/news/category/"
        page = admin_client.post(address, sent("delete_selected", category, **confirmed)).content.decode()
        assert "Not possible while these are there" in page
        assert ">In it</a>." in page
        assert 'name="post" value="yes"' not in page
    assert Category.objects.exists()


def test_what_goes_along_is_counted(admin_client: Client) -> None:
    post = make_post(cites=(make_publication(),))
    page = admin_client.post("/admin/news/post/", sent("delete_selected", post)).content.decode()
    assert "can be brought back" in page
    assert "Deleted along: citations (1)." in page
    sent_too = sent("delete_selected", make_publication(keywords="heroin"))
    asked = admin_client.post("/admin/publications/publication/", sent_too).content.decode()
    assert "can be brought back" in asked and "relationship" not in asked
    admin_client.post("/admin/news/post/", sent("delete_selected", post, post="yes"))
    assert not Post.objects.exists()


def test_some_names_stay_one_sentence() -> None:
    assert bulk.some(["A"]) == "“A”"
    assert bulk.some(["A", "B"]) == "“A” and “B”"
    assert bulk.some(list("ABCDEFG")).endswith("“E” and 2 more")
