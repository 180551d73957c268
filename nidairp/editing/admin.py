"""What the admin pages of all edited content share."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from js_asset import Media

from .lists import LongListAdmin
from .versions import VersionedAdmin

AGAIN = "Choose the file again: it was not saved, and a browser sends a chosen file only once."


class EditedAdmin(VersionedAdmin, LongListAdmin):
    """State as a labelled badge, "View on site" only for what is there, nonce and name for the editor.

    A form that comes back with an error, wherever it is, says which chosen file is lost by that.
    """

    class Media:
        js = ["editing/editor-name.js"]

    @admin.display(description="State", ordering="state")
    def state_badge(self, obj: Any) -> str:
        return format_html('<span class="state-badge state-{}">{}</span>', obj.state, obj.get_state_display())

    def view_on_site(self, obj: Any) -> str | None:  # type: ignore[override]
        return obj.get_absolute_url() if obj.is_public else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # The rich-text editor brings an inline import map, which the CSP admits by nonce only.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        say_lost_files(context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        return self.view_on_site(obj) if obj is not None else None


def say_lost_files(form: ModelForm) -> None:
    """A form that was sent and is drawn again was refused, by its own errors or those of a table below it."""
    for name in form.files:
        if name in form.fields and name not in form.errors:
            form.add_error(name, AGAIN)
