"""The history in the admin: what was when, two versions compared, one restored; and who may see it."""

import datetime
import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from nidairp.editing import drafts, pruning, publishing, snapshot
from nidairp.editing.models import Revision
from nidairp.pages.models import Page
from tests.factories import make_page, make_post, make_publication
from tests.nidairp.editing.admin.test_form import address
from tests.nidairp.editing.conftest import Clock, eastern

# What is shown and said is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def retitled(obj, title: str):
    return snapshot.with_fields(snapshot.take(obj), title=title)


def test_the_history_says_what_when_who_and_which_is_public(
    admin_client: Client, ann: User, clock: Clock
) -> None:
    page = make_page(title="One")
    publishing.publish(page, ann, retitled(page, "Two"), "A better title")
    drafts.save(page, retitled(page, "Three"), ann)
    publishing.schedule_for(page, eastern("2026-06-03 09:00"), ann)
    shown = admin_client.get(address(page, "history")).content.decode()
    for words in ("As found", "Published", "A better title", "ann", "June 1, 2026, 12:00 PM Eastern"):
        assert words in shown
    assert shown.count("Public now") == 1
    assert "Public on June 3, 2026, 9:00 AM Eastern" in shown
    assert shown.index("Draft saved") < shown.index("Public now") < shown.index("As found")


def test_two_versions_are_compared_from_the_older_to_the_newer(admin_client: Client, ann: User) -> None:
    page = make_page(title="The first title", state="draft")
    for title in ("The second title", "The third title"):
        drafts.save(page, retitled(page, title), ann)
    for pair in ({"from": 1, "to": 3}, {"from": 3, "to": 1}):
        shown = admin_client.get(address(page, "compare"), pair).content.decode()
        assert "<del>Version 1</del> to <ins>Version 3</ins>" in shown
        assert "first<span" in shown and "third<span" in shown and "second title" not in shown


def test_without_a_choice_the_draft_is_compared_with_what_is_public(admin_client: Client, ann: User) -> None:
    post = make_post(title="Public title", cites=(make_publication(title="The work"),))
    content = retitled(post, "Draft title")
    content["rows"]["citedpublication_set"] = []
    drafts.save(post, content, ann)
    shown = admin_client.get(address(post, "compare")).content.decode()
    assert "Public<span" in shown and "Draft<span" in shown and "The work<span" in shown


def test_the_two_that_are_offered_to_be_compared_differ(admin_client: Client, ann: User) -> None:
    page = make_page(title="One", state="draft")
    drafts.save(page, retitled(page, "Two"), ann)
    drafts.save(page, retitled(page, "Three"), ann)
    publishing.publish(page, ann, retitled(page, "Three"))
    publishing.unpublish(page, ann)
    shown = admin_client.get(address(page, "history")).content.decode()
    newest = Revision.objects.of(page).newest_first().first()
    assert newest.number > 3
    assert (
        f'name="to" value="{newest.number}" aria-label="Compare to version {newest.number}" checked' in shown
    )
    [other] = re.findall(r'name="from" value="(\d+)"[^>]* checked', shown)
    assert Revision.objects.of(page).get(number=other).content["fields"]["title"] == "Two"


@pytest.mark.parametrize("pair", [{"from": "9"}, {"to": "nonsense"}, {"to": "-1"}])
def test_a_version_that_is_not_there_is_not_found(admin_client: Client, pair: dict[str, str]) -> None:
    assert admin_client.get(address(make_page(), "compare"), pair).status_code == 404


def test_restoring_asks_and_makes_a_draft(admin_client: Client, ann: User) -> None:
    page = make_page(title="One")
    publishing.publish(page, ann, retitled(page, "Two"))
    door = address(page, "restore", 1)
    assert "becomes the newest draft" in admin_client.get(door).content.decode()
    page.refresh_from_db()
    assert not page.has_draft
    assert admin_client.post(door).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.draft.content["fields"]["title"], page.draft.kind) == ("Two", "One", "restored")
    assert page.draft.note == "From version 1."


def test_what_no_longer_exists_is_said_above_the_form(admin_client: Client, ann: User) -> None:
    gone = make_publication(title="The lost work")
    post = make_post(cites=(gone,))
    publishing.publish(post, ann, snapshot.take(post) | {"rows": {"citedpublication_set": []}})
    gone.delete()
    admin_client.post(address(post, "restore", 1))
    shown = admin_client.get(address(post)).content.decode()
    assert "Publication “The lost work” no longer exists. It is left out here." in shown


def test_a_version_that_can_no_longer_be_is_refused_with_the_reason(admin_client: Client, ann: User) -> None:
    page = make_page(slug="mine", state="draft")
    drafts.save(page, snapshot.with_fields(snapshot.take(page), slug="other"), ann)
    make_page(slug="mine")
    response = admin_client.post(address(page, "restore", 1), follow=True)
    assert "already has this slug" in response.content.decode()


DEEDS = ["discard", "unpublish", "unschedule", "send_back", "copy"]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_asks_first_and_does_nothing_by_looking(admin_client: Client, ann: User, deed: str) -> None:
    page = make_page()
    drafts.save(page, retitled(page, "Ahead"), ann)
    before = (Revision.objects.count(), Page.objects.count())
    assert "<form method=" in admin_client.get(address(page, deed)).content.decode()
    assert (Revision.objects.count(), Page.objects.count()) == before


