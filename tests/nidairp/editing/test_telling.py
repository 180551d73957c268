"""Between writer and editors: those who may publish hear what waits, the writer what became of it."""

import datetime
import logging
from smtplib import SMTPException

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nidairp.editing import publishing, review
from nidairp.roles.table import BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.factories import make_post
from tests.nidairp.roles.people import logged_in, member
from tests.sent import opened_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return member(WRITERS, "writer")


@pytest.fixture
def editor() -> User:
    return member(EDITORS, "editor")


def sent() -> list[tuple[str, list[str]]]:
    return [(message.subject, message.to) for message in mail.outbox]


def test_editors_are_told_what_waits_and_nobody_else(
    writer: User, editor: User, django_capture_on_commit_callbacks
) -> None:
    member(BIBLIOGRAPHERS)
    User.objects.create_user("gone", "gone@example.org", is_superuser=True, is_active=False)
    post = make_post(title="My post", state="draft", created_by=writer)
    client, address = logged_in(writer), reverse("admin:news_post_change", args=[post.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, opened_form(client, address, _submit="1", note="Please look at the figure."))
    assert sent() == [("[NIDA IRP] For review: My post", ["editors@example.org"])]
    body = mail.outbox[0].body
    assert "writer submitted the post “My post” for review." in body
    assert "Their note: Please look at the figure." in body
    assert f"http://testserver{address}" in body


def test_the_writer_is_told_that_it_was_sent_back_and_why(
    writer: User, editor: User, django_capture_on_commit_callbacks
) -> None:
    post = make_post(title="My post", state="draft", created_by=writer)
    review.submit(post, writer)
    with django_capture_on_commit_callbacks(execute=True):
        logged_in(editor).post(reverse("admin:news_post_send_back", args=[post.pk]), {"note": "Shorter."})
    assert sent() == [("[NIDA IRP] Sent back: My post", ["writers@example.org"])]
    assert "editor sent the post “My post” back to you." in mail.outbox[0].body
    assert "Their note: Shorter." in mail.outbox[0].body
    post.refresh_from_db()
    assert post.submitted_at is None


@pytest.mark.slow
def test_each_reads_above_the_form_what_the_other_said_until_it_is_submitted_again(
    writer: User, editor: User
) -> None:
    post = make_post(title="My post", state="draft", created_by=writer)
    theirs, mine = logged_in(editor), logged_in(writer)
    address = reverse("admin:news_post_change", args=[post.pk])

    def shown(client: Client) -> str:
        return client.get(address).content.decode()

    mine.post(address, opened_form(mine, address, _submit="1", note="Look at the figure."))
    assert "writer submitted this for review" in shown(theirs) and "“Look at the figure.”" in shown(theirs)
    assert "Sent back" not in mine.get("/admin/").content.decode()
    theirs.post(reverse("admin:news_post_send_back", args=[post.pk]), {"note": "Shorter. " * 90})
    mine.post(address, opened_form(mine, address, _draft="1", title="Shorter"))
    assert "editor sent this back on" in shown(mine) and "Shorter. Shorter.”" in shown(mine)
    assert "Sent back" in mine.get("/admin/").content.decode()
    mine.post(address, opened_form(mine, address, _submit="1"))
    assert "sent this back" not in shown(mine) and "Sent back" not in mine.get("/admin/").content.decode()


def test_the_writer_is_told_that_it_is_published_or_will_be(
    writer: User, editor: User, django_capture_on_commit_callbacks
) -> None:
    for act, words in (
        (lambda post: publishing.publish(post, editor), "Published: "),
        (
            lambda post: publishing.schedule_for(post, timezone.now() + datetime.timedelta(1), editor),
            "Scheduled for",
        ),
    ):
        post = make_post(state="draft", created_by=writer)
        review.submit(post, writer)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act(post)
        assert words in sent()[0][0]
        assert sent()[0][1] == ["writers@example.org"]


def test_who_publishes_their_own_is_told_nothing(editor: User, django_capture_on_commit_callbacks) -> None:
    post = make_post(state="draft")
    review.submit(post, editor)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(post, editor)
    assert sent() == []


def test_a_mail_that_cannot_be_sent_loses_nothing(
    writer: User, editor: User, django_capture_on_commit_callbacks, monkeypatch, caplog
) -> None:
    def refuse(*_: object) -> None:
        raise SMTPException("no route")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    post = make_post(title="My post", state="draft", created_by=writer)
    client, address = logged_in(writer), reverse("admin:news_post_change", args=[post.pk])
    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, opened_form(client, address, title="Better", _submit="1"), follow=True)
    assert "for review. It is not public." in answer.content.decode()
    post.refresh_from_db()
    assert post.title == "Better"
    assert post.submitted_by == writer
    assert "could not be sent" in caplog.text


def test_what_is_not_saved_is_told_to_nobody(
    writer: User, editor: User, django_capture_on_commit_callbacks
) -> None:
    post = make_post(state="draft", created_by=writer)
    client: Client = logged_in(writer)
    address = reverse("admin:news_post_change", args=[post.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, opened_form(client, address, category="", _submit="1"))
    assert sent() == []
