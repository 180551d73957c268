"""What can be done to many posts at once, beside what all edited content shares: another category."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from nidairp.editing import publishing
from nidairp.editing.bulk import BulkAction, some
from nidairp.editing.permission import Do, demand

from .models import Category, Post


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


ACTIONS = [ChangeCategory()]
