"""The link itself. Nothing of it is stored: it is signed with what the account is now.

So it ends by being used, with the next login, with another mail address, and after some days.
"""

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from nidairp.editing.schedule import said

DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)


def made(user: User) -> str:
    """For who has no password yet, an earlier link ends with this one."""
    if not user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
    who = urlsafe_base64_encode(force_bytes(user.pk))
    address = reverse("set_password", args=[who, default_token_generator.make_token(user)])
    return f"{settings.SITE_URL}{address}"


def ends() -> str:
    return said(timezone.now() + datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT))
