"""Whoever got in with less than is needed now must not stay in."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_all(user: User, but: str | None = None) -> None:
    """Logs the user out everywhere, save in the session with this key."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=but)
    theirs = [row.pk for row in alive if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
