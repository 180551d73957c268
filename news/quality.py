"""What is checked of posts beyond what holds for every text."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from nidairp.days import written
from nidairp.quality.checks import CHECKS, Finding
from nidairp.quality.checks.finding import rule
from nidairp.quality.checks.subject import Figure, Subject
from nidairp.quality.kinds import Kind, Rows, register

from .models import Post

HOT = "hot-off-the-press"
TABLE = "citedpublication_set"

NO_PUBLICATION = rule(
    "hot-publication",
    "No publication is attached",
    "Hot off the Press presents a paper: readers look for it under the article, and its page leads here.",
    "Add the publication below the figure.",
)
NO_FIGURE = rule(
    "hot-figure",
    "There is no figure",
    "Articles of Hot off the Press stand with their figure on the home page and in lists.",
    "Choose a figure from the paper, and say in its alternative text what it shows.",
)
OTHER_DAY = rule(
    "post-date",
    "The date is of another day",
    "Readers take it for the day on which the article appeared, and lists are sorted by it.",
    "Change the date, unless it is meant.",
    beforehand=True,
)
TAKEN = rule(
    "post-address",
    "Another article has this address",
    "Visitors can reach only one of them there.",
    "Choose another slug.",
    blocks=True,
    beforehand=True,
)


def check_hot(subject: Subject) -> Iterator[Finding]:
    if not subject.facts["is_hot"]:
        return
    if not subject.facts["publications"]:
        yield Finding(NO_PUBLICATION, "No publication under the article", TABLE)
    if subject.figure is None:
        yield Finding(NO_FIGURE, "No figure above the text", "figure")


def check_date(subject: Subject) -> Iterator[Finding]:
    """A date is that of the day on which somebody began to write, until somebody changes it."""
    said, appears = subject.facts["date"], subject.facts["appears"]
    if isinstance(said, datetime.date) and isinstance(appears, datetime.date) and said != appears:
        then = "" if subject.facts["has_moment"] else "published now, "
        says = f"It says {written(said)}; {then}readers see it from {written(appears)} on"
        yield Finding(OTHER_DAY, says, "date")


def check_address(subject: Subject) -> Iterator[Finding]:
    other = subject.facts["same_address"]
    if other:
        yield Finding(TAKEN, f"It belongs to “{other}”", "slug")


@register
class PostKind(Kind):
    model = Post
    checks = (*CHECKS, check_hot, check_date, check_address)

    def published(self) -> QuerySet:
        return super().published().select_related("category").prefetch_related("citedpublication_set")

    def figure(self, post: Post, rows: Rows | None = None) -> Figure | None:
        return Figure(post.figure_alt, post.figure_decorative) if post.figure_id else None

    def facts(self, post: Post, rows: Rows | None = None) -> dict[str, object]:
        is_hot = post.category_id is not None and post.category.slug == HOT
        return {
            "is_hot": is_hot,
            "publications": cited(post, rows),
            "date": post.date,
            "appears": appears(post),
            "has_moment": moment_of(post) is not None,
            "same_address": taken_by(post, rows),
        }


def appears(post: Post) -> datetime.date | None:
    """The day on which it becomes public, or would if it were published now. What was public has its day."""
    if post.state not in (Post.State.DRAFT, Post.State.SCHEDULED):
        return None
    return timezone.localdate(moment_of(post))


def moment_of(post: Post) -> datetime.datetime | None:
    """At which it becomes public, or did. That of a draft has come to nothing once it is past."""
    moment = post.publish_at
    is_missed = moment is not None and post.state == Post.State.DRAFT and moment <= timezone.now()
    return None if is_missed else moment


def cited(post: Post, rows: Rows | None) -> int:
    if rows is None:
        return len(post.citedpublication_set.all())
    return sum(bool(row.get("publication")) for row in rows.get(TABLE, ()))


def taken_by(post: Post, rows: Rows | None) -> Any:
    """Who has its address; what is stored has one of its own, for the database sees to it."""
    if rows is None or not post.slug:
        return ""
    there = Post.objects.filter(category=post.category_id, slug=post.slug).exclude(pk=post.pk)
    return there.first() or ""
