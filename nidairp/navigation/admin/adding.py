"""An item added right in the tree: a title, where it leads, and below what. The rest is set in its form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from mptt.forms import TreeNodeChoiceField

from nidairp.editing.titles import MarkedField
from nidairp.navigation.models import MenuItem
from nidairp.navigation.pointing import THINGS, called, pointed
from nidairp.redirects.widgets import TargetInput


class QuickForm(forms.Form):
    to = forms.CharField(
        label="Leads to",
        required=False,
        max_length=500,
        widget=TargetInput,
        help_text="Words of a title, a path such as /news/, or a whole address. Empty: a heading.",
    )
    title = MarkedField(
        label="Title",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"data-marked": ""}),
        help_text="Empty: the title of what it leads to.",
    )
    below = TreeNodeChoiceField(
        label="Below", queryset=MenuItem.objects.none(), empty_label=None, level_indicator="– "
    )

    def __init__(self, menu: MenuItem, data: Any = None) -> None:
        super().__init__(data, initial={"below": menu.pk}, prefix="new")
        self.fields["below"].queryset = MenuItem.objects.filter(tree_id=menu.tree_id)

    def clean_to(self) -> dict[str, Any]:
        return pointed(self.cleaned_data["to"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        things = [thing for name, thing in cleaned.get("to", {}).items() if name in THINGS]
        cleaned["title"] = cleaned.get("title") or "".join(map(called, things))
        if not cleaned["title"] and "to" in cleaned:
            self.add_error("title", ValidationError("Give the item a name."))
        return cleaned
