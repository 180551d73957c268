"""The admin's first page: what somebody comes to do, and what waits for them, by what their role can use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import reverse

from news.models import Category, Post
from nidairp.editing import permission, stage
from nidairp.editing.models import Edited
from nidairp.editing.models.edited import EditedQuerySet
from nidairp.editing.permission import Do
from nidairp.editing.review import sent_back
from nidairp.first_steps import first_steps
from nidairp.links.models import Finding
from nidairp.pages.models import Page
from publications.models import ImportBatch

SHOWN = 6
RECENT, LOOKED_AT = 10, 100
KINDS: tuple[type[Edited], ...] = (Post, Page)
HOT = "hot-off-the-press"


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    address: str
    about: str
    moment: datetime
    badges: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: list[Line]
    #: Where all of them are, with what that place is called.
    more: list[tuple[str, str]]
    otherwise: str


def context(request: HttpRequest) -> dict[str, Any]:
    sections = [made for make in SECTIONS if (made := make(request))]
    found = {"buttons": buttons(request), "sections": sections, "worked_on": worked_on(request.user)}
    return {**found, "first_steps": first_steps(request)}


def worked_on(user: Any) -> list[LogEntry]:
    """What somebody worked on last, each thing once; one's own account (logins, password) is no work."""
    account = ContentType.objects.get_for_model(user)
    entries = LogEntry.objects.filter(user=user).exclude(content_type=account, object_id=str(user.pk))
    newest: dict[tuple[int | None, str | None], LogEntry] = {}
    for entry in entries.select_related("content_type").order_by("-pk")[:LOOKED_AT]:
        newest.setdefault((entry.content_type_id, entry.object_id), entry)
    return list(newest.values())[:RECENT]


# What people come to do


def buttons(request: HttpRequest) -> list[tuple[str, str]]:
    """The large ones: words and address."""
    user = request.user
    wanted = (
        ("Write a Hot off the Press", "news.add_post", new_post),
        ("Write a page", "pages.add_page", lambda: reverse("admin:pages_page_add")),
        ("Import publications", "publications.add_importbatch", _of("publications_importbatch_add")),
        ("Edit the menus", "navigation.change_menuitem", _of("navigation_menu_changelist")),
        ("Upload an image", "library.add_image", _of("library_image_add")),
    )
    return [(words, address()) for words, needed, address in wanted if user.has_perm(needed)]


def new_post() -> str:
    hot = Category.objects.filter(slug=HOT).values_list("pk", flat=True).first()
    return reverse("admin:news_post_add") + (f"?category={hot}" if hot else "")


def _of(name: str) -> Callable[[], str]:
    return lambda: reverse(f"admin:{name}")


# What waits


def my_drafts(request: HttpRequest) -> Section | None:
    unfinished = Q(state__in=(Edited.State.DRAFT, Edited.State.WITHDRAWN)) | Q(draft__isnull=False)
    kinds = [kind for kind in KINDS if permission.may(request.user, Do.ADD, kind)]
    rows = [kind.objects.made_by(request.user).filter(unfinished) for kind in kinds]
    if not kinds:
        return None
    return edited("My drafts", rows, "-updated_at", "You have no drafts.", "draft", sent_back)


def in_review(request: HttpRequest) -> Section | None:
    kinds = [kind for kind in KINDS if permission.may(request.user, Do.PUBLISH, kind)]
    rows = [kind.objects.in_review().select_related("submitted_by") for kind in kinds]
    return edited("Waiting for review", rows, "submitted_at", "Nothing waits.", "review") if kinds else None


def scheduled(request: HttpRequest) -> Section | None:
    kinds = [kind for kind in KINDS if permission.may(request.user, Do.ADD, kind)]
    rows = [permission.seen(request.user, kind.objects.scheduled()) for kind in kinds]
    found = _none(request, kinds, "scheduled")
    return edited("Scheduled", rows, "publish_at", found, "scheduled") if kinds else None


def recent(request: HttpRequest) -> Section | None:
    kinds = [kind for kind in KINDS if permission.may(request.user, Do.ADD, kind)]
    rows = [permission.seen(request.user, kind.objects.published()) for kind in kinds]
    found = _none(request, kinds, "published")
    return edited("Recently published", rows, "-published_at", found, "published") if kinds else None


def _none(request: HttpRequest, kinds: list[type[Edited]], state: str) -> str:
    """Whoever sees only what is their own is not told that there is nothing else."""
    sees_all = all(permission.sees_all(request.user, kind) for kind in kinds)
    return f"Nothing is {state}." if sees_all else f"Nothing that you have written is {state}."


def edited(
    title: str,
    several: Iterable[EditedQuerySet],
    order: str,
    otherwise: str,
    filtered: str,
    returned: Callable[[list[Any]], set[Any]] = lambda rows: set(),
) -> Section:
    """Of both kinds those that come first; a query for each."""
    name, last = order.removeprefix("-"), order.startswith("-")
    rows: list[Any] = []
    for found in several:
        lean = found.select_related("draft").defer("body", "summary", "draft__content")
        rows += lean.order_by(order)[:SHOWN]
    # Changes that wait over what is public have their moment on the draft.
    rows.sort(key=lambda row: getattr(row, name) or row.updated_at, reverse=last)
    more = [
        (
            f"All {found.model._meta.verbose_name_plural}",
            reverse(f"admin:{found.model._meta.app_label}_{found.model._meta.model_name}_changelist")
            + f"?stage={filtered}",
        )
        for found in several
    ]
    shown = rows[:SHOWN]
    back = returned(shown)
    return Section(title, [line(row, getattr(row, name), row in back) for row in shown], more, otherwise)


def line(row: Any, moment: datetime | None, is_back: bool) -> Line:
    kind = row._meta
    about = str(kind.verbose_name)
    if row.submitted_by_id and "submitted_by" in row._state.fields_cache:
        about += f" by {row.submitted_by.get_full_name() or row.submitted_by.get_username()}"
    address = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[row.pk])
    badges = stage.badges(row) + ([("review", "Sent back")] if is_back else [])
    return Line(str(row) or "Without a title", address, about, moment or row.updated_at, badges)


def imports(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("publications.view_importbatch"):
        return None
    rows = ImportBatch.objects.select_related("created_by")[:SHOWN]
    lines = [
        Line(str(row), row.get_absolute_url(), _by(row.created_by), row.created_at, [_state(row)])
        for row in rows
    ]
    all_of_them = [("All imports", reverse("admin:publications_importbatch_changelist"))]
    return Section("Last imports", lines, all_of_them, "Nothing was imported yet.")


def _state(batch: ImportBatch) -> tuple[str, str]:
    return batch.state, batch.doing


def broken_links(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("links.view_finding"):
        return None
    rows = Finding.objects.open()
    lines = [
        Line(row.link, reverse("admin:links_finding_change", args=[row.pk]), row.says, row.first_seen)
        for row in rows[:SHOWN]
    ]
    more = [(f"All {rows.count()}", reverse("admin:links_finding_changelist"))] if lines else []
    more.append(("What else could be better", reverse("admin:quality")))
    return Section("Broken links", lines, more, "No broken link is known.")


def _by(user: Model | None) -> str:
    return f"by {user.get_full_name() or user.get_username()}" if user else "at the command line"  # type: ignore[attr-defined]


SECTIONS = (my_drafts, in_review, scheduled, recent, imports, broken_links)
