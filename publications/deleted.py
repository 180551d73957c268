"""Publications that somebody deleted: back again from the last entry of their history, or gone for good.

What an import made and its taking back removed is not among them: it comes back by importing it again.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from nidairp.editing.bringing_back import ALREADY, NOTE
from nidairp.patience import patience

from . import along
from .bibtex.entry import Name
from .keywords import keyword_key
from .models import Author, Contribution, Publication, Tag, split_keywords
from .models.locks import hold_names, make_names

HISTORY = Publication.history.model


def gone() -> QuerySet[Any]:
    """The last entry of each that is no longer there, the newest first."""
    there = Publication.objects.filter(pk=OuterRef("id"))
    later = HISTORY.objects.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    by_hand = Q(history_change_reason=None) | Q(history_change_reason="")
    found = HISTORY.objects.filter(by_hand, ~Exists(there), ~Exists(later), history_type="-")
    return found.select_related("history_user").order_by("-history_id")


@transaction.atomic
def bring_back(entry: int, user: Any) -> tuple[Publication, list[str]]:
    """Under its old key, with its people, keywords and files; not on the site, which is a step of its own.

    Says, too, what it had and is not to be had any more.
    """
    with patience():
        make_names()
        hold_names()
        kept = _kept(entry)
    publication: Publication = kept.instance
    del publication._history  # type: ignore[attr-defined]  # what is made here is no old state
    if Publication.objects.filter(citation_key=publication.citation_key).exists():
        words = "The key “{}” belongs to another publication now: give that one another key first."
        raise ValidationError(words.format(publication.citation_key))
    if Publication.objects.filter(slug=publication.slug).exists():
        publication.slug = ""
    publication.is_public = False
    publication._history_user, publication._change_reason = user, NOTE  # type: ignore[attr-defined]
    publication.save(force_insert=True)
    missing = along.put_back(kept.along or _in_one_line(kept), publication)
    missing += _words_of_then(publication)
    publication.refresh()
    publication.note_people()
    return publication, missing


@transaction.atomic
def forget(entry: int) -> Any:
    """Every entry of its history; answers the last one, for the log."""
    kept = _kept(entry)
    HISTORY.objects.filter(id=kept.id).delete()
    return kept


def entries_of(kept: Any) -> int:
    return HISTORY.objects.filter(id=kept.id).count()


def _kept(entry: int) -> Any:
    """Of two who ask for one at once the second waits here, and is told."""
    HISTORY.objects.select_for_update().filter(pk=entry).order_by().first()
    kept = gone().filter(pk=entry).first()
    if kept is None:
        raise ValidationError(ALREADY)
    return kept


def _words_of_then(publication: Publication) -> list[str]:
    """Keywords that were renamed, joined or deleted meanwhile are here again with it."""
    words = split_keywords(publication.keywords)
    here = Tag.objects.known(map(keyword_key, words))
    again = ", ".join(f"“{word}”" for word in words if keyword_key(word) not in here)
    said = "These keywords were gone, and are back with it: {}. Join them with what they are called now."
    return [said.format(again)] if again else []


def _in_one_line(kept: Any) -> along.Kept:
    """Of those that were deleted before anything was kept along."""
    people = [
        {**_name(text)._asdict(), "role": role, "position": place, "author": None}
        for role in Contribution.Role.values
        for place, text in enumerate(filter(None, getattr(kept, f"{role}s_text").split("; ")))
    ]
    return {"people": people, "files": []}


def _name(text: str) -> Name:
    """The parts of a name in one line: those of the author who is known by it, else by its commas."""
    folded = " ".join(text.casefold().split())[:1200]
    if author := Author.objects.filter(name_key=folded).first():
        return _as_printed(author.name, text)
    family, *rest = text.split(", ")
    return Name(family, given=rest[-1] if rest else "", suffix=", ".join(rest[:-1]))


def _as_printed(name: Name, text: str) -> Name:
    """The same name in the capitals of the text: other publications may print it in others."""
    folded, at, parts = text.casefold(), 0, name._asdict()
    for part in ("prefix", "family", "suffix", "given"):
        at = folded.find(parts[part].casefold(), at)
        parts[part] = text[at : at + len(parts[part])]
        at += len(parts[part])
    printed = Name(**parts)
    return printed if str(printed) == text else name
