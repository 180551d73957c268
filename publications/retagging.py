"""Keywords renamed, joined or taken away: in the rows that lists go by, and in each publication's own words.

The rows follow from the words. If the words stayed, who next saves a publication would bring the old back.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from nidairp.patience import patience

from .keywords import BETWEEN, keyword_key
from .models import ListSegment, Publication, Tag, split_keywords
from .models.locks import have_names_alone
from .tidying import DELETED, joined_as, renamed_to

BATCH = 500
GONE = "Somebody has just deleted or joined one of these keywords. Nothing was changed: look at them again."


@transaction.atomic
def rename(tag: Tag, name: str, user: Any) -> int:
    """In how many publications; the name must be nobody else's."""
    (tag,), having = _all_held([tag])
    Tag.objects.filter(pk=tag.pk).update(name=name, key=keyword_key(name))
    return _write(having, {tag.name: name}, renamed_to(tag.name, name), user)


@transaction.atomic
def join(keep: Tag, others: Collection[Tag], user: Any) -> int:
    """The others become the one; whatever points at them points at it, and their addresses lead there."""
    (keep, *others), having = _all_held([keep, *others], but_for=keep)
    through = Publication.tags.through
    made = [through(publication_id=pk, tag_id=keep.pk) for pk in having]
    through.objects.bulk_create(made, ignore_conflicts=True, batch_size=BATCH)
    for relation in Tag._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.one_to_many and relation.related_model is not through:
            model, name = relation.related_model, relation.remote_field.name
            model._base_manager.filter(**{f"{name}__in": others}).update(**{name: keep})
    names = {tag.name: keep.name for tag in others}
    Tag.objects.filter(pk__in=[tag.pk for tag in others]).delete()
    for tag in others:
        keep.leave_address(tag.slug)
    Tag.objects.give_keys({keyword_key(keep.name): keep.name})
    return _write(having, names, joined_as(keep.name), user)


@transaction.atomic
def remove(tags: Collection[Tag], user: Any) -> int:
    tags, having = _held(tags)
    Publication.tags.through.objects.filter(tag__in=tags).delete()
    return _write(having, {tag.name: "" for tag in tags}, DELETED, user)


def renamed(keywords: str, names: dict[str, str]) -> str:
    """The words with others in their place, each once; an empty one takes its word away. All else stays.

    As `split_keywords` reads them: in which letters a word is written here makes no other of it.
    """
    pieces = BETWEEN.split(keywords)
    names = {keyword_key(old): new for old, new in names.items()}
    kept: list[str] = []
    seen: set[str] = set()
    for mark, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        word = " ".join(piece.split())[:200]
        new = names.get(keyword_key(word), word)
        if new and keyword_key(new) not in seen:
            kept += [mark if kept else "", piece.replace(piece.strip(), new) if new != word else piece]
        seen.add(keyword_key(new))
    return "".join(kept).strip() if keywords.strip() else keywords


def _all_held(tags: Collection[Tag], but_for: Tag | None = None) -> tuple[list[Tag], list[int]]:
    now, having = _held(tags, but_for)
    if len(now) < len(tags):
        raise ValidationError(GONE)
    return now, having


def _held(tags: Collection[Tag], but_for: Tag | None = None) -> tuple[list[Tag], list[int]]:
    """The keywords as they are by now, and the publications that have them (but for one).

    Nobody else writes keywords or these rows until all is done; before that somebody may have.
    """
    have_names_alone()
    now = Tag.objects.in_bulk([tag.pk for tag in tags])
    through = Publication.tags.through.objects.filter(tag__in=[pk for pk in now if now[pk] != but_for])
    rows = Publication.objects.filter(pk__in=through.values("publication")).order_by("pk")
    with patience():
        having = list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    return [now[tag.pk] for tag in tags if tag.pk in now], having


def _write(publications: list[int], names: dict[str, str], reason: str, user: Any) -> int:
    """Last, for the columns of lists follow from the publications' own rows; a batch at a time in memory."""
    said = {"default_user": user, "default_change_reason": reason}
    for first in range(0, len(publications), BATCH):
        rows = Publication.objects.in_bulk(publications[first : first + BATCH])
        for row in rows.values():
            row.keywords, row.updated_at = renamed(row.keywords, names), timezone.now()
        _let_go(rows)
        bulk_update_with_history(list(rows.values()), Publication, ["keywords", "updated_at"], **said)
    ListSegment.objects.settle()
    return len(publications)


def _let_go(publications: dict[int, Publication]) -> None:
    """Twins that the release before made: a publication had both."""
    through = Publication.tags.through.objects.filter(publication__in=publications)
    words = {pk: set(map(keyword_key, split_keywords(row.keywords))) for pk, row in publications.items()}
    tagged = through.values_list("pk", "publication_id", "tag__key")
    gone = [pk for pk, publication, key in tagged if key not in words[publication]]
    through.filter(pk__in=gone).delete()
