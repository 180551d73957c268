"""The field for an address, which finds things by words of their titles where JavaScript runs."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.urls import reverse


class TargetInput(forms.TextInput):
    class Media:
        css = {"all": ["redirects/redirects.css", "redirects/target-chooser.css"]}
        js = [Script("redirects/target-chooser.js", defer=True)]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vTextField target-chooser", "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        where = reverse("admin:redirects_redirect_targets")
        return super().get_context(name, value, {"data-targets": where, **(attrs or {})})
