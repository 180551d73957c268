"""A link by which somebody without an account sees a preview: signed, for some days, to be revoked."""

import datetime
import secrets
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone

from .revision import Revision

DAYS = 7


def new_key() -> str:
    return secrets.token_urlsafe(16)


def in_days(days: int = DAYS) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=days)


class ShareQuerySet(models.QuerySet):
    def of(self, obj: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)

    def valid(self) -> Self:
        """A link ends with its time, by hand, and with the account of who made it."""
        return self.filter(expires_at__gt=timezone.now(), revoked_at=None, made_by__is_active=True)

    def opened_by(self, token: str) -> "Share | None":
        try:
            key = SIGNER.unsign(token)
        except BadSignature:
            return None
        return self.valid().filter(key=key).first()


class Share(models.Model):
    """Of one version, or of whatever is newest when the link is opened."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    object = GenericForeignKey()
    revision = models.ForeignKey(
        Revision,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="shares",
        verbose_name="version",
        help_text="Empty: whatever is newest when the link is opened.",
    )
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    note = models.CharField(
        "for whom", max_length=200, blank=True, help_text="A note for yourself: whom the link is for."
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=in_days)
    revoked_at = models.DateTimeField(null=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.note or f"Link {self.pk}"

    @property
    def token(self) -> str:
        """Chance and a signature: neither a look into the database nor guessing is enough."""
        return SIGNER.sign(self.key)

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now() and self.made_by.is_active


SIGNER: Any = Signer(salt="nidairp.editing.share", sep=".")
