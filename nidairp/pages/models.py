"""Plain pages (About, Contact, a branch ...) in a tree that gives each its address.

Not the menu: a page may stand in several menus or in none (``nidairp.navigation``).
The tree is a plain ``parent`` key with the whole path kept beside it, so a page is found
by one indexed look-up and mptt stays behind one door.
"""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef

from nidairp.editing.body import BodyField
from nidairp.editing.models import Edited, EditedQuerySet
from nidairp.editing.slugs import free_slug
from nidairp.library.models import Attachment
from nidairp.redirects.keeping import kept
from nidairp.rich import cut, strip

from .blocks import Contact, Question
from .front import FrontWords
from .publication_list import PublicationList
from .ways_in import WayIn

__all__ = ["Contact", "FrontWords", "Page", "PublicationList", "Question", "WayIn"]

#: First parts of addresses that belong to the site itself.
RESERVED = frozenset(
    "admin files healthz livez media metrics news preview "
    "publications publications.bib readyz search share static".split()
) | {settings.ADMIN_URL.split("/")[0]}

TAKEN = "Another page here already has this slug: choose a different one."


class PageQuerySet(EditedQuerySet):
    def for_page(self) -> Self:
        """All of a page, with whether anything stands below it: most pages have none of it."""
        below = {
            f"has_{name}": Exists(model.objects.filter(page=OuterRef("pk")))
            for name, model in (
                ("files", PageFile),
                ("lists", PublicationList),
                ("questions", Question),
                ("contacts", Contact),
            )
        }
        return self.published().select_related("parent").defer("blocks_text").annotate(**below)


class Page(Edited):
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100, help_text="The page's own part of its address, for example “contact-us”."
    )
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="children", verbose_name="under"
    )
    path = models.CharField(max_length=500, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order among the pages of the same section: smaller numbers come first."
    )
    summary = models.TextField(
        blank=True,
        help_text="One or two sentences: shown under the title, in search results and shared links.",
    )
    body = BodyField(blank=True)

    blocks_text = models.TextField(blank=True, editable=False)

    objects = PageQuerySet.as_manager()
    revised_with = ("questions", "contacts", "files", "publication_lists")

    class Meta(Edited.Meta):
        ordering = ["path"]
        constraints = [
            *Edited.Meta.constraints,
            models.UniqueConstraint(
                fields=["parent", "slug"], name="page_slug_once_per_parent", violation_error_message=TAKEN
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(parent=None),
                name="page_slug_once_at_the_top",
                violation_error_message=TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return strip(self.title)

    def get_absolute_url(self) -> str:
        return f"/{self.path}/"

    def clean(self) -> None:
        if self.parent_id is None and self.slug in RESERVED:
            raise ValidationError({"slug": f"/{self.slug}/ belongs to the site itself: choose another slug."})
        if self.pk and self.is_under(self.pk):
            raise ValidationError({"parent": "A page cannot stand under itself or under a page below it."})

    def is_under(self, pk: int) -> bool:
        """Whether the page ``pk`` is met on the way up from this one."""
        above, seen = self.parent, set()
        while above is not None and above.pk not in seen:
            if above.pk == pk:
                return True
            seen.add(above.pk)
            above = above.parent
        return False

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the path, and the paths of all pages below when it changed."""
        old = self.path
        self.path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        with kept(self, self._all_below):
            super().save(*args, **kwargs)
            if old and old != self.path:
                self._move_below(old)

    def _all_below(self) -> EditedQuerySet:
        return Page.objects.filter(path__startswith=self.path + "/").defer("body")

    def _move_below(self, old: str) -> None:
        below = list(Page.objects.filter(path__startswith=old + "/"))
        for page in below:
            page.path = self.path + page.path[len(old) :]
        Page.objects.bulk_update(below, ["path"])

    def gather_blocks(self) -> None:
        """Keeps what stands under its text beside it: the search follows one table."""
        blocks = [*Question.objects.filter(page=self.pk), *Contact.objects.filter(page=self.pk)]
        words = "\n".join(block.words for block in blocks)
        if words != self.blocks_text:
            self.set_facts(blocks_text=words)

    def as_copy(self) -> None:
        self.title = f"{cut(self.title, 190)} (copy)"
        self.slug = free_slug(self.slug, Page.objects.filter(parent=self.parent))

    def breadcrumb(self) -> list[dict[str, str]]:
        """From the section down to this page, as ``{"title", "url"}``, without what is not public."""
        parts = self.path.split("/")
        paths = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
        above = Page.objects.published().filter(path__in=paths[:-1]).order_by("path")
        return [{"title": page.title, "url": page.get_absolute_url()} for page in (*above, self)]

    def section(self) -> dict[str, Any] | None:
        """The side navigation: the published pages around this one, or None where it stands alone."""
        above = self.parent if self.parent_id and self.parent.is_public else None
        head = self if above is None or self.children.published().exists() else above
        children = head.children.published().order_by("position", "title__plain")
        links = [
            {"title": page.title, "url": page.get_absolute_url(), "current": page.pk == self.pk}
            for page in children
        ]
        return {"title": head.title, "url": head.get_absolute_url(), "children": links} if links else None


class PageFile(Attachment):
    page = models.ForeignKey(Page, models.CASCADE, related_name="files")

    class Meta(Attachment.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "document"],
                name="file_once_per_page",
                violation_error_message="This file is already attached to the page.",
            )
        ]

    def used_in(self) -> Page:
        return self.page
