"""Every address of the admin, out of the URL patterns themselves, each with a row to open it on.

So a page that is new is tried by all tests that walk through the admin: whether it answers, who may open it,
whether everybody can use it. What a new model or a new kind of argument needs is said here, and asked for if
it is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from news.models import Featured
from news.models import Tag as NewsTag
from nidairp.editing import drafts, snapshot
from nidairp.library.models import Stored
from nidairp.links.models import Finding
from nidairp.navigation import tree
from nidairp.navigation.models import Menu, MenuItem
from nidairp.pages.models import FrontWords, WayIn
from nidairp.redirects.models import Redirect
from publications.models import ImportBatch, Tag
from tests.factories import (
    make_document,
    make_event,
    make_image,
    make_merge,
    make_page,
    make_person,
    make_post,
    seed_publication,
)
from tests.publications.importing.texts import entry, imported

#: Arguments of addresses that are not a key of a row.
ARGUMENTS = {
    "step": "up",
    "app_label": "news",
    "change": UUID(int=0),
    "number": 1,
    "key": "no-such-key",
    "name": "editing",
}


@dataclass(frozen=True, slots=True)
class Door:
    """An address with the name of its pattern, and the model that it belongs to, if to any."""

    name: str
    address: str
    model: type[Model] | None = None


def examples() -> dict[type[Model], Model]:
    """A row of each model that the admin knows, with something in its history."""
    publication = seed_publication(keywords="heroin")
    publication.volume = "131"
    publication.save()
    post = make_post(cites=(publication,))
    make_event(post)
    page = make_page()
    for edited in (post, page):
        drafts.save(edited, snapshot.with_fields(snapshot.take(edited), title="Ahead"), None)
    item = tree.add(MenuItem.objects.menu("primary"), "News", address="/news/")
    user = User.objects.create_user("somebody")
    LogEntry.objects.log_actions(user.pk, [post], CHANGE, "Published.")
    rows = (
        publication,
        publication.contributions.first().author,
        Tag.objects.first(),
        post,
        post.category,
        Featured.objects.create(post=post),
        NewsTag.objects.create(name="Dopamine", slug="dopamine"),
        FrontWords.objects.create(),
        WayIn.objects.create(title="Volunteers", text="How to take part.", page=page),
        page,
        replaced(make_image()),
        replaced(make_document()),
        Redirect.objects.create(old_path="/old/", address="/news/"),
        item,
        Menu.objects.get(pk=item.get_root().pk),
        imported(entry("imported"), "@misc{refused, title = {never"),
        make_merge(),
        make_finding(post),
        make_person(publication.contributions.last().author, photo=make_image(), photo_alt="A face"),
        user,
        Group.objects.create(name="Some group"),
        LogEntry.objects.first(),
    )
    return {type(row): row for row in rows}


def replaced(stored: Stored) -> Stored:
    """With an earlier one, whose key is what the addresses take for a number."""
    stored.former.create(pk=ARGUMENTS["number"], columns=stored.columns())
    return stored


def make_finding(post: Model) -> Finding:
    place = {"content_type": ContentType.objects.get_for_model(post), "object_id": post.pk, "field": "body"}
    seen = {"first_seen": timezone.now(), "last_checked": timezone.now()}
    return Finding.objects.create(**place, **seen, link="/gone/", is_outside=False, kind="nothing", says="-")


def doors(rows: dict[type[Model], Model]) -> Iterator[Door]:
    """The admin's own pages, and then those of each model."""
    for pattern in admin.site.get_urls():
        if isinstance(pattern, URLPattern) and pattern.name:
            arguments = {**ARGUMENTS, **_of_post(rows), "user_id": rows[User].pk}
            yield Door(pattern.name, reverse(f"admin:{pattern.name}", kwargs=_needed(pattern, arguments)))
    for model, model_admin in admin.site._registry.items():
        yield from _doors_of(model, rows.get(model), _flat(model_admin.urls))


def _doors_of(model: type[Model], row: Model | None, patterns: Iterator[URLPattern]) -> Iterator[Door]:
    assert row is not None, f"tests/admin_doors.py has no example of a {model._meta.label}"
    keys = [row.pk, *_versions(row)]
    for pattern in patterns:
        if not pattern.name:
            continue
        regex = pattern.pattern.regex
        if regex.groups and not regex.groupindex:
            address = reverse(f"admin:{pattern.name}", args=keys[: regex.groups])
        else:
            arguments = {**ARGUMENTS, **_refused(row), "object_id": row.pk, "pk": row.pk, "id": row.pk}
            address = reverse(f"admin:{pattern.name}", kwargs=_needed(pattern, arguments))
        yield Door(pattern.name, address, model)


def _needed(pattern: URLPattern, arguments: dict[str, Any]) -> dict[str, Any]:
    names = pattern.pattern.regex.groupindex
    missing = set(names) - set(arguments) - {"url"}
    assert not missing, f"tests/admin_doors.py does not know {missing} of admin:{pattern.name}"
    return {name: arguments.get(name, "no-such-page/") for name in names}


def _versions(row: Model) -> list[int]:
    history = getattr(row, "history", None)
    return [history.last().pk] if history is not None else []


def _refused(row: Model) -> dict[str, int]:
    """Of an import, the entry that can be corrected."""
    return {"row": row.rows.get(outcome="refused").pk} if isinstance(row, ImportBatch) else {}


def _of_post(rows: dict[type[Model], Model]) -> dict[str, Any]:
    post = next(row for model, row in rows.items() if model._meta.label == "news.Post")
    return {"content_type_id": ContentType.objects.get_for_model(post).pk, "object_id": post.pk}


def _flat(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _flat(pattern.url_patterns)
        else:
            yield pattern
