"""Rich text: what an editor can type and what the sanitizer keeps, from one list.

``BodyField`` cleans in ``pre_save`` as well, because ``ProseEditorField`` cleans only in
``full_clean()``: an importer or a script that calls ``save()`` must not be a way around.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse_lazy
from django_prose_editor.fields import ProseEditorField, create_sanitizer
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media, Script

from . import anchors
from .linking import SCHEME

EXTENSIONS: dict[str, Any] = {
    "Heading": {"levels": [2, 3, 4]},
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "SiteLink": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto", "tel", SCHEME],
        "find": reverse_lazy("admin:find_target"),
    },
    "TextImage": {
        "choose": reverse_lazy("admin:library_image_choose"),
        "upload": reverse_lazy("admin:library_image_upload"),
    },
    "CleanPaste": True,
    "HeadingAnchor": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "SpecialCharacters": True,
}

#: As the sanitizer writes it. An image is one of the library's, by its number, or none at all.
_IMAGE = re.compile(r'<img((?:[^>"]|"[^"]*")*)>')
_NUMBER = re.compile(r' data-image="[1-9]\d{0,17}"')
_EMPTY_FIGURE = re.compile(r"<figure>\s*(?:<figcaption>\s*</figcaption>)?\s*</figure>")


#: About 80,000 words, and more tables than a page can show. Cleaning takes the square of how deep tags stand
#: in each other, which can be no more than there are: at most about a second.
MOST_CHARACTERS, MOST_TAGS = 500_000, 30_000
TOO_LONG = (
    "This text is too long for one page: it has {there:,} {what}, and {most:,} are the most. Nothing is "
    "lost: split it into several pages, or attach it as a file, and save again."
)


def check_length(html: str) -> None:
    counts = {"characters": (len(html), MOST_CHARACTERS), "tags": (html.count("<"), MOST_TAGS)}
    for what, (there, most) in counts.items():
        if there > most:
            raise ValidationError(TOO_LONG.format(there=there, what=what, most=most), code="too_long")


@cache
def _cleaning() -> Callable[[str], str]:
    """Made when a text is cleaned first: who only reads the site needs no nh3."""
    return create_sanitizer(EXTENSIONS)


def sanitize(html: str) -> str:
    clean = anchors.safe(_cleaning()(html))
    if "<img" not in clean and "<figure" not in clean:
        return clean
    clean = _IMAGE.sub(lambda image: image[0] if _NUMBER.search(image[1]) else "", clean)
    return _EMPTY_FIGURE.sub("", clean)


def accept(html: str) -> str:
    """Clean, or a ``ValidationError`` where it is too long: no importer is a way around that either."""
    check_length(html)
    return sanitize(html)


class BodyWidget(AdminProseEditorWidget):
    """With what our own extensions import, and the library's dialog, which they call."""

    @property
    def media(self) -> Media:
        parts = ImportMap({"nidairp/text-parts": "editing/text-parts.js"})
        # Named here, too, the modules are on their way before the editor asks for them.
        modules = [Script(f"editing/{name}.js", type="module") for name in settings.EDITOR_MODULES]
        dialog = Script("library/dialog.js", defer=True)
        return super().media + Media(importmap=parts, js=[*modules, dialog])


class BodyField(ProseEditorField):
    """HTML of the institute's own vocabulary: headings 2 to 4, lists, links, quotes, tables, images."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"extensions": EXTENSIONS, "sanitize": accept, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{**kwargs, "widget": BodyWidget})

    def pre_save(self, model_instance: Model, add: bool) -> str:
        clean = accept(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, clean)
        return clean
