"""From a draft to the public and back: what each step does to the row, to the draft and to the history."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from news.models import Category, CitedPublication, Post
from nidairp.editing import drafts, due, publishing, review, snapshot
from nidairp.editing.models import Revision
from tests.factories import make_category, make_page, make_post, make_publication
from tests.nidairp.editing.conftest import Clock, eastern

pytestmark = pytest.mark.django_db


def changed(obj, **fields):
    return snapshot.with_fields(snapshot.take(obj), **fields)


def kinds(obj) -> list[str]:
    return list(Revision.objects.of(obj).order_by("number").values_list("kind", flat=True))


def public_title(obj) -> str:
    return type(obj).objects.published().get(pk=obj.pk).title


def test_a_draft_over_what_is_public_changes_nothing_of_it(ann: User) -> None:
    post = make_post(title="Public", cites=(make_publication(),))
    before = Post.objects.get(pk=post.pk).updated_at
    content = changed(post, title="Draft")
    content["rows"]["citedpublication_set"] = []
    drafts.save(post, content, ann, "Why not")
    assert public_title(post) == "Public"
    assert CitedPublication.objects.filter(post=post).count() == 1
    assert post.updated_at == before
    assert post.draft.content["fields"]["title"] == "Draft"
    assert kinds(post) == ["found", "draft"]


def test_publishing_puts_the_draft_in_place_with_its_rows(ann: User) -> None:
    one, two = make_publication(), make_publication()
    post = make_post(title="Public", cites=(one,))
    other = make_post(title="x", cites=(two, one))
    drafts.save(post, changed(post, title="Draft") | {"rows": snapshot.take(other)["rows"]}, ann)
    assert publishing.publish(post, ann)
    assert public_title(post) == "Draft"
    assert list(post.cited()) == [two, one]
    assert not post.has_draft
    assert kinds(post) == ["found", "draft", "published"]


def test_publishing_what_is_public_already_does_nothing(ann: User) -> None:
    post = make_post()
    assert not publishing.publish(post, ann)
    assert "published" not in kinds(post)


def test_a_draft_that_was_never_public_is_the_row_itself(ann: User) -> None:
    post = make_post(state="draft", title="One")
    drafts.save(post, changed(post, title="Two"), ann)
    assert (post.title, post.has_draft, post.published_at) == ("Two", False, None)
    publishing.publish(post, ann)
    assert public_title(post) == "Two"
    assert post.published_at


def test_what_was_saved_past_the_history_is_kept_before_it_is_written_over(ann: User) -> None:
    page = make_page(title="One")
    publishing.publish(page, ann, changed(page, title="Two"))
    type(page).objects.filter(pk=page.pk).update(title="By a script")
    publishing.publish(page, ann, changed(page, title="Three"))
    found = Revision.objects.of(page).filter(kind="found").newest_first().first()
    assert found.content["fields"]["title"] == "By a script"
    assert kinds(page) == ["found", "published", "found", "published"]


def test_discarding_leaves_what_is_public_and_keeps_the_draft_in_the_history(ann: User) -> None:
    post = make_post(title="Public")
    draft = drafts.save(post, changed(post, title="Draft"), ann)
    assert drafts.discard(post, ann)
    assert not post.has_draft and post.title == "Public"
    drafts.restore(post, draft, ann)
    assert post.draft.content["fields"]["title"] == "Draft"
    with pytest.raises(ValidationError, match="already"):
        drafts.restore(post, draft, ann)
    assert not drafts.discard(make_post(), ann)


def test_restoring_leaves_the_schedule_alone(ann: User, clock: Clock) -> None:
    post = make_post(title="Old", state="draft")
    old = drafts.save(post, snapshot.take(post), ann)
    moment = eastern("2026-06-03 09:00")
    publishing.schedule_for(post, moment, ann, changed(post, title="New"))
    drafts.restore(post, old, ann)
    assert (post.state, post.publish_at, post.title) == ("scheduled", moment, "New")
    assert post.draft.content["fields"]["title"] == "Old"
    publishing.schedule_for(post, moment, ann)
    clock.set("2026-06-03 09:00")
    assert public_title(post) == "Old"


def test_a_draft_over_what_is_scheduled_is_no_part_of_it(ann: User, clock: Clock) -> None:
    post = make_post(title="Approved", state="draft")
    publishing.schedule_for(post, eastern("2026-06-03 09:00"), ann)
    drafts.save(post, changed(post, title="Not approved"), ann)
    clock.set("2026-06-03 09:00")
    assert public_title(post) == "Approved"
    due.publish_due()
    post.refresh_from_db()
    assert (post.state, post.title, post.draft.content["fields"]["title"]) == (
        "published",
        "Approved",
        "Not approved",
    )


def test_scheduled_changes_take_their_place_at_their_moment(ann: User, clock: Clock, client) -> None:
    post = make_post(title="Before")
    publishing.schedule_for(post, eastern("2026-06-03 09:00"), ann, changed(post, title="After"))
    clock.set("2026-06-03 08:59")
    assert "Before" in client.get(post.get_absolute_url()).content.decode()
    clock.set("2026-06-03 09:00")
    shown = client.get(post.get_absolute_url()).content.decode()
    assert "After" in shown and "Before" not in shown
    post.refresh_from_db()
    assert not post.has_draft
    assert kinds(post) == ["found", "scheduled", "published"]


def test_a_later_draft_stays_ahead_of_scheduled_changes(ann: User, clock: Clock) -> None:
    post = make_post(title="Before")
    publishing.schedule_for(post, eastern("2026-06-03 09:00"), ann, changed(post, title="After"))
    drafts.save(post, changed(post, title="Later"), ann)
    clock.set("2026-06-03 09:00")
    due.publish_due()
    post.refresh_from_db()
    assert (post.title, post.draft.content["fields"]["title"]) == ("After", "Later")


def test_publishing_now_does_away_with_older_changes_that_waited(ann: User, clock: Clock) -> None:
    post = make_post(title="Before")
    publishing.schedule_for(post, eastern("2026-06-03 09:00"), ann, changed(post, title="Waits"))
    publishing.publish(post, ann, changed(post, title="Newer"))
    clock.set("2026-06-09 09:00")
    assert due.publish_due() == 0
    assert public_title(post) == "Newer"


def test_changes_that_have_become_impossible_are_a_draft_again_and_say_why(
    ann: User, clock: Clock, client
) -> None:
    category = make_category()
    post = make_post(title="Before", category=category, slug="mine")
    moment = eastern("2026-06-03 09:00")
    publishing.schedule_for(post, moment, ann, changed(post, title="After", slug="wanted"))
    make_post(category=category, slug="wanted")
    clock.set("2026-06-03 09:00")
    assert client.get(post.get_absolute_url()).status_code == 200
    post.refresh_from_db()
    assert (post.title, post.draft.content["fields"]["title"]) == ("Before", "After")
    assert "already has this slug" in post.draft.note
    assert due.publish_due() == 0


def test_the_past_is_no_moment_to_schedule_for(ann: User, clock: Clock) -> None:
    with pytest.raises(ValidationError, match="June 1, 2026, 11:59 AM Eastern is past"):
        publishing.schedule_for(make_post(state="draft"), eastern("2026-06-01 11:59"), ann)


def test_nothing_is_published_that_must_be_off_the_site_already(ann: User, clock: Clock) -> None:
    post = make_post(state="draft", unpublish_at=eastern("2026-05-01 00:00"))
    with pytest.raises(ValidationError, match="before it is published"):
        publishing.publish(post, ann)
    assert not post.is_public


def test_what_the_model_refuses_is_not_published(ann: User) -> None:
    page = make_page(slug="mine")
    make_page(slug="taken")
    with pytest.raises(ValidationError, match="already has this slug"):
        publishing.publish(page, ann, changed(page, slug="taken"))
    assert type(page).objects.get(pk=page.pk).slug == "mine"


def test_unpublishing_and_publishing_again(ann: User) -> None:
    page = make_page(title="Here")
    first = page.published_at
    assert publishing.unpublish(page, ann, "Wrong")
    assert (page.state, page.is_public) == ("withdrawn", False)
    assert not publishing.unpublish(page, ann)
    publishing.publish(page, ann)
    assert page.is_public and page.published_at == first
    assert kinds(page) == ["found", "withdrawn", "published"]


def test_unpublishing_keeps_the_draft_that_was_ahead(ann: User) -> None:
    page = make_page(title="Here")
    drafts.save(page, changed(page, title="Ahead"), ann)
    publishing.unpublish(page, ann)
    assert page.draft.content["fields"]["title"] == "Ahead"
    publishing.publish(page, ann)
    assert public_title(page) == "Ahead"


def test_cancelling_the_schedule_loses_no_text(ann: User, clock: Clock) -> None:
    moment = eastern("2026-06-03 09:00")
    new, old = make_post(title="New", state="draft"), make_post(title="Old")
    publishing.schedule_for(new, moment, ann)
    publishing.schedule_for(old, moment, ann, changed(old, title="Changed"))
    assert publishing.unschedule(new, ann) and publishing.unschedule(old, ann)
    assert (new.state, new.publish_at, old.state) == ("draft", None, "published")
    assert old.draft.content["fields"]["title"] == "Changed"
    clock.set("2026-06-03 09:00")
    assert due.publish_due() == 0
    assert not publishing.unschedule(new, ann)


def test_a_review_is_asked_for_answered_and_over_when_it_is_published(ann: User) -> None:
    post = make_post(title="Public")
    review.submit(post, ann, changed(post, title="Mine"))
    assert (post.submitted_by, post.title, list(Post.objects.in_review())) == (ann, "Public", [post])
    assert review.send_back(post, ann, "Shorter, please")
    assert post.submitted_at is None and not review.send_back(post, ann)
    assert post.draft.note == "Shorter, please"
    review.submit(post, ann)
    publishing.publish(post, ann)
    assert post.submitted_at is None
    assert kinds(post) == ["found", "submitted", "returned", "submitted", "published"]


def test_amending_reaches_what_is_public_and_the_draft_over_it(ann: User) -> None:
    old, new = make_category(), make_category()
    post = make_post(category=old, title="Public")
    drafts.save(post, changed(post, title="Draft"), ann)
    publishing.amend(post, ann, "Moved", category=new)
    assert post.category == new and post.title == "Public"
    publishing.publish(post, ann)
    assert (post.title, post.category) == ("Draft", new)
    assert Category.objects.count() == 2


def test_something_new_is_published_in_one_go(ann: User) -> None:
    post = Post(title="New", slug="new", category=make_category())
    assert publishing.publish(post, ann)
    assert public_title(post) == "New"
    assert kinds(post) == ["published"]
