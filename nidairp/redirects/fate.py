"""The question what is to answer at an old address, as a form asks it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .targets import GONE, Target, target_of
from .widgets import TargetInput


class FateForm(forms.Form):
    """Gone for good, or redirected to a place that is there. ``target`` is the answer once it is valid."""

    GONE, REDIRECT = "gone", "redirect"

    fate = forms.ChoiceField(
        label="What its address answers from now on",
        choices=[
            (REDIRECT, "Lead visitors to another address"),
            (GONE, "Say that it is gone (410)"),
        ],
        widget=forms.RadioSelect(attrs={"class": "radiolist"}),
    )
    to = forms.CharField(
        label="The other address",
        required=False,
        max_length=1000,
        strip=True,
        widget=TargetInput,
        help_text="A path on this site, such as /about/contact/, or a whole address, such as "
        "https://www.nih.gov/. "
        "Words of a title find it too.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.target: Target = GONE
        if cleaned.get("fate") == self.REDIRECT and "to" in cleaned:
            try:
                self.target = _needed(cleaned["to"])
            except ValidationError as error:
                self.add_error("to", error)
        return cleaned


def _needed(text: str) -> Target:
    if not text:
        raise ValidationError("Say where visitors are to be led, or choose that it is gone for good.")
    return target_of(text)
