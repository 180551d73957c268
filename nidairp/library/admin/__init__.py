"""The library in the admin: what is there, where it is used, and the dialog that chooses from it."""

from django.contrib import admin

from ..models import Image
from .choosing import ChoosesImages
from .images import ImageAdmin

__all__ = ["ChoosesImages", "ImageAdmin"]

admin.site.register(Image, ImageAdmin)
