"""What nobody sees in a text is left out where it comes in: else feeds and calendars would not be there."""

import pytest
from django.http import QueryDict
from django.test import Client

from nidairp.typed import seen
from tests.factories import make_category, make_event, make_post
from tests.sent import opened_form

PASTED = "Craving\x0bfor\x1c\x08 co\u2028caine\ufffe"


def sent(**typed: str) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update(typed)
    return made


def test_letters_and_lines_stay_as_they_are() -> None:
    typed = sent(title="Ärger 😀 \u200d שלום", body="<p>a\r\n\tb</p>", nothing="", null="a\0b")
    assert seen(typed) is typed


def test_what_is_not_seen_becomes_a_space() -> None:
    assert seen(sent(title=PASTED, slug="a"))["title"] == "Craving for  co caine "


def test_marks_that_were_read_in_another_encoding_are_themselves_again() -> None:
    assert (
        seen(sent(title="Parkinson\x92s \x93disease\x94\x85 1\x962\x81"))["title"]
        == "Parkinson’s “disease”  1–2 "
    )


def test_passwords_stay_as_they_were_typed() -> None:
    typed = seen(sent(old_password="a\x0bb", title="a\x0bb"))
    assert (typed["old_password"], typed["title"]) == ("a\x0bb", "a b")


@pytest.mark.django_db
def test_a_pasted_title_leaves_the_feed_readable(admin_client: Client) -> None:
    post = make_post()
    address = f"/admin/news/post/{post.pk}/change/"
    form = opened_form(admin_client, address, title=PASTED, summary=PASTED, _publish="1")
    assert admin_client.post(address, form).status_code == 302
    feed = Client().get("/news/feed/")
    assert feed.status_code == 200
    assert "Craving for" in feed.content.decode()


@pytest.mark.django_db
def test_a_name_in_two_lines_breaks_neither_calendar_nor_picture(client: Client) -> None:
    """No form makes one, but a script may."""
    post = make_post(title="Two\nlines", category=make_category(name="Two\r\nlines"))
    make_event(post)
    calendar = client.get(f"/news/{post.category.slug}/calendar.ics")
    assert b"X-WR-CALNAME:NIDA IRP: Two lines" in calendar.content
    assert client.get(f"/share/{post.category.slug}/{post.slug}.png").status_code == 200
