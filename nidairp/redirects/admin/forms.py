"""The form of one redirect: an old path, and the question what is to answer there."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from nidairp.editing.versions import VersionedForm
from nidairp.redirects.fate import FateForm
from nidairp.redirects.models import Redirect
from nidairp.redirects.paths import Unusable, typed


class RedirectForm(FateForm, VersionedForm):
    class Meta:
        model = Redirect
        fields = ["old_path", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        if "fate" in self.fields:
            self.fields["fate"].label = "What it answers"
            self.initial.setdefault("fate", self.GONE if row.pk and row.is_gone else self.REDIRECT)
            self.initial.setdefault("to", row.leads_to)

    def clean_old_path(self) -> str:
        try:
            return typed(self.cleaned_data["old_path"], settings.SITE_URL)
        except Unusable as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("old_path") and str(self.target).split("?")[0] == cleaned["old_path"]:
            self.add_error("to", "The address would lead to itself: choose another one.")
        for name, value in self.target.fields().items():
            setattr(self.instance, name, value)
        return cleaned
