"""Where what was brought over came from: a second run knows it again and sees what was edited here."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Origin(models.Model):
    """``digest`` is of what was written: while the object still says that, nobody has edited it here.

    For the place of an item in its menu it is that place: its number and its parent's key.
    """

    site = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=250)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    object = GenericForeignKey()
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["site", "kind", "key"], name="origin_once")]
        indexes = [models.Index(fields=["content_type", "object_id"], name="origin_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.site}"
