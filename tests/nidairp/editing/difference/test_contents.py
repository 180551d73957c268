"""Two versions field by field, in the words of the form."""

import datetime

import pytest

from news.models import Event, Post
from nidairp.editing import snapshot
from nidairp.editing.difference import changes
from nidairp.pages.models import Page, Question
from tests.factories import make_category, make_event, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db


def told(model, old, new) -> dict[str, str]:
    """As a reader without colours has it: [-removed-] and {+added+}."""
    wrap = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return {
        change.label: " / ".join(
            f"…{line}…"
            if isinstance(line, int)
            else "".join(wrap[piece.mark].format(piece.text) for piece in line)
            for line in change.lines
        )
        or change.note
        for change in changes(model, old, new)
    }


def test_every_field_that_changed_is_there_by_its_label() -> None:
    old, new = make_category(name="Awards"), make_category(name="Reviews")
    post = make_post(title="One day", category=old, date="2026-06-03", body="<p>Same.</p><p>A cat sat.</p>")
    post.refresh_from_db()
    before = snapshot.take(post)
    post.title, post.category, post.show_bibtex = "One night", new, False
    post.body = "<p>Same.</p><p>A dog sat.</p>"
    post.date = post.date.replace(day=4)
    assert told(Post, before, snapshot.take(post)) == {
        "Title": "One [-day-]{+night+}",
        "Category": "[-Awards-]{+Reviews+}",
        "Date": "June [-3-]{+4+}, 2026",
        "Body": "Same. / A [-cat-]{+dog+} sat.",
        "Show BibTeX": "[-yes-]{+no+}",
    }


def test_the_schedule_is_told_in_the_sites_zone() -> None:
    before = snapshot.take(make_page())
    after = snapshot.with_fields(before, publish_at="2026-06-03T13:00:00+00:00")
    assert told(Page, before, after) == {"Publish at": "[-nothing-]{+June 3, 2026, 9:00 AM Eastern+}"}


def test_formatting_alone_is_said_in_a_sentence() -> None:
    before = snapshot.take(make_page(body="<p>a b</p>"))
    after = snapshot.with_fields(before, body="<p>a <em>b</em></p>")
    assert told(Page, before, after)["Body"].startswith("Only the formatting changed")


def test_publications_that_came_went_and_moved() -> None:
    a, b, c, d = (make_publication(title=title) for title in "ABCD")
    before = snapshot.take(make_post(cites=(a, b, c)))
    after = snapshot.take(make_post(cites=(c, a, d)))
    after["fields"] = before["fields"]
    assert told(Post, before, after) == {"Citations": "[-B-] / {+D+} / C{+ (moved to place 1)+}"}


def test_a_field_that_one_version_does_not_know_is_left_out() -> None:
    before = snapshot.take(make_page(summary="x"))
    after = snapshot.with_fields(before, subtitle="new", summary="y")
    del before["fields"]["summary"]
    assert told(Page, before, after) == {}


def test_rows_that_point_at_nothing_are_told_by_what_people_call_them() -> None:
    post = make_post()
    start = datetime.datetime(2026, 12, 3, 17, tzinfo=datetime.UTC)
    end = start + datetime.timedelta(hours=1)
    event = make_event(post, title="A talk", starts_at=start, ends_at=end, place="Room 1")
    before = snapshot.take(post)
    Event.objects.filter(pk=event.pk).update(place="Room 2")
    moved = snapshot.take(post)
    gone = {**before, "rows": {**before["rows"], "events": []}}
    called = "A talk – December 3, 2026, 12:00 PM Eastern"
    assert told(Post, before, moved) == {"Events": f"{called}, place: Room [-1-]{{+2+}}"}
    assert told(Post, before, gone) == {"Events": f"[-{called}-]"}


def test_a_changed_answer_is_compared_word_by_word() -> None:
    page = make_page()
    Question.objects.create(
        page=page, question="May I come?", answer="<p>We are open to guests on any Monday.</p>"
    )
    before = snapshot.take(page)
    Question.objects.update(answer="<p>We are open to guests on any Friday.</p>")
    assert told(Page, before, snapshot.take(page)) == {
        "Questions": "May I come?, answer: We are open to guests on any [-Monday-]{+Friday+}."
    }
