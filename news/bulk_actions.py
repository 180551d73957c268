"""What can be done to many posts at once beside what all edited content shares: category, home page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from nidairp.editing import publishing
from nidairp.editing.bulk import BulkAction, some
from nidairp.editing.permission import Do, demand

from .models import Category, Featured, Post


class ChooseCategory(forms.Form):
    category = forms.ModelChoiceField(Category.objects.all(), empty_label="Choose a category")


class ChangeCategory(BulkAction):
    name = "change_category"
    label = "Change category …"
    title = "Another category for {rows}?"
    button = "Change the category"
    done = "moved to another category"
    form_class = ChooseCategory

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Post]) -> list[str]:
        public = [row for row in rows if row.is_public]
        if not public:
            return ["None of them is public: no address that anybody knows changes."]
        addresses = some([row.get_absolute_url() for row in public])
        return [
            f"The category is part of the address. These of public articles change at once ({len(public)}): "
            f"{addresses}. The old addresses will lead to the new ones."
        ]

    def change(self, model_admin: Any, request: HttpRequest, row: Post, chosen: dict[str, Any]) -> str:
        category: Category = chosen["category"]
        if row.is_promised:
            demand(request.user, Do.PUBLISH, row)
        if row.category == category:
            return ""
        publishing.amend(row, request.user, note=f"Category: {category}.", category=category)
        return f"Moved to the category “{category}”."


class Feature(BulkAction):
    name = "feature"
    label = "Put on the home page …"
    title = "Put {rows} on the home page?"
    button = "Put on the home page"
    done = "put on the home page"

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Post]) -> list[str]:
        hidden = [row for row in rows if not row.is_public]
        told = ["It leads the home page; what has led it moves down. Only the first three are shown."]
        if hidden:
            told.append(f"Not public, and shown as soon as they are: {some([str(row) for row in hidden])}.")
        return told

    def obstacles(self, model_admin: Any, request: HttpRequest, rows: Sequence[Post]) -> list[str]:
        may = request.user.has_perm("news.add_featured") and request.user.has_perm("news.change_featured")
        return [] if may else ["You may not change what is on the home page."]

    def change(self, model_admin: Any, request: HttpRequest, row: Post, chosen: dict[str, Any]) -> str:
        Featured.objects.lead_with(row)
        return "Put on the home page."


ACTIONS = [ChangeCategory(), Feature()]
