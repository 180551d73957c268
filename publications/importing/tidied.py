"""Words and names put right on all publications that had them: the same, done to what an import noted.

An import notes what stood in a field before it and after it. Where something was put right since, both are
read as if it had been done to them too: so it is no edit of the field, and taking the import back does not
bring the old back. What was put right is seen in the history: each such entry, held beside the one before it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from publications.among import among
from publications.bibtex.entry import Name
from publications.importing.plan import PEOPLE, Flat
from publications.models import Publication, split_keywords
from publications.retagging import renamed
from publications.tidying import KEYWORD, is_tidying, joined_as, prints

_ROLES = tuple(PEOPLE)
_SAID = ("id", "history_date", "history_change_reason", "keywords", *(f"{role}s_text" for role in _ROLES))
_OTHERS = ["others"]


@dataclass(slots=True)
class Tidied:
    """What was put right on one publication, in order: each step says what became of which word or name."""

    words: list[dict[str, str]] = field(default_factory=list)
    names: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def carried(self, name: str, value: Any, current: Flat) -> Any:
        """The value of a field, with all that since; of names, `current` knows the parts."""
        if name == "keywords" and self.words:
            return self._keywords(value or "") or None
        if name in self.names and value:
            parts = {str(_name(one)): one for one in current.get(name, []) if one != _OTHERS}
            return [self._person(name, one, parts) for one in value]
        return value

    def all_carried(self, said: Flat, current: Flat) -> Flat:
        carried = {name: self.carried(name, value, current) for name, value in said.items()}
        return {name: value for name, value in carried.items() if value}

    def _keywords(self, text: str) -> str:
        for step in self.words:
            text = renamed(text, step)
        return text

    def _person(self, role: str, one: list[str], parts: dict[str, list[str]]) -> list[str]:
        if one == _OTHERS:
            return one
        printed, is_changed = str(_name(one)), False
        for step in self.names[role]:
            is_changed, printed = is_changed or printed in step, step.get(printed, printed)
        return parts.get(printed, one) if is_changed else one


def tidied_since(pks: Iterable[int], since: datetime) -> dict[int, Tidied]:
    """For those on which anything was put right since; an empty one for all others."""
    history = Publication.history.model.objects.order_by()
    some = history.filter(among("id", pks), is_tidying(), history_date__gt=since).values("id")
    found: dict[int, Tidied] = defaultdict(Tidied)
    before: Sequence[Any] = ()
    for entry in history.filter(id__in=some).order_by("id", "history_id").values_list(*_SAID).iterator():
        pk, moment, reason, *said = entry
        if before and before[0] == pk and moment > since and reason:
            _note(found[pk], reason, before[3:], said)
        before = entry
    return found


def _note(tidied: Tidied, reason: str, before: Sequence[str], after: Sequence[str]) -> None:
    if reason.startswith(KEYWORD):
        tidied.words.append(_words(reason, split_keywords(before[0]), split_keywords(after[0])))
    for role, old, new in zip(_ROLES, before[1:], after[1:], strict=True):
        # The names of a list keep their places: none goes, and none is added.
        pairs = zip(old.split("; "), new.split("; "), strict=False)
        if names := {one: other for one, other in pairs if prints(other) == reason}:
            tidied.names[role].append(names)


def _words(reason: str, before: list[str], after: list[str]) -> dict[str, str]:
    """One is renamed, or several are joined as one that may have been there, or they are deleted."""
    gained = [word for word in after if word not in before]
    kept = gained or [word for word in after if joined_as(word) == reason]
    return dict.fromkeys((word for word in before if word not in after), kept[0] if kept else "")


def _name(one: list[str]) -> Name:
    prefix, family, suffix, given = one
    return Name(family, given, prefix, suffix)
