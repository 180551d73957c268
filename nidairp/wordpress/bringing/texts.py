"""The second walk through the export: every post and page converted, and written where that changes
something.

New ones are written many at a time. One that is here already is changed through the doors that editors use,
and only where nobody has edited it here.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from news.models import Post
from nidairp.editing import drafts, publishing, revising, snapshot
from nidairp.editing.models import Edited, Revision
from nidairp.pages.models import Page
from nidairp.wordpress.export.items import Item
from nidairp.wordpress.report import Outcome
from nidairp.wordpress.survey import items_of

from .building import WRITTEN, Built, build, content_of, digest_of, standing
from .placing import Place
from .versions import Versions
from .voyage import NOTE, Voyage

AT_ONCE = 200
State = Edited.State
_KINDS = {State.PUBLISHED: Revision.Kind.PUBLISHED, State.SCHEDULED: Revision.Kind.SCHEDULED}
EMPTY = "It has no text. If WordPress listed all articles there, say --posts-page {}."
CONFLICT = (
    "It was changed there and edited here since: it is left as it is here. "
    "Compare the two and take over what you need."
)


def bring(voyage: Voyage, places: dict[int, Place]) -> None:
    waiting: list[Built] = []
    versions = Versions(voyage, places)
    done = 0
    for path in voyage.options.files:
        for item in items_of(path, lambda _: None):
            number = voyage.survey.numbers.get((path.name, item.place)) if isinstance(item, Item) else None
            if number in voyage.survey.items and voyage.survey.items[number].type == "revision":
                versions.take(item, number)
            if number is None or number not in places:
                continue
            item.number, item.file, item.type = number, path.name, voyage.survey.items[number].type
            waiting += _taken(voyage, places[number], item)
            done += 1
            voyage.progress("Texts", done, len(places))
            if len(waiting) >= AT_ONCE:
                _write(voyage, waiting, versions)
                waiting = []
    _write(voyage, waiting, versions)
    versions.write()


def _taken(voyage: Voyage, place: Place, item: Item) -> list[Built]:
    """What is new, to be written; the rest is settled at once."""
    built = build(voyage, place, item)
    if not place.is_new:
        _compare(voyage, built, item)
        return []
    kind = item.type
    notes = [place.why] if place.why else []
    if item.comments:
        notes.append(f"Its {item.comments} comments stay behind: there are none here.")
    is_empty = place.model is Page and not built.row.body and not any(built.below.values())
    if is_empty and built.row.state == State.PUBLISHED:
        notes.append(EMPTY.format(item.slug))
    outcome = Outcome.DOUBTFUL if is_empty else Outcome.MADE
    voyage.tell(outcome, item, kind, built.row.title, " ".join(notes), built.row.get_absolute_url())
    voyage.origins.note(kind, item.number, built.row, built.digest)
    return [built]


def _write(voyage: Voyage, several: list[Built], versions: Versions) -> None:
    for model in (Post, Page):
        rows = [built.row for built in several if isinstance(built.row, model)]
        moments = {row.pk: (row.created_at, row.updated_at) for row in rows}
        model.objects.bulk_create(rows)
        for row in rows:  # the database's own moments are those of this run
            row.created_at, row.updated_at = moments[row.pk]
        model.objects.bulk_update(rows, ["created_at", "updated_at"])
    below: dict[type, list[Any]] = {}
    for built in several:
        for rows in built.below.values():
            for row in rows:
                below.setdefault(type(row), []).append(row)
    for model, rows in below.items():
        model._base_manager.bulk_create(rows)
    Revision.objects.bulk_create([_revision(built, versions) for built in several])


def _revision(built: Built, versions: Versions) -> Revision:
    row = built.row
    return Revision(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        number=versions.count(built.place.item.number) + 1,
        kind=_KINDS.get(row.state, Revision.Kind.DRAFT),
        moment=row.updated_at,
        user=row.created_by,
        note=NOTE,
        content=content_of(built),
        applied=True,
    )


# What is here already


def _compare(voyage: Voyage, built: Built, item: Item) -> None:
    origin = voyage.origins.of(item.type, item.number)
    row = type(built.row)._base_manager.get(pk=built.place.pk)
    if origin is None or built.digest == origin.digest:
        voyage.tell(Outcome.UNCHANGED, item, item.type, row.title)
        return
    now = digest_of(row, standing(row))
    if now == built.digest:
        voyage.tell(Outcome.UNCHANGED, item, item.type, row.title)
    elif row.has_draft or now != origin.digest:
        voyage.tell(Outcome.CONFLICT, item, item.type, row.title, CONFLICT, row.get_absolute_url())
        return
    else:
        try:
            _change(row, built)
        except ValidationError as error:
            voyage.tell(Outcome.LOST, item, item.type, row.title, " ".join(error.messages))
            return
        voyage.tell(
            Outcome.CHANGED, item, item.type, built.row.title, built.place.why, row.get_absolute_url()
        )
    voyage.origins.note(item.type, item.number, row, built.digest)


def _change(row: Edited, built: Built) -> None:
    new = content_of(built)
    names = [name.removesuffix("_id") for name in WRITTEN[type(row)]]
    content = snapshot.with_fields(revising.newest(row), **{name: new["fields"][name] for name in names})
    content["names"] |= new["names"]
    content["rows"] |= {name: new["rows"][name] for name in built.below}
    if built.place.state == State.PUBLISHED:
        publishing.publish(row, None, content, NOTE)
    elif built.place.state == State.SCHEDULED:
        publishing.unpublish(row, None, NOTE)
        publishing.schedule_for(row, built.place.publish_at, None, content, NOTE)
    else:
        publishing.unpublish(row, None, NOTE)
        drafts.save(row, content, None, NOTE)
        # What has gone into WordPress's drafts is no longer what was taken off a site.
        row.set_facts(state=built.place.state)
