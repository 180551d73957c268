"""A table of redirects taken in: first what each line would do, then all of it in one transaction or nothing.

Nothing is kept in between: what is applied is the text that was shown, looked at once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from nidairp.addresses import validate_visible

from .live import live
from .models import Redirect
from .table import MOST_LINES, Line, read
from .targets import GONE, Target, path_of, targets_of
from .writing import put

WHY = "Imported from a table"
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Step:
    """What a line would do: ``new``, ``changed``, ``same`` or ``error``."""

    line: Line
    outcome: str
    target: Target = GONE
    #: What the address leads to until now, where there is a redirect already.
    before: str = ""
    error: str = ""
    #: A page stands at the old address: the redirect waits until that is gone.
    is_shadowed: bool = False


def preview(text: str) -> list[Step]:
    lines = read(text, settings.SITE_URL)
    if len(lines) > MOST_LINES:
        raise ValidationError(f"The table has {len(lines):,} lines: {MOST_LINES:,} can be taken in at once.")
    return _steps(lines)


def apply(text: str) -> list[Step]:
    """The same steps, taken; if one of them has an error, none is."""
    with transaction.atomic():
        steps = preview(text)
        if not any(step.error for step in steps):
            change = uuid4()
            put([_made(step, change) for step in steps if step.outcome != "same"], WHY)
        return steps


def _steps(lines: Sequence[Line]) -> list[Step]:
    good = [line for line in lines if not line.error]
    asked = [line for line in good if not line.is_gone]
    targets: dict[str, Target | ValidationError] = {line.old: GONE for line in good}
    found = targets_of([line.new for line in asked], coming=targets)
    targets |= {line.old: target for line, target in zip(asked, found, strict=True)}
    there = {row.old_path: row for row in Redirect.objects.at(*targets).with_targets()}
    standing = live(line.old for line in good)
    steps = [_step(line, targets, there.get(line.old)) for line in lines]
    return [replace(step, is_shadowed=not step.error and step.line.old in standing) for step in steps]


def _step(line: Line, targets: dict[str, Target | ValidationError], there: Redirect | None) -> Step:
    target = targets.get(line.old, GONE)
    error = line.error or _unfit(line.note) or _circle(line.old, targets)
    if isinstance(target, ValidationError) or error:
        return Step(line, "error", error=error or " ".join(target.messages))
    if there is None:
        return Step(line, "new", target)
    same = (
        target.fields() == {name: getattr(there, name) for name in target.fields()}
        and line.note == there.note
    )
    return Step(line, "same" if same else "changed", target, before=there.leads_to or "gone for good (410)")


def _unfit(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        return f"The note is longer than {LONGEST_NOTE} characters."
    try:
        validate_visible(note)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _circle(start: str, targets: dict[str, Target | ValidationError]) -> str:
    """Lines may lead to the old addresses of other lines, but not round to where they began."""
    seen, path = set(), start
    while path not in seen:
        seen.add(path)
        target = targets.get(path)
        if not isinstance(target, Target) or not target.address.startswith("/"):
            return ""
        path = path_of(target.address)
    return f"{start} would lead to itself."


def _made(step: Step, change: UUID) -> Redirect:
    line, now = step.line, timezone.now()
    return Redirect(old_path=line.old, note=line.note, change=change, created_at=now, **step.target.fields())