def test_unpublishing_takes_it_off_with_a_note(admin_client: Client) -> None:
    page = make_page()
    assert admin_client.post(address(page, "unpublish"), {"note": "Outdated"}).status_code == 302
    assert Client().get(page.get_absolute_url()).status_code == 404
    assert Revision.objects.of(page).newest_first().first().note == "Outdated"


def test_discarding_leaves_the_public_text(admin_client: Client, ann: User) -> None:
    page = make_page(title="Public")
    drafts.save(page, retitled(page, "Ahead"), ann)
    shown = admin_client.post(address(page, "discard"), follow=True).content.decode()
    assert "The draft was discarded." in shown and ">\nPublic</textarea>" in shown


@pytest.mark.parametrize("make", [make_page, make_post])
def test_a_copy_is_a_draft_of_the_newest_text_at_an_address_of_its_own(
    admin_client: Client, ann: User, make
) -> None:
    obj = make(title="Public", slug="here")
    drafts.save(obj, retitled(obj, "Ahead"), ann)
    response = admin_client.post(address(obj, "copy"))
    copied = type(obj).objects.exclude(pk=obj.pk).get()
    assert response["Location"] == address(copied)
    assert (copied.title, copied.slug, copied.state) == ("Ahead (copy)", "here-2", "draft")
    assert Client().get(copied.get_absolute_url()).status_code == 404


def test_the_publications_of_a_post_are_copied_along(admin_client: Client) -> None:
    post = make_post(cites=(make_publication(), make_publication()))
    admin_client.post(address(post, "copy"))
    copied = type(post).objects.exclude(pk=post.pk).get()
    assert list(copied.cited()) == list(post.cited())


DOORS = ["history", "compare", *DEEDS]


@pytest.mark.parametrize("door", DOORS)
def test_nobody_gets_in_without_a_right(client: Client, door: str) -> None:
    page = make_page()
    assert client.get(address(page, door)).status_code == 302  # to the login
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert client.get(address(page, door)).status_code in {403, 404}
    assert client.post(address(page, door)).status_code in {403, 404}


@pytest.mark.parametrize(
    ("door", "answer"),
    [
        ("history", 200),
        ("compare", 200),
        ("discard", 200),
        ("unpublish", 403),
        ("unschedule", 403),
        ("send_back", 403),
    ],
)
def test_who_may_not_publish_changes_nothing_public(client: Client, door: str, answer: int) -> None:
    user = User.objects.create_user("wanda", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_page"))
    client.force_login(user)
    page = make_page()
    assert client.get(address(page, door)).status_code == answer
    if answer == 403:
        assert client.post(address(page, door)).status_code == 403
        assert Page.objects.published().filter(pk=page.pk).exists()


def test_who_may_not_add_does_not_copy(client: Client) -> None:
    user = User.objects.create_user("wanda", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_page"))
    client.force_login(user)
    assert client.post(address(make_page(), "copy")).status_code == 403
    assert Page.objects.count() == 1


def test_a_restore_needs_the_right_to_change(client: Client, ann: User) -> None:
    page = make_page(state="draft")
    drafts.save(page, retitled(page, "Two"), ann)
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_page"))
    client.force_login(user)
    assert client.get(address(page, "history")).status_code == 200
    assert client.post(address(page, "restore", 1)).status_code == 403


@pytest.mark.slow
def test_old_drafts_are_pruned_and_what_was_public_is_kept(ann: User) -> None:
    page = make_page(title="Public")
    publishing.publish(page, ann, retitled(page, "Published"))
    for number in range(pruning.NEWEST + 10):
        drafts.save(page, retitled(page, f"Draft {number}"), ann)
    revisions = Revision.objects.of(page)
    assert revisions.filter(kind="draft").count() == pruning.NEWEST + 10, "within the days all are kept"
    long_ago = timezone.now() - datetime.timedelta(days=pruning.DAYS + 1)
    revisions.update(moment=long_ago)
    page.refresh_from_db()
    drafts.save(page, retitled(page, "Last"), ann)
    kept = list(revisions.order_by("number").values_list("kind", flat=True))
    assert kept == ["found", "published"] + ["draft"] * (pruning.NEWEST)
    page.refresh_from_db()
    assert page.draft.content["fields"]["title"] == "Last"


def test_what_waits_for_its_moment_is_not_pruned(ann: User, clock: Clock) -> None:
    page = make_page(title="Public")
    publishing.schedule_for(page, eastern("2027-06-03 09:00"), ann, retitled(page, "Waits"))
    clock.set("2027-06-01 12:00")
    for number in range(pruning.NEWEST + 1):
        drafts.save(page, retitled(page, f"Draft {number}"), ann)
    assert Revision.objects.of(page).filter(due__isnull=False).count() == 1


def test_from_a_comparison_the_older_version_can_be_restored(admin_client: Client, ann: User) -> None:
    page = make_page()
    for title in ("First", "Second"):
        drafts.save(page, retitled(page, title), ann)
    numbers = sorted(Revision.objects.of(page).values_list("number", flat=True))[-2:]
    pair = dict(zip(("from", "to"), numbers, strict=True))
    shown = admin_client.get(address(page, "compare"), pair).content.decode()
    assert address(page, "restore", numbers[0]) in shown
    assert address(page, "restore", numbers[1]) not in shown
