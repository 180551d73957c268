"""A copy of an object: its newest text, as a draft of whoever copies it."""

from typing import Any

from nidairp.editing import drafts, revising, snapshot
from nidairp.editing.models import Edited


def copy_of(obj: Edited, user: Any) -> Edited:
    """The model's ``as_copy`` gives what must be another, such as its address."""
    content = snapshot.with_fields(revising.newest(obj), publish_at=None, unpublish_at=None)
    made = type(obj)()
    snapshot.fill(made, content)
    made.as_copy()
    content = snapshot.with_fields(content, **snapshot.take(made, {})["fields"])
    drafts.save(made, content, user, note=f"Copied from “{obj}”."[:300])
    return made
