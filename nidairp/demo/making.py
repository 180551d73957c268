"""What is in the making on the editors' desk: nothing of it is public, and nothing of it is made twice.

An article that waits for review, one that waits for its moment, and a draft over one that is on the site:
so the dashboard, the schedule and the comparison of versions have something to show.
"""

import datetime
from typing import Any

from django.utils import timezone

from news.models import Category, Post
from nidairp.demo import content
from nidairp.editing import drafts, publishing, snapshot
from nidairp.editing.models import Revision

#: The scheduled article appears so many days after loading, at nine in the morning.
DAYS, HOUR = 7, 9


def load() -> int:
    """Says how much was made."""
    doors = {"ahead": _ahead, "review": _review, "scheduled": _scheduled}
    return sum(
        door(document) for name, door in doors.items() for document in content.documents(f"desk/{name}")
    )


def _ahead(document: content.Document) -> bool:
    """Paragraphs below what is on the site, where nobody has worked on that yet."""
    category, _, name = document.place.partition("/")
    post = Post.objects.published().filter(category__slug=category, slug=name[11:]).first()
    if post is None or Revision.objects.of(post).exists():
        return False
    body = f"{post.body}{document.body}"
    drafts.save(post, snapshot.with_fields(snapshot.take(post), body=body), None, document.header["note"])
    return True


def _review(document: content.Document) -> bool:
    post = _new(document, timezone.localdate())
    if post is None:
        return False
    drafts.save(post, snapshot.take(post), None, document.header["note"], Revision.Kind.SUBMITTED)
    post.set_facts(submitted_at=timezone.now())
    return True


def _scheduled(document: content.Document) -> bool:
    day = timezone.localdate() + datetime.timedelta(days=DAYS)
    post = _new(document, day)
    if post is None:
        return False
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(HOUR)))
    publishing.schedule_for(post, moment, None, note=document.header["note"])
    return True


def _new(document: content.Document, date: datetime.date) -> Any:
    """The place is ``category/slug``."""
    category, _, slug = document.place.partition("/")
    if Post.objects.filter(category__slug=category, slug=slug).exists():
        return None
    header = {name: value for name, value in document.header.items() if name != "note"}
    shelf = Category.objects.get(slug=category)
    return Post.objects.create(slug=slug, date=date, category=shelf, body=document.body, **header)
