"""WordPress's revisions, where the export has them: older versions in the history of what they belong to."""

from datetime import UTC
from typing import Any

from django.contrib.contenttypes.models import ContentType

from nidairp.editing import anchors
from nidairp.editing.body import sanitize
from nidairp.editing.models import Revision
from nidairp.wordpress import plain
from nidairp.wordpress.export.items import Item
from nidairp.wordpress.report import Outcome
from nidairp.wordpress.text.converting import converted

from .meaning import Asking
from .placing import Place, utc
from .voyage import NOTE, Voyage

AT_ONCE = 200


class Versions:
    def __init__(self, voyage: Voyage, places: dict[int, Place]) -> None:
        self._voyage, self._places = voyage, places
        self._waiting: list[Revision] = []
        self._order = {
            parent: sorted(numbers, key=lambda number: (voyage.survey.items[number].date, number))
            for parent, numbers in voyage.survey.revisions.items()
        }

    def count(self, number: int) -> int:
        return len(self._order.get(number, ()))

    def take(self, item: Item, number: int) -> None:
        place = self._places.get(item.parent)
        if place is None:
            self._voyage.tell(
                Outcome.SKIPPED, item, "revision", item.title, "What it is a version of was not brought over."
            )
            return
        if not place.is_new:
            self._voyage.tell(Outcome.UNCHANGED, item, "revision", item.title)
            return
        self._waiting.append(self._made(place, item, self._order[item.parent].index(number) + 1))
        self._voyage.tell(Outcome.MADE, item, "revision", item.title)
        if len(self._waiting) >= AT_ONCE:
            self.write()

    def write(self) -> None:
        Revision.objects.bulk_create(self._waiting)
        self._waiting = []

    def _made(self, place: Place, item: Item, at: int) -> Revision:
        asking = Asking(self._voyage, place.item, is_page=False)
        context = asking.context()
        context.meaning.lost = context.doubt = lambda _: None  # said of the present text, where it matters
        fields: dict[str, Any] = {
            "title": plain.title(item.title, 200),
            "summary": plain.text(item.excerpt, 1000),
            "body": anchors.linked(sanitize(converted(item.content, context))),
        }
        changed = plain.moment(item.modified_gmt)
        return Revision(
            content_type=ContentType.objects.get_for_model(place.model),
            object_id=place.pk,
            number=at,
            kind=Revision.Kind.FOUND,
            moment=changed.replace(tzinfo=UTC) if changed else utc(item),
            user=self._voyage.users.get(item.author),
            note=NOTE,
            content={"fields": fields, "names": {}, "rows": {}},
            applied=True,
        )
