"""The table of origins in memory: asked for every item, written once at the end."""

import hashlib
import json
from collections.abc import Container, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from nidairp.wordpress.models import Origin

AT_ONCE = 500


def digest(values: Any) -> str:
    text = json.dumps(values, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Origins:
    def __init__(self, site: str) -> None:
        self._site = site
        self._known = {(row.kind, row.key): row for row in Origin.objects.filter(site=site)}
        self._new: dict[tuple[str, str], Origin] = {}
        self._changed: dict[tuple[str, str], Origin] = {}

    def of(self, kind: str, key: object) -> Origin | None:
        return self._known.get((kind, str(key)))

    def pk(self, kind: str, key: object, model: type[Model]) -> int | None:
        """Of the object that was made of it, which may have been deleted since."""
        found = self.of(kind, key)
        its = ContentType.objects.get_for_model(model)
        return found.object_id if found and found.content_type_id == its.pk else None

    def others(self, kind: str, numbers: Container[int]) -> list[Origin]:
        """Those of the kind that have none of these numbers."""
        return [row for (its, key), row in self._known.items() if its == kind and int(key) not in numbers]

    def note(self, kind: str, key: object, row: Model, digest: str = "") -> None:
        """From now on this is where the row came from."""
        at, its = (kind, str(key)[:250]), ContentType.objects.get_for_model(row)
        origin = self._known.get(at)
        if origin is None:
            origin = Origin(site=self._site, kind=kind, key=at[1])
            self._new[at] = self._known[at] = origin
        elif (origin.content_type_id, origin.object_id, origin.digest) == (its.pk, row.pk, digest):
            return
        elif at not in self._new:
            self._changed[at] = origin
        origin.content_type_id, origin.object_id, origin.digest = its.pk, row.pk, digest

    def write(self) -> None:
        Origin.objects.bulk_create(self._new.values(), batch_size=AT_ONCE)
        fields = ["content_type", "object_id", "digest"]
        Origin.objects.bulk_update(self._changed.values(), fields, batch_size=AT_ONCE)


def there(model: type[Model], pks: Iterable[int]) -> set[int]:
    """Which of these rows have not been deleted."""
    found: set[int] = set()
    asked = list(pks)
    for start in range(0, len(asked), AT_ONCE):
        rows = model._base_manager.filter(pk__in=asked[start : start + AT_ONCE])
        found.update(rows.values_list("pk", flat=True))
    return found
