"""The table of attached files in the form of a text."""

from nidairp.editing.inlines import LabelledTabularInline


class AttachmentInline(LabelledTabularInline):
    extra = 0
    autocomplete_fields = ["document"]
    fields = ["document", "label", "position"]
    verbose_name_plural = "attached files, in this order"
