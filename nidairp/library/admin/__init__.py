"""The library in the admin: what is there, where it is used, and the dialog that chooses from it."""

from django.contrib import admin

from ..models import Document, Image
from .attaching import AttachmentInline
from .choosing import ChoosesImages
from .documents import DocumentAdmin
from .images import ImageAdmin

__all__ = ["AttachmentInline", "ChoosesImages", "DocumentAdmin", "ImageAdmin"]

admin.site.register(Image, ImageAdmin)
admin.site.register(Document, DocumentAdmin)
