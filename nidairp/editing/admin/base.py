"""What the admin pages of all edited content share."""

from typing import Any

from django.db.models import Model
from django.forms import Field, ModelForm
from django.http import HttpRequest, HttpResponse
from js_asset import Media

from nidairp.editing import permission, schedule
from nidairp.editing.lists import LongListAdmin
from nidairp.editing.permission import Do
from nidairp.editing.snapshot import SCHEDULE
from nidairp.editing.titles import TitleField
from nidairp.editing.versions import VersionedAdmin

from . import banner, buttons
from .deeds import DeedsAdmin
from .deleted import DeletedAdmin
from .forms import EditedForm, MomentField
from .history import HistoryAdmin
from .listing import ListingAdmin
from .many import MANY
from .previewing import PreviewingAdmin
from .saving import SavingAdmin
from .sharing import SharingAdmin

AGAIN = "Choose the file again: it was not saved, and a browser sends a chosen file only once."
#: Below the tables, next to the buttons: what belongs to the text stands together (change_form.html).
AT_THE_END = "at-the-end"
MOMENTS = {
    "publish_at": "Empty: as soon as you publish. {} time.",
    "unpublish_at": "Empty: it stays on the site. {} time.",
}


class BesideTheForm(HistoryAdmin, PreviewingAdmin, SharingAdmin, DeedsAdmin, DeletedAdmin):
    """The pages that a form of edited content leads to."""


class EditedAdmin(SavingAdmin, BesideTheForm, ListingAdmin, VersionedAdmin, LongListAdmin):
    """One control that says what will happen, the schedule, and "View on site" only for what is there.

    A form that comes back with an error, wherever it is, says which chosen file is lost by that.
    """

    form = EditedForm
    actions = MANY
    change_form_template = "admin/editing/change_form.html"

    class Media:
        js = [
            "editing/editor-name.js",
            "editing/one-line.js",
            "editing/publish-button.js",
            "editing/toolbar.js",
        ]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permission.may(request.user, Do.SEE, obj or self.model)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permission.may(request.user, Do.ADD, self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permission.may(request.user, Do.CHANGE, obj or self.model)

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permission.may(request.user, Do.PUBLISH, obj or self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permission.may(request.user, Do.DELETE, obj or self.model)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        schedule_of_it = ("Schedule", {"fields": [tuple(SCHEDULE)], "classes": [AT_THE_END]})
        own = [*super().get_fieldsets(request, obj), schedule_of_it]
        if obj is not None and not self.has_change_permission(request, obj):
            return own
        return [*own, ("This version", {"fields": ["note"], "classes": [AT_THE_END]})]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        if db_field.name in SCHEDULE:
            text = MOMENTS[db_field.name].format(schedule.zone())
            return db_field.formfield(form_class=MomentField, help_text=text)
        if db_field.name == "title":
            return db_field.formfield(form_class=TitleField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def view_on_site(self, obj: Any) -> str | None:  # type: ignore[override]
        """Where the public finds it, which a draft may be about to change."""
        row = getattr(obj, "live", obj)
        return row.get_absolute_url() if row.is_public else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # The rich-text editor brings an inline import map, which the CSP admits by nonce only.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        form, obj = context["adminform"].form, kwargs.get("obj")
        say_lost_files(form)
        context["control"] = buttons.context(request, form, obj)
        context["banner"] = banner.of(request, context, obj)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        return self.view_on_site(obj) if obj is not None else None


def say_lost_files(form: ModelForm) -> None:
    """A form that was sent and is drawn again was refused, by its own errors or those of a table below it."""
    for name in form.files:
        if name in form.fields and name not in form.errors:
            form.add_error(name, AGAIN)
