"""The form of edited content: its schedule, a note for the history, and the version it was opened from."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, UniqueConstraint
from django.utils import timezone

from nidairp.editing import schedule
from nidairp.editing.models import Edited, Revision
from nidairp.editing.versions import VersionedForm, fingerprint
from nidairp.quality.admin import refuse
from nidairp.quality.typed import rows_of

from .buttons import Press, pressed


class MomentField(forms.DateTimeField):
    """Date and time in one input of the browser's own, which brings a calendar and is usable by keyboard."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(**{**kwargs, "widget": widget})


class EditedForm(VersionedForm):
    note = forms.CharField(
        max_length=300,
        required=False,
        help_text="What you changed and why, for the history. Optional.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def standing(self) -> Model:
        """The row itself; the instance shows the draft over it."""
        return getattr(self.instance, "live", self.instance)

    def version_of(self, row: Model) -> str:
        newest = Revision.objects.of(row).newest_first().values_list("number", flat=True).first()
        return f"{newest or 0} {fingerprint(row)}"

    def refused(self, row: Model, since: datetime.datetime) -> str:
        self.theirs: Edited = row  # type: ignore[assignment]
        kind = row._meta.verbose_name
        saved = (
            Revision.objects.of(row).filter(moment__gt=since).newest_first().select_related("user").first()
        )
        what = f"This {kind} has been changed since you opened it."
        if saved and saved.user:
            name = saved.user.get_full_name() or saved.user.get_username()
            moment = schedule.said(saved.moment)
            what = f"{name} saved this {kind} on {moment}, after you had opened it here."
        return (
            f"{what} What you typed is still below, but not saved. Both texts are compared here; take over "
            "what you need, tick “Save mine over it” and save. The other version stays in the history."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_schedule(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """A draft may be as unfinished as it likes; what is to be public must not be a broken page."""
        super()._post_clean()  # type: ignore[misc]
        if pressed(self.data) in (Press.PUBLISH, Press.SCHEDULE):
            refuse(self, rows_of(self.data))

    def _update_errors(self, errors: ValidationError) -> None:
        """That the address is taken is said at the slug, and once."""
        unique = [one for one in self._meta.model._meta.constraints if isinstance(one, UniqueConstraint)]
        taken = {one.violation_error_message for one in unique if "slug" in one.fields}
        by_field = getattr(errors, "error_dict", {})
        of_all = by_field.pop(NON_FIELD_ERRORS, [])
        for error in of_all:
            name = "slug" if "slug" in self.fields and error.message in taken else NON_FIELD_ERRORS
            by_field.setdefault(name, []).append(error)
        super()._update_errors(errors)  # type: ignore[misc]

    def _check_schedule(self, cleaned: dict[str, Any]) -> None:
        press, now = pressed(self.data), timezone.now()
        start, end = cleaned.get("publish_at"), cleaned.get("unpublish_at")
        if press is Press.PUBLISH:
            start = cleaned["publish_at"] = None
        if press is Press.SCHEDULE and "publish_at" not in self.errors:
            self._check_start(start, now)
        first = start if start and press is not Press.DRAFT else now
        if end and press is not Press.DRAFT and end <= first:
            self.add_error("unpublish_at", "This is before it becomes public: choose a later time, or none.")

    def _check_start(self, start: datetime.datetime | None, now: datetime.datetime) -> None:
        """What the button says and what the field says must be one; without JavaScript they can differ."""
        said = self.data.get(Press.SCHEDULE)
        if start is None:
            self.add_error("publish_at", "Say when to publish it, or choose to publish now.")
        elif start <= now:
            self.add_error(
                "publish_at",
                f"{schedule.said(start)} is past: it is {schedule.said(now)} now. Choose a later time, or "
                "leave this empty to publish now.",
            )
        elif said and said != TYPED and said != schedule.typed(start):
            self.add_error(
                "publish_at",
                f"You typed {schedule.said(start)}, but the button named another time. Nothing was saved "
                "yet: press the button again, which now says the same as this field.",
            )


#: What the button sends that goes by the field, whatever stands there.
TYPED = "typed"
