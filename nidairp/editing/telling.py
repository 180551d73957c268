"""Mails between writers and editors: it waits for you, it was sent back, it is published.

Sent after the transaction, so that nobody is told of what was not saved; and a mail that cannot be sent is a
line in the server's log, never a reason to lose what was written. What waits is on the dashboard, too.
"""

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import transaction
from django.urls import reverse

from .models import Edited

logger = logging.getLogger(__name__)
#: Where permissions come from; the other backend only counts failed logins.
BACKEND = "django.contrib.auth.backends.ModelBackend"


def submitted(row: Edited, user: Any, note: str) -> None:
    """Those who may publish it."""
    kind = row._meta
    editors = get_user_model().objects.with_perm(
        f"{kind.app_label}.publish_{kind.model_name}", backend=BACKEND
    )
    text = f"{named(user)} submitted the {kind.verbose_name} “{row}” for review."
    tell(editors.exclude(pk=user.pk), f"For review: {row}", text, note, row)


def returned(row: Edited, writer: Any, user: Any, note: str) -> None:
    text = f"{named(user)} sent the {row._meta.verbose_name} “{row}” back to you."
    tell([writer], f"Sent back: {row}", text, note, row)


def accepted(row: Edited, writer: Any, user: Any, what: str) -> None:
    """``what``: "published", or what is to happen when."""
    text = f"The {row._meta.verbose_name} “{row}”, which you submitted, is {what}."
    text += f" {named(user)} has seen to it." if user else ""
    tell([writer], f"{what[0].upper()}{what[1:]}: {row}", text, "", row)


def tell(users: Iterable[Any], subject: str, text: str, note: str, row: Edited) -> None:
    kind = row._meta
    form = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[row.pk])
    parts = [text, f"Their note: {note}" if note else "", f"{settings.SITE_URL}{form}"]
    body = "\n\n".join(filter(None, parts)) + "\n"
    subject = f"[{settings.SITE_NAME}] {' '.join(subject.split())}"[:200]
    to = sorted({user.email for user in users if user and user.email and user.is_active})
    messages = [mail.EmailMessage(subject, body, to=[address]) for address in to]
    transaction.on_commit(partial(send, messages))


def send(messages: list[mail.EmailMessage]) -> None:
    try:
        mail.get_connection().send_messages(messages)
    except Exception:  # whatever it was, the work is saved and stays so
        logger.exception("%s mails about “%s” could not be sent.", len(messages), messages[0].subject)


def named(user: Any) -> str:
    return user.get_full_name() or user.get_username()
