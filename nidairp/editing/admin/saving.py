"""From the form to a version of the content, and from the button to what happens with it.

The admin itself writes nothing here: fields and tables become a ``snapshot``, and ``drafts``, ``publishing``
and ``review`` do the rest under their lock. So a draft may stand over what is public, tables included.
"""

import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from nidairp.editing import drafts, permission, publishing, review, revising, schedule, snapshot
from nidairp.editing.models import Edited
from nidairp.editing.permission import Do
from nidairp.openforms.admin import tell_saved

from .buttons import Press, pressed
from .rows import RevisedRows, revised, rows_for


def with_draft_shown(row: Edited) -> Edited:
    """The object as the form shows it: the draft where there is one. The row itself stays beside it."""
    shown: Any = copy.copy(row)
    shown.live = row
    shown.shown_content = revising.newest(row)
    shown.missing = snapshot.fill(shown, shown.shown_content) if row.draft else []
    for accessor in snapshot.accessors(shown):
        shown.missing += snapshot.rows_of(shown, shown.shown_content, accessor)[1]
    return shown


class SavingAdmin(admin.ModelAdmin):
    """What of the admin's own saving must be another."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.shows_draft = True  # type: ignore[attr-defined]
        return super().changeform_view(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row: Any = super().get_object(request, object_id, from_field)
        return with_draft_shown(row) if row is not None and hasattr(request, "shows_draft") else row

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            accessor = formset.fk.remote_field.get_accessor_name()
            yield (revised(formset) if accessor in self.model.revised_with else formset), inline

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        formset = inline.get_formset(request, obj)
        accessor = formset.fk.remote_field.get_accessor_name()
        if accessor in self.model.revised_with:
            params["instance"], params["rows"] = rows_for(obj, accessor)
        return params

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Nothing yet: a version is the fields and the tables together."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        tables = [formset for formset in formsets if isinstance(formset, RevisedRows)]
        if not change:
            form.instance.created_by = request.user
        content = content_of(form.instance, {table.accessor: table.kept() for table in tables})
        act(request, form.instance, content, form.cleaned_data)
        for formset in formsets:
            if formset not in tables:
                self.save_formset(request, form, formset, change=change)

    def construct_change_message(
        self, request: HttpRequest, form: ModelForm, formsets: Any, add: bool = False
    ) -> Any:
        return DONE[pressed(request.POST)]

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.response_saved(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self.response_saved(request, obj)

    def response_saved(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to the form, with a sentence on what the public sees now."""
        messages.success(request, outcome(request, obj))
        address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[quote(obj.pk)])
        filters = {"preserved_filters": self.get_preserved_filters(request), "opts": obj._meta}
        return tell_saved(request, HttpResponseRedirect(add_preserved_filters(filters, address)))


#: For the log of who did what.
DONE = {
    Press.DRAFT: "Saved a draft.",
    Press.PUBLISH: "Published.",
    Press.SCHEDULE: "Scheduled.",
    Press.SUBMIT: "Submitted for review.",
}


def content_of(obj: Model, rows: dict[str, list[Model]]) -> snapshot.Content:
    """The content of what was typed; files are stored and rich text is cleaned as by saving a row."""
    prepare(obj, snapshot.content_fields(type(obj)))
    for accessor, some in rows.items():
        for row in some:
            prepare(row, snapshot.child_fields(obj, accessor))
    return snapshot.take(obj, rows)


def prepare(obj: Model, fields: list[Any]) -> None:
    for field in fields:
        field.pre_save(obj, add=False)


def act(request: HttpRequest, obj: Edited, content: snapshot.Content, typed: dict[str, Any]) -> None:
    """What the pressed button says; who may not press it never saw it."""
    press, user, note = pressed(request.POST), request.user, typed.get("note", "")
    if press in (Press.PUBLISH, Press.SCHEDULE):
        permission.demand(user, Do.PUBLISH, obj)
    if press is Press.PUBLISH:
        publishing.publish(obj, user, content, note)
    elif press is Press.SCHEDULE:
        publishing.schedule_for(obj, typed["publish_at"], user, content, note)
    elif press is Press.SUBMIT:
        review.submit(obj, user, content, note)
    else:
        drafts.save(obj, content, user, note)


def outcome(request: HttpRequest, obj: Edited) -> str:
    """What has happened, in a sentence that leaves no doubt what the public sees."""
    press, name = pressed(request.POST), named(obj)
    if press is Press.PUBLISH:
        words = 'Published {}: <a href="{}">look at the {} on the site</a>.'
        return format_html(words, name, obj.get_absolute_url(), obj._meta.verbose_name)
    if press is Press.SCHEDULE:
        moment = obj.draft.due if obj.draft else obj.publish_at
        what = "the changes" if obj.is_public else f"the {obj._meta.verbose_name}"
        return f"Scheduled {name}: {what} will be public on {schedule.said(moment)}."
    done = f"Submitted {name} for review." if press is Press.SUBMIT else f"Saved a draft of {name}."
    return f"{done} {still(obj)}"


def named(obj: Edited) -> str:
    return f"“{Truncator(str(obj)).chars(80)}”" if str(obj) else "what has no title yet"


def still(obj: Edited) -> str:
    if obj.is_public:
        return "The public still sees what was published before."
    if obj.is_promised:
        return f"What was scheduled for {schedule.said(obj.publish_at)} stays as it was."
    return "It is not public."
