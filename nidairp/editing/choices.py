"""Boxes to tick that say together what they are for."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.html import format_html
from django.utils.safestring import SafeString


class NamedChoices(CheckboxSelectMultiple):
    """The admin's label beside them belongs to none of them."""

    def __init__(self, legend: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.legend = legend

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        words = '<fieldset class="choices"><legend class="visually-hidden">{}</legend>{}</fieldset>'
        return format_html(words, self.legend, super().render(*args, **kwargs))
