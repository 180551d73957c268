"""The form of one menu item. Its place is a field of its own, because only ``tree.py`` moves items."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from mptt.forms import TreeNodeChoiceField

from nidairp.addresses import validate_address
from nidairp.editing.titles import MarkedField
from nidairp.editing.versions import VersionedForm
from nidairp.navigation.lock import tree_lock
from nidairp.navigation.models import MenuItem
from nidairp.navigation.pointing import THINGS, pointed
from nidairp.redirects.targets import on_site

TWO_SECTIONS = "The address names another section: take it out there, or leave this empty."


class MenuItemForm(VersionedForm):
    below = TreeNodeChoiceField(
        queryset=MenuItem.objects.none(),
        empty_label=None,
        level_indicator="– ",
        help_text="The menu, or the item in it, that this one stands below. It becomes the last one there.",
    )

    class Meta:
        model = MenuItem
        fields = ["title", "page", "category", "post", "section", "address", "is_shown"]
        field_classes = {"title": MarkedField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "below" not in self.fields:  # the page of someone who may only look
            return
        if "title" in self.fields:
            self.fields["title"].widget.attrs["data-marked"] = ""
        places = MenuItem.objects.all()
        if self.instance.pk:
            places = places.filter(tree_id=self.instance.tree_id)
            self.initial["below"] = self.instance.parent_id
        self.fields["below"].queryset = places

    def locked(self) -> MenuItem | None:
        """By the lock of all menus: with one of its own, an item would wait for a move that waits for it."""
        with tree_lock():
            return MenuItem.objects.filter(pk=self.instance.pk).first()

    def clean(self) -> dict[str, Any]:
        """The address of a page, a category or a post is taken for that thing itself."""
        cleaned = super().clean()
        alone = not any(cleaned.get(thing) for thing in THINGS)
        if cleaned.get("address") and alone and "address" not in self.errors:
            cleaned |= {"address": "", **self._pointed(cleaned)}
        elif alone and "section" in cleaned:
            cleaned["section"] = ""
        return cleaned

    def _pointed(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """With a section typed beside the address just now; an older one was of what stood here before."""
        section = cleaned.get("section", "") if "section" in self.changed_data else ""
        address = cleaned["address"]
        named = urlsplit(address).fragment
        if section and named not in ("", section):
            self.add_error("section", TWO_SECTIONS)
        to = pointed(address if named or not section else f"{address}#{section}")
        return {"section": "", **to}

    def clean_address(self) -> str:
        """Before it is taken apart: of some it cannot be said where they lead."""
        address: str = self.cleaned_data["address"]
        if address:
            validate_address(on_site(address))
        return address

    def clean_section(self) -> str:
        return self.cleaned_data["section"].removeprefix("#")

    def clean_below(self) -> MenuItem:
        below: MenuItem = self.cleaned_data["below"]
        if self.instance.pk and below.is_descendant_of(self.instance, include_self=True):
            raise ValidationError("An item cannot stand below itself or below one of its own items.")
        return below
