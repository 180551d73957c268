"""Keywords get the key that all their spellings share, and those of one key become one.

The words of the publications stay as they are; of the rows that one stays which most publications have. The
release before may write meanwhile: each step holds the lock of names for itself alone, and not for long.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unicodedata import normalize

from django.db import migrations, transaction
from django.db.models import Count

from nidairp.patience import Busy
from publications.models.locks import have_names_alone

AT_ONCE = 500


def key_of(name: str) -> str:
    return " ".join(normalize("NFC", name.casefold()).split())


@contextmanager
def alone() -> Iterator[None]:
    """Of an import that holds the names for minutes editors must not wait for the end behind us."""
    while True:
        with transaction.atomic():
            try:
                have_names_alone()
            except Busy:
                continue
            yield
            return


def give_keys(apps: Any, schema_editor: Any) -> None:
    Tag = apps.get_model("publications", "Tag")
    known: dict[str, list[int]] = {}
    for pk, name in Tag.objects.order_by("pk").values_list("pk", "name"):
        known.setdefault(key_of(name), []).append(pk)
    for twins in known.values():
        if len(twins) > 1:
            with alone():
                join(apps, Tag, twins)
    pks = sorted(twins[0] for twins in known.values() if len(twins) == 1)
    for start in range(0, len(pks), AT_ONCE):
        with alone():
            rows = list(Tag.objects.filter(pk__in=pks[start : start + AT_ONCE]))
            keep_keys(Tag, rows)


def keep_keys(Tag: Any, rows: list[Any]) -> None:
    """Each its own, but where somebody has made another of that key just now: staff join these."""
    keys = {key_of(row.name): row for row in rows}
    taken = set(Tag.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    for key, row in keys.items():
        row.key = row.key if key in taken else key
    Tag.objects.bulk_update(rows, ["key"])


def join(apps: Any, Tag: Any, twins: list[int]) -> None:
    used = Tag.objects.filter(pk__in=twins).annotate(works=Count("publications"))
    rows = list(used.order_by("-works", "pk"))
    if not rows:
        return
    keep = rows[0]
    through = Tag._meta.apps.get_model("publications", "Publication").tags.through
    for other in rows[1:]:
        if key_of(other.name) == key_of(keep.name):
            having = through.objects.filter(tag=keep).values("publication")
            through.objects.filter(tag=other, publication__in=having).delete()
            lead(Tag, other, keep)
            other.delete()
            apps.get_model("publications", "FormerTag").objects.update_or_create(
                slug=other.slug, defaults={"tag": keep}
            )
    keep_keys(Tag, [keep])


def lead(Tag: Any, other: Any, keep: Any) -> None:
    """Whatever points at the one points at the other."""
    for relation in Tag._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.one_to_many:
            name = relation.remote_field.name
            relation.related_model._base_manager.filter(**{name: other}).update(**{name: keep})


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('publications', '0014_keywords_in_all_spellings'),
    ]

    operations = [
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]
