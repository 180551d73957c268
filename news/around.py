"""What stands around an article: the older and the newer one beside it, and what it has most to do with."""

from dataclasses import dataclass, field

from django.db.models import QuerySet, Value

from nidairp.among import Among
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
    rows = Post.objects.for_rows().exclude(pk=post)
    near = rows.extra(tables=["near"], where=["near.pk = news_post.id"])
    return near.extra(order_by=["near.rank", "-date", "-id"])[: RELATED + 2]


def _near(post: int, category: int, older: int, newer: int) -> QuerySet:
    """The same publication counts for more than the same author, and that for more than the same category."""
    beside = Post.objects.filter(pk__in=[older, newer])
    same = CitedPublication.objects.filter(publication__in=_cited(post))
    of_category = Post.objects.published().filter(category=category).exclude(pk=post)
    newest = Post.objects.filter(pk__in=of_category.newest_first().values("pk")[: RELATED + 2])
    keys = [beside.values("pk"), same.values("post"), _posts_by_the_authors_of(post), newest.values("pk")]
    ranked = [part.order_by().annotate(rank=Value(rank)) for rank, part in enumerate(keys)]
    return ranked[0].union(*ranked[1:], all=True)


#: What is near is gathered once, with the best rank of each: named in two places it would be gathered twice.
NEAR = "WITH near AS MATERIALIZED (SELECT pk, min(rank) AS rank FROM ({}) AS parts GROUP BY pk) {}"
CANDIDATES = Prepared(_candidates, within=(NEAR, _near))


def _cited(post: int) -> QuerySet:
    return CitedPublication.objects.filter(post=post).values("publication")


def _posts_by_the_authors_of(post: int) -> QuerySet:
    authors = Contribution.objects.filter(publication__in=_cited(post)).values("author")
    papers = Contribution.objects.filter(Among("author", authors)).values("publication")
    return CitedPublication.objects.filter(Among("publication", papers)).values("post")
