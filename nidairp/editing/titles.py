"""The fields that take a title with italics, bold, sub- and superscript: one line of text, tags among it."""

from typing import Any

from django import forms

from nidairp.rich import strip

MARKED = (
    "Letters can be raised, lowered or italic: GABA&lt;sub&gt;A&lt;/sub&gt;, &lt;sup&gt;18&lt;/sup&gt;F, "
    "&lt;i&gt;in vivo&lt;/i&gt;."
)


class MarkedField(forms.CharField):
    def to_python(self, value: Any) -> str:
        """Tags around nothing are no title."""
        title = " ".join(super().to_python(value).split())
        return title if strip(title).strip() else ""


class TitleField(MarkedField):
    """A title is one line of text, but often longer than a line of the screen: all of it is to be seen.

    With scripts, buttons put the tags in, and below stands what readers see (``admin/marked-text.js``).
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(
            attrs={"class": "vTextField one-line", "rows": 2, "data-marked": "id_title_helptext"}
        )
        super().__init__(**{**kwargs, "widget": widget, "help_text": MARKED})
