"""Two people, or two servers, at one post in the same moment: one of them wins, and nothing is lost or mixed.

They are real processes, each with its own connection, which have opened the form before either is told to go.
"""

import datetime
from contextlib import ExitStack

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from news.models import Post
from nidairp.editing import drafts, snapshot
from nidairp.editing.models import Revision
from tests.factories import make_post, make_publication
from tests.processes import Process, running, says, tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = 2
PUBLIC, DRAFT, LATER = "Public", "Draft", "Later"


def make_edited(user: User) -> Post:
    """Public, with a draft over it."""
    post = make_post(title=PUBLIC, summary="A summary.", body="<p>Text.</p>", cites=(make_publication(),))
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title=DRAFT), user)
    return post


def race(editors: list[Process], deeds: tuple[str, str], post: Post) -> dict[str, str]:
    """What both do at once, and how each ends: by the deed, or by the turn where both do the same."""
    for editor, deed in zip(editors, deeds, strict=True):
        tell(editor, f"{deed} {post.pk}")
        assert says(editor) == "opened"
    for editor in editors:
        tell(editor, "go")
    ends = [says(editor) for editor in editors]
    names = deeds if deeds[0] != deeds[1] else ("first", "second")
    return dict(zip(names, ends, strict=True))


def assert_one_story(post: Post, about: str) -> None:
    """The history has no gap, and what is public is the last thing in it that was."""
    revisions = Revision.objects.of(post).order_by("number")
    numbers = [revision.number for revision in revisions]
    assert numbers == list(range(1, len(numbers) + 1)), about
    shown = revisions.filter(applied=True).last()
    assert snapshot.same(shown.content, snapshot.take(post)), about
    assert len(post.cited()) == 1, about


def made_public(post: Post) -> int:
    return Revision.objects.of(post).filter(kind=Revision.Kind.PUBLISHED).count()


def check(deeds: tuple[str, str], ends: dict[str, str], post: Post) -> None:
    about = f"{deeds}: {ends}"
    assert sorted(ends.values()) == ["done", "refused"], about
    post.refresh_from_db()
    assert_one_story(post, about)
    winner = next(name for name, end in ends.items() if end == "done")
    published = deeds[0] == deeds[1] or "publish" in winner
    assert made_public(post) == int(published), about
    assert (post.title == PUBLIC) is not published, about
    assert post.has_draft is (winner == "_draft"), about


PAIRS = [
    ("_publish", "_publish"),
    ("_draft", "_publish"),
    ("publish_newest", "publish_newest"),
    ("discard", "_publish"),
    ("discard", "publish_newest"),
]


def test_of_two_at_once_one_wins_and_the_other_is_told() -> None:
    users = [User.objects.create_superuser(name, password="x") for name in ("ann", "ben")]
    with ExitStack() as stack:
        module = "tests.nidairp.editing.hasty_editor"
        editors = [stack.enter_context(running(module, user.pk)) for user in users]
        for number in range(ROUNDS):
            for deeds in PAIRS:
                post = make_edited(users[0])
                check(deeds, race(editors[:: 1 if number % 2 else -1], deeds, post), post)
            changes_are_put_in_place_once(editors, users[0])
            a_beginning_is_kept_once(editors)


def changes_are_put_in_place_once(editors: list[Process], user: User) -> None:
    post = make_edited(user)
    past = timezone.now() - datetime.timedelta(minutes=1)
    Revision.objects.filter(pk=post.draft_id).update(due=past)
    check(("clock", "clock"), race(editors, ("clock", "clock"), post), post)
    assert post.title == DRAFT


def a_beginning_is_kept_once(editors: list[Process]) -> None:
    past = timezone.now() - datetime.timedelta(minutes=1)
    post = make_post(state="scheduled", publish_at=past, title=LATER, cites=(make_publication(),))
    check(("clock", "clock"), race(editors, ("clock", "clock"), post), post)
    assert post.published_at == past
