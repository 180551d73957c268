"""What has an address, and how it is found by it: here the shell tells the redirects of all content."""

from django.db.models import QuerySet

from news.models import Category, Post, Tag
from nidairp.library.models import Document, Image
from nidairp.pages.models import Page
from nidairp.redirects.keeping import kept
from nidairp.redirects.kinds import Kind, register
from nidairp.searchable import NEWS, PAGES, PUBLICATIONS, by_words
from publications import addresses
from publications.models import Author, Publication


def by_name(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(name__icontains=text)


def by_title(rows: QuerySet, text: str) -> QuerySet:
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    return rows


KINDS = [
    Kind(Page, "pages:page_detail", {"path": "path"}, Page.objects.published, by_words(PAGES)),
    Kind(
        Category,
        "news:category",
        {"slug": "slug"},
        Category.objects.all,
        by_name,
        ("news:category_feed", "news:category_calendar"),
    ),
    Kind(Tag, "news:tag", {"slug": "slug"}, Tag.objects.all, by_name, ("news:tag_feed",)),
    Kind(
        Post,
        "news:post",
        {"category": "category__slug", "slug": "slug"},
        lambda: Post.objects.published().select_related("category"),
        by_words(NEWS),
        ("news:event_calendar",),
    ),
    Kind(
        Publication,
        "publications:detail",
        {"slug": "slug"},
        Publication.objects.published,
        by_words(PUBLICATIONS),
        ("publications:file", "publications:citation"),
    ),
    # An image has no page: its address is that of its file, which changes with it. It is only led to.
    Kind(Image, "", {"pk": "pk"}, Image.objects.all, lambda rows, text: rows.with_words(text)),
    Kind(Document, "library:file", {"token": "token", "name": "name"}, Document.objects.all, by_title),
    Kind(
        Author,
        "publications:author",
        {"slug": "slug"},
        Author.objects.published,
        lambda rows, text: rows.with_words(text),
        standing_in=lambda key: Author.objects.filter(pk=key).values("merged_into")[:1],
    ),
]


def register_all() -> None:
    register(*KINDS)
    addresses.plug_in(kept)
