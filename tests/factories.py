"""Rows for tests: each factory takes only what matters to the test and makes up the rest."""

from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Pixels

from news.models import Category, CitedPublication, Event, Post
from nidairp.library.models import Document, Image
from nidairp.pages.models import Page
from nidairp.people.models import Person
from publications.merging import joining
from publications.models import Author, AuthorMerge, Contribution, Publication
from publications.models.names import name_key

_number = count(1)


def make_category(**values: Any) -> Category:
    number = next(_number)
    return Category.objects.create(**{"name": f"Category {number}", "slug": f"category-{number}"} | values)


def make_post(*, cites: tuple[Publication, ...] = (), **values: Any) -> Post:
    number = next(_number)
    made = {"title": f"Post {number}", "slug": f"post-{number}", "state": Post.State.PUBLISHED} | values
    post = Post.objects.create(**{"category": made.get("category") or make_category()} | made)
    for position, publication in enumerate(cites):
        CitedPublication.objects.create(post=post, publication=publication, position=position)
    return post


def make_event(post: Post, days: float = 7, **values: Any) -> Event:
    """An hour, so many days from now."""
    start = timezone.now().replace(microsecond=0) + timedelta(days=days)
    return Event.objects.create(
        post=post, **{"starts_at": start, "ends_at": start + timedelta(hours=1)} | values
    )


def make_picture(name: str = "figure.png") -> SimpleUploadedFile:
    """A real PNG of 60 × 40 points."""
    data = BytesIO()
    Pixels.new("RGB", (60, 40), "navy").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


def make_image(name: str = "figure.png", **values: Any) -> Image:
    """A library image of 60 × 40 points, each of another colour."""
    number = next(_number)
    data = BytesIO()
    colour = (number % 256, number // 256 % 256, 90)
    Pixels.new("RGB", (60, 40), colour).save(data, "PNG")
    image = Image(**values)
    image.take(SimpleUploadedFile(name, data.getvalue(), "image/png"))
    image.save()
    return image


def make_document(name: str = "report.pdf", data: bytes = b"", **values: Any) -> Document:
    document = Document(**values)
    document.take(SimpleUploadedFile(name, data or b"%%PDF-1.7 %d %%%%EOF" % next(_number)))
    document.save()
    return document


def make_page(**values: Any) -> Page:
    number = next(_number)
    made = {"title": f"Page {number}", "slug": f"page-{number}", "state": Page.State.PUBLISHED} | values
    return Page.objects.create(**made)


def make_person(author: Author, **values: Any) -> Person:
    return Person.objects.create(author=author, **{"name": author.full_name} | values)


def make_merge() -> AuthorMerge:
    """Of two spellings of one name."""
    for authors in ("Mayfield, R", "Mayfield, Rita"):
        make_publication(authors=authors)
    short, full = Author.objects.filter(family="Mayfield").order_by("pk")
    return joining.merge(full.pk, [short.pk])[0]


def with_authors(rows: list[Contribution]) -> None:
    """As each would find or make its own when it is saved, but all are looked for at once."""
    several = Author.objects.select_related("merged_into").filter(
        name_key__in=[name_key(row.name) for row in rows]
    )
    known = {author.name_key: author.standing for author in several} if rows else {}
    for row in rows:
        row.author = known.get(name_key(row.name)) or Author.objects.named(row.name)


def make_publication(*, authors: str = "", editors: str = "", **values: Any) -> Publication:
    """``authors="Carmack, Stephanie A; Koob, George F"`` makes the contributions too."""
    number = next(_number)
    made = {"citation_key": f"key{number}", "slug": f"key{number}", "title": f"Title {number}"} | values
    publication = Publication.objects.create(**made)
    rows = [
        Contribution(publication=publication, role=role, position=position, family=family, given=given)
        for role, names in (("author", authors), ("editor", editors))
        for position, name in enumerate(filter(None, names.split("; ")))
        for family, _, given in [name.partition(", ")]
    ]
    with_authors(rows)
    Contribution.objects.bulk_create(rows)
    publication.refresh()
    return publication


def seed_publication(**values: Any) -> Publication:
    """The reference article's publication: its facts, with an abstract of our own."""
    return make_publication(
        **{
            "citation_key": "Carmack:2019aa",
            "slug": "carmack-2019aa",
            "title": "Heroin addiction engages negative emotional learning brain circuits in rats.",
            "journal": "J Clin Invest",
            "volume": "130",
            "year": 2019,
            "date": "2019-03-26",
            "issn": "1558-8238 (Electronic); 0021-9738 (Linking)",
            "doi": "10.1172/JCI125534",
            "url": "https://www.ncbi.nlm.nih.gov/pubmed/30913040",
            "pubstate": "published",
            "abstract": "A short abstract written for the tests.",
            "authors": "Carmack, Stephanie A; Keeley, Robin J; Vendruscolo, Janaina Cm; "
            "Lowery-Gionta, Emily G; Lu, Hanbing; Koob, George F; Stein, Elliot A; Vendruscolo, Leandro F",
        }
        | values
    )
