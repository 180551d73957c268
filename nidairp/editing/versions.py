"""Two tabs, or two people, at one form: whoever saves second is told, and decides.

A form carries the version of the row that it was opened from. When it comes back, the row is locked for the
rest of the saving transaction and compared: if somebody else has saved meanwhile, nothing is written, what
was typed stays in the form, and a box offers to save it over the other. The box names the version that was
found then, so that a third save in between is not overwritten unseen.

A version is a digest of the row itself: no column, so no writer can forget to count it up.
"""

import datetime
import hashlib
import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nidairp.openforms import resuming
from nidairp.openforms.admin import OpenFormAdmin
from nidairp.patience import Busy, patience

from .inlines import only_change_and_add
from .picking import PicksSeen

STILL_BELOW = "What you typed is still below, but not saved."


def opened(version: str) -> str:
    """What a form carries: the row's version, and when it was opened."""
    return signing.dumps([version, timezone.now().isoformat()])


def read(version: str) -> tuple[str, datetime.datetime]:
    """The same in two values; an empty version, which is no row's, for what did not come from here."""
    try:
        digest, moment = signing.loads(version)
    except signing.BadSignature:
        return "", timezone.now()
    return digest, datetime.datetime.fromisoformat(moment)


def fingerprint(instance: Model) -> str:
    """A digest of what a person can change in the row, and of the moment of its last save."""
    fields = [f for f in instance._meta.concrete_fields if f.editable or getattr(f, "auto_now", False)]
    values = {field.attname: field.value_to_string(instance) for field in fields}
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


class VersionField(forms.CharField):
    """It is sent, but nobody changes it."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class KeepMine(forms.CheckboxInput):
    """Ticked it sends the version that may be written over, else the one that the form was opened from."""

    def __init__(self, opened_from: str, found: str) -> None:
        super().__init__(check_test=lambda value: False)
        self.opened_from, self.found = opened_from, found

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, self.found, attrs, renderer)
        # Of two values of one name, the last one sent is read.
        return format_html("{}{}", forms.HiddenInput().render(name, self.opened_from), box)


class VersionedForm(forms.ModelForm):
    """A form whose row is saved only if it is still the one that the form was opened from."""

    version = VersionField(required=False, widget=forms.HiddenInput, label="Save mine over it")
    #: Why the locks that are needed were not to be had.
    busy = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.initial["version"] = opened(self.version_of(self.standing()))

    def prepare(self) -> None:
        """Takes the locks that come before that of the row, where a form writes more than its row."""

    def full_clean(self) -> None:
        if self.is_bound:
            self.busy = self.busy or self._wait(self.prepare)
        super().full_clean()

    def _wait(self, take: Callable[[], Any]) -> str:
        """Takes locks; says in words why that was not possible."""
        try:
            with patience():
                take()
        except Busy as busy:
            return f"{busy.message} {STILL_BELOW}"
        return ""

    def clean(self) -> dict[str, Any]:
        """What comes back after a new login is shown first, not saved."""
        cleaned = super().clean() or self.cleaned_data
        if self.busy:
            self.add_error(None, self.busy)
        if resuming.RESUMED in self.data:
            self.add_error(None, resuming.SAYS)
        return cleaned

    def standing(self) -> Model:
        """The row that the form was opened from: of an old state, the one that it would be saved over."""
        if not hasattr(self.instance, "_history"):
            return self.instance
        now = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
        return now or self.instance

    def version_of(self, row: Model) -> str:
        return fingerprint(row)

    def refused(self, row: Model, since: datetime.datetime) -> str:
        """What is said to whom somebody else was quicker than."""
        return changed(row, since)

    def locked(self) -> Model | None:
        """The row as it is now; nobody else can change it until the transaction ends."""
        rows = type(self.instance)._base_manager.select_for_update(of=("self",), no_key=True)
        return rows.filter(pk=self.instance.pk).first()

    def clean_version(self) -> str:
        version, found = self.cleaned_data["version"], []
        self.busy = self.busy or self._wait(lambda: found.append(self.locked()))
        if self.busy:
            return version
        row = found[0]
        if row is None:
            raise ValidationError(
                f"This {self.instance._meta.verbose_name} no longer exists: somebody has removed it "
                "in the meantime. Copy what you need of your text from here."
            )
        digest, since = read(version)
        if digest != self.version_of(row):
            self.fields["version"].widget = KeepMine(version, opened(self.version_of(row)))
            raise ValidationError(self.refused(row, since))
        return version


def changed(row: Model, since: datetime.datetime) -> str:
    kind = row._meta.verbose_name
    saved = (
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk), action_time__gt=since
        )
        .select_related("user")
        .first()
    )
    what = f"This {kind} has been changed since you opened it."
    if saved:
        name = saved.user.get_full_name() or saved.user.get_username()
        moment = date_format(timezone.localtime(saved.action_time), "DATETIME_FORMAT")
        what = f"{name} saved this {kind} on {moment}, after you had opened it here."
    return (
        f"{what} What you typed is still below, but not saved. Look at the other version in a second tab; "
        "then take over what you need, tick “Save mine over it” and save."
    )


class VersionedAdmin(PicksSeen, OpenFormAdmin):
    """The version goes with the first fields of every form that changes something."""

    form = VersionedForm

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        only_change_and_add(field)
        return field

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.busy = getattr(request, "busy", "")
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who waited in vain in the midst of saving gets the form again, as one who did so before it."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Busy as busy:
            request.busy = f"{busy.message} {STILL_BELOW}"  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Busy as busy:
            self.message_user(request, busy.message, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        named = super().get_fieldsets(request, obj)
        fieldsets = [(name, _without_version(options)) for name, options in named]
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (name, options), *others = fieldsets
        return [(name, {**options, "fields": ["version", *options["fields"]]}), *others]


def _without_version(options: dict[str, Any]) -> dict[str, Any]:
    """An admin that names no fields gets those of the form, and the version is one of them."""
    return {**options, "fields": [name for name in options["fields"] if name != "version"]}
