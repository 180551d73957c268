"""How far an object has come, in the words of badges and banners."""

from .models import Edited
from .schedule import said

State = Edited.State


def badges(obj: Edited) -> list[tuple[str, str]]:
    """Pairs of a class for the colour and words; ``obj.draft`` should be loaded along."""
    found = [_place(obj)]
    if obj.is_promised and obj.draft:
        found.append(
            ("scheduled", f"Changes on {said(obj.draft.due)}") if obj.draft.due else ("draft", "Draft ahead")
        )
    if obj.submitted_at:
        found.append(("review", "In review"))
    return found


def _place(obj: Edited) -> tuple[str, str]:
    if obj.is_public:
        return "published", "Published"
    if obj.state == State.SCHEDULED and obj.publish_at:
        return "scheduled", f"Scheduled: {said(obj.publish_at)}"
    if obj.is_promised:
        return "withdrawn", State.WITHDRAWN.label
    return obj.state, State(obj.state).label
