"""The admin's first page: by role, with what waits, in few queries."""

import datetime

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from nidairp.editing import drafts, publishing, review, snapshot
from nidairp.links.checking import check
from nidairp.roles.table import ADMINISTRATORS, BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.factories import make_category, make_page, make_post
from tests.nidairp.roles.people import logged_in, member
from tests.publications.importing.texts import entry, imported

pytestmark = pytest.mark.django_db

ALL = ["My drafts", "Waiting for review", "Scheduled", "Recently published", "Last imports", "Broken links"]


def sections(client: Client) -> dict[str, list[str]]:
    found = client.get("/admin/").context["sections"]
    return {section.title: [line.title for line in section.lines] for section in found}


def buttons(client: Client) -> dict[str, str]:
    return dict(client.get("/admin/").context["buttons"])


@pytest.mark.parametrize(
    ("role", "shown", "offered"),
    [
        (WRITERS, ["My drafts", "Scheduled", "Recently published"], ["Write a Hot off the Press"]),
        (EDITORS, [name for name in ALL if name != "Last imports"], ["Edit the menus"]),
        (BIBLIOGRAPHERS, ["Last imports"], ["Import publications"]),
        (ADMINISTRATORS, ALL, ["Write a Hot off the Press", "Import publications", "Edit the menus"]),
    ],
)
def test_each_role_is_shown_what_it_can_use(role: str, shown: list[str], offered: list[str]) -> None:
    client = logged_in(member(role))
    assert list(sections(client)) == shown
    assert set(offered) <= set(buttons(client))


def test_every_button_leads_somewhere(admin_client: Client) -> None:
    hot = make_category(slug="hot-off-the-press")
    found = buttons(admin_client)
    assert len(found) == 5
    for address in found.values():
        assert admin_client.get(address).status_code == 200
    assert found["Write a Hot off the Press"].endswith(f"?category={hot.pk}")


@pytest.mark.slow
def test_every_line_and_every_way_on_leads_somewhere(admin_client: Client, admin_user) -> None:
    make_post(title="Mine", state="draft", created_by=admin_user)
    review.submit(make_post(title="Waits", state="draft"), admin_user)
    later = timezone.now() + datetime.timedelta(days=3)
    publishing.schedule_for(make_page(title="Later", state="draft"), later, admin_user)
    make_post(title="Out", body='<p><a href="/nowhere-at-all/">Away</a></p>')
    imported(entry("one"))
    check()
    page = admin_client.get("/admin/")
    found = sections(admin_client)
    assert found["My drafts"] == ["Mine"]
    assert found["Waiting for review"] == ["Waits"]
    assert found["Scheduled"] == ["Later"]
    assert found["Recently published"] == ["Out"]
    assert found["Last imports"][0].endswith("a.bib")
    assert found["Broken links"] == ["/nowhere-at-all/"]
    for section in page.context["sections"]:
        for address in [line.address for line in section.lines] + [address for _, address in section.more]:
            assert admin_client.get(address).status_code == 200, address


def test_a_new_site_says_what_to_do_first_until_something_is_public(admin_client: Client) -> None:
    def steps() -> list[str]:
        page = admin_client.get("/admin/")
        for step in page.context["first_steps"]:
            assert admin_client.get(step.address).status_code == 200
        return [step.door.split("_")[1] for step in page.context["first_steps"]]

    assert steps() == ["category", "importbatch", "menu", "user"]
    assert [step.door for step in logged_in(member(EDITORS)).get("/admin/").context["first_steps"]] == [
        "news_category_add",
        "navigation_menu_changelist",
    ]
    make_category()
    assert steps() == ["importbatch", "menu"]
    make_post()
    assert steps() == []


def test_a_draft_over_what_is_public_is_a_draft(admin_client: Client, admin_user) -> None:
    post = make_post(title="Out", created_by=admin_user)
    assert sections(admin_client)["My drafts"] == []
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title="Better"), admin_user)
    assert sections(admin_client)["My drafts"] == ["Out"]


def test_a_writer_sees_what_is_their_own_and_nothing_else() -> None:
    mine, other = member(WRITERS, "mine"), member(WRITERS, "other")
    later = timezone.now() + datetime.timedelta(days=3)
    for title, user in (("Mine", mine), ("Other", other)):
        make_post(title=title, state="draft", created_by=user)
        make_post(title=f"{title} out", created_by=user)
        publishing.schedule_for(
            make_post(title=f"{title} later", state="draft", created_by=user), later, other
        )
    found = sections(logged_in(mine))
    assert found == {"My drafts": ["Mine"], "Scheduled": ["Mine later"], "Recently published": ["Mine out"]}


@pytest.mark.slow
def test_queries_are_few_and_do_not_grow(
    admin_client: Client, admin_user, django_assert_max_num_queries
) -> None:
    def some() -> None:
        make_post(state="draft", created_by=admin_user)
        review.submit(make_post(state="draft"), admin_user)
        make_page()
        imported(entry(f"key{timezone.now().timestamp()}"))

    some()
    with django_assert_max_num_queries(25) as few:
        admin_client.get("/admin/")
    for _ in range(8):
        some()
    with django_assert_max_num_queries(len(few)):
        admin_client.get("/admin/")


def test_what_somebody_worked_on_stands_there_once_and_their_own_account_does_not(
    admin_client: Client, admin_user: User
) -> None:
    page = make_page(title="The page", state="draft")
    for message in ("First.", "Second."):
        LogEntry.objects.log_actions(admin_user.pk, [page], CHANGE, message, single_object=True)
    for own in ("Logged in.", "Chose a password by a link."):
        LogEntry.objects.log_actions(admin_user.pk, [admin_user], CHANGE, own, single_object=True)
    LogEntry.objects.log_actions(member(EDITORS).pk, [make_page()], CHANGE, "Theirs.", single_object=True)
    assert [entry.change_message for entry in admin_client.get("/admin/").context["worked_on"]] == ["Second."]


def test_who_sees_only_what_is_their_own_is_not_told_that_there_is_nothing_else() -> None:
    make_post()
    writer, editor = (logged_in(member(role)).get("/admin/").content.decode() for role in (WRITERS, EDITORS))
    assert "Nothing that you have written is published." in writer
    assert "Nothing is scheduled." in editor
