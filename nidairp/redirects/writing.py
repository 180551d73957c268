"""Many redirects written at once, with their history. Whoever had an address before gives it up."""

from collections.abc import Iterable

from .models import Redirect

AT_ONCE = 500
WRITTEN = ["content_type", "object_id", "address", "note", "change", "created_at"]


def put(rows: Iterable[Redirect], why: str) -> None:
    """What was there last is what people look for."""
    made = Redirect.objects.bulk_create(
        {row.old_path: row for row in rows}.values(),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["old_path"],
        update_fields=WRITTEN,
    )
    Redirect.history.bulk_history_create(made, batch_size=AT_ONCE, default_change_reason=why)
