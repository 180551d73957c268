"""Rich text: what an editor can type and what the sanitizer keeps, from one list.

``BodyField`` cleans in ``pre_save`` as well, because ``ProseEditorField`` cleans only in
``full_clean()``: an importer or a script that calls ``save()`` must not be a way around.
"""

from typing import Any

from django.db.models import Model
from django_prose_editor.fields import ProseEditorField, create_sanitizer

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
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "SpecialCharacters": True,
}

sanitize = create_sanitizer(EXTENSIONS)


class BodyField(ProseEditorField):
    """HTML of the institute's own vocabulary: headings 2 to 4, lists, links, quotes, tables."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"extensions": EXTENSIONS, "sanitize": True, **kwargs})

    def pre_save(self, model_instance: Model, add: bool) -> str:
        clean = sanitize(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, clean)
        return clean
