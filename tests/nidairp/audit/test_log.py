"""The log: every action leaves an entry, who may read it finds it again, and nobody changes it."""

import csv
from io import StringIO

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry, LogEntryManager
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from news.models import Post
from nidairp.editing.models import Revision
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from publications.deleted import gone as gone_publications
from publications.models import AuthorMerge, ImportBatch
from tests.factories import make_category, make_page, make_post, make_publication
from tests.publications.importing.texts import entry, imported, stage

pytestmark = pytest.mark.django_db

LIST = "/admin/admin/logentry/"
FILE = f"{LIST}log.csv"


def wrote(user: User, row: object, message: str = "", flag: int = CHANGE) -> LogEntry:
    return LogEntry.objects.log_actions(user.pk, [row], flag, message)[0]


def last() -> tuple[int, str, str]:
    found = LogEntry.objects.order_by("-pk")[0]
    return found.action_flag, found.object_repr, found.get_change_message()


def reader(*codenames: str) -> Client:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=("view_logentry", *codenames)))
    client = Client()
    client.force_login(user)
    return client


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    text = b"".join(client.get(FILE + query).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


# What is written


def test_what_cannot_be_written_down_is_not_done(admin_user, admin_client, monkeypatch):
    """Unpublishing, merging, removing for good: nothing of it without its entry, whatever goes wrong."""
    public, gone, publication = make_post(), make_post(), make_publication(authors="A, B; C, D")
    admin_client.post(f"/admin/news/post/{gone.pk}/delete/", {"post": "yes"})
    kept = Revision.objects.get(kind=Revision.Kind.DELETED)
    keep, other = publication.contributions.values_list("author", flat=True)
    publication.contributions.filter(author=other).delete()
    lost = make_publication()
    admin_client.post(f"/admin/publications/publication/{lost.pk}/delete/", {"post": "yes"})
    there = f"/admin/publications/publication/deleted/{gone_publications().get().pk}"

    def fail(*args: object, **more: object) -> None:
        raise OperationalError("The disk is full")

    monkeypatch.setattr(LogEntryManager, "log_actions", fail)
    admin_client.raise_request_exception = False
    for address, sent in (
        (f"/admin/news/post/{public.pk}/unpublish/", {"newest": "0"}),
        (f"/admin/news/post/deleted/{kept.pk}/forget/", {}),
        (f"/admin/news/post/deleted/{kept.pk}/bring-back/", {}),
        ("/admin/publications/author/merge/", {"id": [keep, other], "keep": keep}),
        (f"{there}/forget/", {}),
        (f"{there}/bring-back/", {}),
    ):
        assert admin_client.post(address, sent).status_code == 503, address
    public.refresh_from_db()
    assert public.is_public
    assert Revision.objects.filter(pk=kept.pk).exists()
    assert not Post.objects.filter(pk=kept.object_id).exists()
    assert not AuthorMerge.objects.exists()
    assert gone_publications().get().id == lost.pk


def test_who_logs_in_and_out_is_written_down(client, admin_user):
    client.post("/admin/login/", {"username": "admin", "password": "wrong"})
    assert not LogEntry.objects.exists()
    client.post("/admin/login/", {"username": "admin", "password": "password"})
    assert last() == (CHANGE, "admin", "Logged in.")
    client.post("/admin/logout/")
    assert last() == (CHANGE, "admin", "Logged out.")


def test_a_new_password_is_written_down_without_it(admin_client, admin_user):
    admin_user.set_password("old")
    admin_user.save()
    admin_client.force_login(admin_user)
    new = "quite-a-long-sentence-9"
    form = {"old_password": "old", "new_password1": new, "new_password2": new}
    assert admin_client.post("/admin/password_change/", form | {"new_password2": "x"}).status_code == 200
    assert not LogEntry.objects.exists()
    admin_client.post("/admin/password_change/", form)
    assert last() == (CHANGE, "admin", "Changed the password.")


def test_every_step_of_an_import_is_written_down(admin_client):
    admin_client.post("/admin/publications/importbatch/add/", {"text": entry("one"), "update": "on"})
    batch = ImportBatch.objects.get()
    assert last() == (ADDITION, str(batch), "Added.")
    admin_client.post(reverse("admin:publications_importbatch_apply", args=[batch.pk]))
    assert last() == (CHANGE, str(batch), "Imported: 1 created.")
    admin_client.post(reverse("admin:publications_importbatch_undo", args=[batch.pk]))
    assert last() == (CHANGE, str(batch), "Taken back: 1 taken back.")
    dropped = stage(entry("two"))
    admin_client.post(reverse("admin:publications_importbatch_cancel", args=[dropped.pk]))
    assert last() == (CHANGE, str(dropped), "Dropped before anything of it was imported.")


def test_what_is_done_again_without_effect_is_not_written_down(admin_client):
    batch = imported(entry("one"))
    admin_client.post(reverse("admin:publications_importbatch_apply", args=[batch.pk]))
    assert not LogEntry.objects.exists()


def test_commands_sign_as_the_command_line_which_cannot_log_in(client, tmp_path):
    file = tmp_path / "one.bib"
    file.write_text(entry("one"))
    call_command("import_bibtex", file, "--dry-run", stdout=StringIO())
    assert not LogEntry.objects.exists()
    call_command("import_bibtex", file, stdout=StringIO())
    batch = ImportBatch.objects.get()
    call_command("undo_import", batch.pk, stdout=StringIO())
    call_command("undo_import", batch.pk, stdout=StringIO())
    root = MenuItem.objects.menu("primary")
    MenuItem.objects.filter(pk=root.pk).update(rght=7)
    call_command("tree_repair", stdout=StringIO())
    said = [(each.user.username, each.get_change_message()) for each in LogEntry.objects.order_by("pk")]
    assert said[:2] == [
        ("command-line", "Imported: 1 created."),
        ("command-line", "Taken back: 1 undone."),
    ]
    assert said[2][1].startswith("All menus mended: ")
    assert len(said) == 3
    signer = User.objects.get()
    assert not signer.is_active
    assert not signer.has_usable_password()


def test_moves_and_deletions_in_menus_are_written_down(admin_client):
    root = MenuItem.objects.menu("primary")
    first, second = (tree.add(root, title, address="/") for title in ("First", "Second"))
    tree.add(second, "Below", address="/")
    admin_client.post(reverse("admin:navigation_menuitem_step", args=[second.pk, "up"]))
    assert last() == (CHANGE, "Second", "Moved up.")
    admin_client.post(reverse("admin:navigation_menuitem_step", args=[first.pk, "hide"]))
    assert last() == (CHANGE, "First", "Hidden.")
    admin_client.post(reverse("admin:navigation_menuitem_delete", args=[second.pk]))
    assert last() == (DELETION, "Second", "With what stood below it: Below.")


# What is shown


@pytest.mark.slow
def test_it_is_narrowed_by_person_action_kind_period_and_text(admin_client, admin_user):
    other = User.objects.create_user("other", first_name="Ann", last_name="Other")
    post, page = make_post(title="A post"), make_page(title="A page")
    wrote(admin_user, post, "Published.")
    wrote(admin_user, page, [{"changed": {"fields": ["Title"]}}])
    wrote(other, post, flag=DELETION)
    old = wrote(other, page, "Moved up.")
    LogEntry.objects.filter(pk=old.pk).update(action_time="2001-02-03T12:00:00Z")
    kind = LogEntry.objects.filter(object_repr="A post")[0].content_type_id
    for query, count in {
        "": 4,
        f"?who={other.pk}": 2,
        f"?who={other.pk}&action=deleted": 1,
        "?action=published": 1,
        "?action=moved": 1,
        "?action=changed": 1,
        "?action=nonsense": 0,
        f"?kind={kind}": 2,
        "?kind=x": 0,
        "?who=99999999999999": 0,
        "?period=2001": 1,
        "?period=7": 3,
        "?period=0": 0,
        "?period=x": 0,
        "?q=title": 1,
        "?q=Ann": 2,
        "?q=%00": 4,
    }.items():
        shown = admin_client.get(LIST + query)
        assert len(shown.context["cl"].result_list) == count, query
        assert len(rows(admin_client, query)) == count, query


def test_a_filter_that_makes_no_sense_leads_back_to_the_list(admin_client):
    answer = admin_client.get(f"{FILE}?nonsense__foo=1")
    assert answer.status_code == 302
    assert answer.url == f"{LIST}?e=1"


def test_an_entry_leads_to_its_object_while_it_is_there(admin_client, admin_user):
    kept, gone = make_post(title="Kept"), make_post(title="Gone")
    for post in (kept, gone):
        wrote(admin_user, post)
    address = reverse("admin:news_post_change", args=[gone.pk])
    assert f'href="{address}"' in admin_client.get(LIST).content.decode()
    gone.delete()
    shown = admin_client.get(LIST).content.decode()
    assert f'href="{address}"' not in shown
    assert "Gone" in shown
    assert f'href="{reverse("admin:news_post_change", args=[kept.pk])}"' in shown


def test_an_entry_does_not_lead_where_its_reader_may_not_go(admin_user):
    post, category = make_post(), make_category()
    wrote(admin_user, post)
    wrote(admin_user, category)
    shown = reader("view_category").get(LIST).content.decode()
    assert reverse("admin:news_category_change", args=[category.pk]) in shown
    assert reverse("admin:news_post_change", args=[post.pk]) not in shown


def test_queries_do_not_grow_with_entries(admin_client, admin_user, django_assert_max_num_queries):
    def some() -> None:
        for row in (make_post(), make_page(), make_category()):
            wrote(admin_user, row)

    some()
    with django_assert_max_num_queries(20) as few:
        admin_client.get(LIST)
    for _ in range(5):
        some()
    with django_assert_max_num_queries(len(few)):
        admin_client.get(LIST)


# What nobody can do


def test_without_permission_there_is_neither_list_nor_file(client):
    client.force_login(User.objects.create_user("writer", is_staff=True))
    assert client.get(LIST).status_code == 403
    assert client.get(FILE).status_code == 403


def test_nobody_changes_or_deletes_an_entry(admin_client, admin_user):
    one = wrote(admin_user, make_post())
    for door in (f"{one.pk}/change/", f"{one.pk}/delete/", "add/", f"{one.pk}/history/"):
        for send in (admin_client.get, admin_client.post):
            assert send(LIST + door).status_code == 404
    admin_client.post(LIST, {"action": "delete_selected", "_selected_action": one.pk, "post": "yes"})
    assert LogEntry.objects.get() == one


def test_a_user_with_entries_is_not_deleted(admin_client):
    user = User.objects.create_user("busy")
    wrote(user, make_post())
    address = reverse("admin:auth_user_delete", args=[user.pk])
    assert "log entry" in admin_client.get(address).content.decode()
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    assert User.objects.filter(username="busy").exists()


# The file


def test_no_cell_of_the_file_is_a_formula(admin_client, admin_user):
    for title in ("=1+1", "+1", "-1", "@x", "\t=1", " =1", "\uff1d1", "plain"):
        wrote(admin_user, make_post(title=title, slug=f"s{abs(hash(title))}"))
    shown = {row["Object"] for row in rows(admin_client)}
    assert shown == {"'=1+1", "'+1", "'-1", "'@x", "'\t=1", "' =1", "'\uff1d1", "plain"}


def test_the_file_is_streamed_in_the_same_queries_for_each_part(
    admin_client, admin_user, django_assert_num_queries
):
    post = make_post()
    LogEntry.objects.bulk_create(
        LogEntry(user=admin_user, object_repr=f"{number}", action_flag=CHANGE, object_id=str(post.pk))
        for number in range(1100)
    )
    answer = admin_client.get(FILE)
    with django_assert_num_queries(3):
        text = b"".join(answer.streaming_content).decode()
    assert text.count("\r\n") == 1101
