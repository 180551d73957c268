"""What stands around an article: the older and the newer one beside it, and what it has most to do with."""

from dataclasses import dataclass, field

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from nidairp.prepared import Prepared
from publications.models import Contribution

from .models import CitedPublication, Post

RELATED = 3


@dataclass
class Around:
    older: Post | None = None
    newer: Post | None = None
    related: list[Post] = field(default_factory=list)


def around(post: Post) -> Around:
    """In one query: for the two beside it, their keys came along with the article itself (``for_page``)."""
    older, newer = post.older or 0, post.newer or 0
    found = CANDIDATES(post=post.pk, category=post.category_id, older=older, newer=newer)
    by_key = {other.pk: other for other in found}
    return Around(
        older=by_key.pop(older, None),
        newer=by_key.pop(newer, None),
        related=list(by_key.values())[:RELATED],
    )


def _candidates(post: int, category: int, older: int, newer: int) -> QuerySet[Post]:
    """The same publication counts for more than the same author, and that for more than the same category."""
    beside, most = [older, newer], RELATED + 2
    same = Exists(CitedPublication.objects.filter(post=OuterRef("pk"), publication__in=_cited(post)))
    by_people = _posts_by_the_authors_of(post)
    of_category = Post.objects.published().filter(category=category).exclude(pk=post)
    newest = Post.objects.filter(pk__in=of_category.newest_first().values("pk")[:most])
    parts = [Post.objects.filter(pk__in=beside).values("pk"), by_people, newest.values("pk")]
    near = parts[0].order_by().union(*(part.order_by() for part in parts[1:]))
    rank = Case(
        When(pk__in=beside, then=Value(0)),
        When(same, then=Value(1)),
        When(pk__in=by_people, then=Value(2)),
        default=Value(3),
    )
    # One list of keys: for conditions joined by "or" PostgreSQL reads every post.
    rows = Post.objects.for_lists().exclude(pk=post).filter(pk__in=near)
    return rows.order_by(rank, "-date", "-pk")[:most]


CANDIDATES = Prepared(_candidates)


def _cited(post: int) -> QuerySet:
    return CitedPublication.objects.filter(post=post).values("publication")


def _posts_by_the_authors_of(post: int) -> QuerySet:
    authors = Contribution.objects.filter(publication__in=_cited(post)).values("author")
    papers = Contribution.objects.filter(author__in=authors).values("publication")
    return CitedPublication.objects.filter(publication__in=papers).values("post")
