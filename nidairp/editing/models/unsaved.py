"""What stands in a form and was not saved, for its preview alone: kept for a day, seen by who typed it."""

import datetime
import secrets
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

KEPT = datetime.timedelta(days=1)


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Unsaved(models.Model):
    key = models.CharField(max_length=32, unique=True, default=new_key)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    content: Any = models.JSONField(encoder=DjangoJSONEncoder)
    moment = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Preview of {self.moment}"

    @classmethod
    def keep(cls, user: Any, obj: models.Model, content: Any) -> "Unsaved":
        """In the place of what the same person looked at of the same object before."""
        kind = ContentType.objects.get_for_model(obj)
        earlier = models.Q(user=user, content_type=kind, object_id=obj.pk)
        cls.objects.filter(earlier | models.Q(moment__lt=timezone.now() - KEPT)).delete()
        return cls.objects.create(user=user, content_type=kind, object_id=obj.pk, content=content)
