"""A large institute for the benchmarks: publications with people, keywords and history, and posts.

Written past the ORM and with the search's triggers at rest, so that it is there in a minute.
"""

import datetime
import random

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from news.models import Category, CitedPublication, Post
from nidairp.editing.models import Revision
from nidairp.library.models import Image
from nidairp.search import index
from publications.importing import bulk
from publications.models import Author, Contribution, ListSegment, Publication, Tag
from tests.bench.many import made
from tests.bench.search_times import vocabulary

AUTHORS, TAGS, PEOPLE, CATEGORIES, IMAGES = 30_000, 3_000, 7, 8, 500
STEP = 5_000


def fill(publications: int, posts: int) -> None:
    """Everything; the first publication has 40 authors, and the first author 2,000 publications."""
    call_command("migrate", verbosity=0)
    chance = random.Random(2)
    words = vocabulary(chance)
    index.lie_down()
    add_people(chance)
    for start in range(0, publications, STEP):
        add_publications(range(start + 1, start + STEP + 1), chance, words)
    add_images()
    add_posts(posts, publications, chance, words)
    add_versions()
    add_log(posts)
    index.rebuild()
    ListSegment.objects.settle()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def add_people(chance: random.Random) -> None:
    families = ["".join(chance.choices("abcdefghijklmnoprstu", k=7)).title() for _ in range(9_000)]
    Author.objects.bulk_create(
        Author(pk=pk, family=chance.choice(families), given=f"G{pk}", slug=f"a{pk}", name_key=f"a{pk}")
        for pk in range(1, AUTHORS + 1)
    )
    Tag.objects.bulk_create(
        Tag(pk=pk, name=f"word {pk}", slug=f"word-{pk}", key=f"word {pk}") for pk in range(1, TAGS + 1)
    )


def add_publications(numbers: range, chance: random.Random, words: list[str]) -> None:
    rows = []
    for number in numbers:
        row = made(number, chance, words)
        row.pk, row.created_at, row.updated_at = number, timezone.now(), timezone.now()
        rows.append(row)
    Publication.objects.bulk_create(rows)
    Publication.history.bulk_history_create(rows, batch_size=500)
    people = ("publication_id", "author_id", "role", "position", "family", "given", "prefix", "suffix")
    bulk.insert(
        Contribution,
        people,
        (
            (number, author, "author", place, f"Family{author}", f"G{author}", "", "")
            for number in numbers
            for place, author in enumerate(authors_of(number, chance))
        ),
    )
    bulk.insert(
        Publication.tags.through,
        ("publication_id", "tag_id"),
        ((number, tag) for number in numbers for tag in chance.sample(range(1, TAGS + 1), 4)),
    )


def authors_of(number: int, chance: random.Random) -> list[int]:
    several = chance.sample(range(2, AUTHORS + 1), 40 if number == 1 else PEOPLE)
    return [1, *several[1:]] if number <= 2_000 else several


def add_posts(count: int, publications: int, chance: random.Random, words: list[str]) -> None:
    Category.objects.bulk_create(
        Category(pk=pk, name=f"Category {pk}", slug=f"category-{pk}", position=pk)
        for pk in range(1, CATEGORIES + 1)
    )
    day = datetime.date(2026, 1, 1)
    Post.objects.bulk_create(
        (
            Post(
                pk=pk,
                title=" ".join(chance.choices(words, k=8)),
                slug=f"post-{pk}",
                category_id=chance.randrange(CATEGORIES) + 1,
                date=day - datetime.timedelta(days=chance.randrange(9_000)),
                summary=" ".join(chance.choices(words, k=20)),
                body=f"<p>{' '.join(chance.choices(words, k=250))}</p>{picture(pk)}",
                state=Post.State.DRAFT if pk % 20 == 0 else Post.State.PUBLISHED,
            )
            for pk in range(1, count + 1)
        ),
        batch_size=500,
    )
    CitedPublication.objects.bulk_create(
        (CitedPublication(post_id=pk, publication_id=chance.randrange(publications) + 1)
         for pk in range(1, count + 1)),
        batch_size=500,
    )  # fmt: skip


def picture(pk: int) -> str:
    """In the text of every tenth post."""
    return f'<figure><img data-image="{pk % IMAGES + 1}" alt="x"></figure>' if pk % 10 == 0 else ""


def add_images() -> None:
    """Rows without files: lists only name them."""
    sizes = {"thumb": [[150, 100]], "whole": [[480, 300]], "shared": [[1200, 630]]}
    Image.objects.bulk_create(
        Image(pk=pk, title=f"Image {pk}", folder=f"images/{pk}", stem="x", cut="x", kind="PNG",
              checksum=str(pk), size=1000, width=480, height=300, sizes=sizes)
        for pk in range(1, IMAGES + 1)
    )  # fmt: skip


def add_versions() -> None:
    """One published version of each post."""
    kind = ContentType.objects.get_for_model(Post)
    fields = ("pk", "title", "slug", "summary", "body")
    Revision.objects.bulk_create(
        (
            Revision(
                content_type=kind,
                object_id=row["pk"],
                number=1,
                kind=Revision.Kind.PUBLISHED,
                applied=True,
                content={"fields": row, "names": {}, "rows": {}},
            )
            for row in Post.objects.values(*fields).iterator(chunk_size=2_000)
        ),
        batch_size=500,
    )


def add_log(posts: int) -> None:
    user = User.objects.create_superuser("bench")
    kind = ContentType.objects.get_for_model(Post)
    LogEntry.objects.bulk_create(
        (
            LogEntry(
                user=user,
                content_type=kind,
                object_id=str(pk % posts + 1),
                object_repr=f"Post {pk}",
                action_flag=CHANGE,
                change_message="Published." if pk % 3 else '[{"changed": {"fields": ["Title"]}}]',
                action_time=timezone.now() - datetime.timedelta(minutes=7 * pk),
            )
            for pk in range(100_000)
        ),
        batch_size=1_000,
    )
