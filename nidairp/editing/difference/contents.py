"""Two contents of one kind of object: every field by its label, and the rows that came, went or moved."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, Field, Model, TextField
from django.utils.dateformat import format as format_date
from django.utils.text import capfirst

from nidairp.editing import schedule, snapshot
from nidairp.editing.body import BodyField
from nidairp.editing.snapshot import Content

from .lines import lines_of
from .words import Line, Piece, compare_lines, compare_words, folded

NOTHING = "nothing"


@dataclass
class Change:
    """Lines of words for a text; single rows for what stands below; each piece says what became of it."""

    label: str
    lines: list[Line | int] = field(default_factory=list)
    note: str = ""


def changes(model: type[Model], old: Content, new: Content) -> list[Change]:
    """In the order of the fields; nothing for what stayed."""
    found = [change for f in snapshot.content_fields(model) for change in _of_field(f, old, new)]
    for accessor in snapshot.accessors(model):  # type: ignore[arg-type]
        found += _of_rows(model, accessor, old, new)
    return found


def _of_field(f: Field, old: Content, new: Content) -> Iterator[Change]:
    if f.name not in old["fields"] or f.name not in new["fields"]:
        return
    before, after = old["fields"][f.name], new["fields"][f.name]
    if before == after:
        return
    label = str(capfirst(f.verbose_name))
    if isinstance(f, BodyField):
        yield _of_text(label, lines_of(before or ""), lines_of(after or ""))
    elif isinstance(f, TextField):
        yield _of_text(label, (before or "").splitlines(), (after or "").splitlines())
    else:
        yield Change(label, [compare_words(_words(f, old), _words(f, new))])


def _of_text(label: str, before: list[str], after: list[str]) -> Change:
    if before == after:
        return Change(label, note="Only the formatting changed: bold, italics, or how it is divided.")
    return Change(label, folded(compare_lines(before, after)))


def _words(f: Field, content: Content) -> str:
    """The value as the form shows it."""
    value = content["fields"][f.name]
    if value in (None, ""):
        return NOTHING
    if f.name in content["names"]:
        return str(content["names"][f.name])
    if f.choices:
        return str(dict(f.flatchoices).get(value, value))
    return _plain_words(f, value)


def _plain_words(f: Field, value: Any) -> str:
    if isinstance(f, BooleanField):
        return "yes" if value else "no"
    if isinstance(f, DateTimeField):
        return schedule.said(datetime.datetime.fromisoformat(value))
    if isinstance(f, DateField):
        return format_date(datetime.date.fromisoformat(value), "F j, Y")
    return str(value)


def _of_rows(model: type[Model], accessor: str, old: Content, new: Content) -> Iterator[Change]:
    """A row is known by what its model says (``known_by``), by what it points at, or by its words."""
    if accessor not in old["rows"] or accessor not in new["rows"]:
        return
    found = next(r for r in model._meta.related_objects if r.get_accessor_name() == accessor)
    fields = snapshot.content_fields(found.related_model, below=found.field)
    known, told = (getattr(found.related_model, name, ()) for name in ("known_by", "told_by"))
    before, after = (_by_key(c["rows"][accessor], fields, known) for c in (old, new))
    telling = [f for f in fields if f.name in told]
    lines: list[Line | int] = []
    lines += [[Piece("removed", _title(row, telling))] for key, row in before.items() if key not in after]
    lines += [[Piece("added", _title(row, telling))] for key, row in after.items() if key not in before]
    stayed = [key for key in after if key in before]
    for key in _moved([key for key in before if key in after], stayed):
        place = list(after).index(key) + 1
        lines.append(
            [Piece("same", _title(after[key], telling)), Piece("added", f" (moved to place {place})")]
        )
    for key in stayed:
        lines += _inside(fields, before[key], after[key], _title(after[key], telling))
    if lines:
        yield Change(str(capfirst(found.related_model._meta.verbose_name_plural)), lines)


def _by_key(rows: list[Content], fields: list[Field], known: Sequence[str]) -> dict[str, Content]:
    """Of rows that point at the same, the first is compared with the first, and so on."""
    found: dict[str, Content] = {}
    for row in rows:
        key = _key(row, fields, known)
        number = next(n for n in count() if f"{key} {n}" not in found)
        found[f"{key} {number}"] = row
    return found


def _key(row: Content, fields: list[Field], known: Sequence[str]) -> str:
    pointing = [f.name for f in fields if f.is_relation]
    named = known or pointing or [f.name for f in fields if f.name != "position"]
    return repr([row["fields"].get(name) for name in named])


def _title(row: Content, telling: list[Field]) -> str:
    words = [str(name) for name in row["names"].values()]
    words += [_words(f, row) for f in telling if row["fields"].get(f.name) not in (None, "")]
    return " – ".join(words) or ", ".join(str(v) for v in row["fields"].values() if v not in (None, ""))


def _moved(before: list[str], after: list[str]) -> list[str]:
    """As few as explain the new order: of three and one that jumped over them, the one."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept = {after[i] for block in blocks for i in range(block.b, block.b + block.size)}
    return [key for key in after if key not in kept]


def _inside(fields: list[Field], old: Content, new: Content, name: str) -> Iterator[Line]:
    for f in fields:
        if f.is_relation or f.name == "position":
            continue
        for change in _of_field(f, old, new):
            title = Piece("same", f"{name}, {change.label.lower()}: ")
            yield [title, *(p for line in change.lines if not isinstance(line, int) for p in line)]
