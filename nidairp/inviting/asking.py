"""Who has forgotten the password asks for a link, and is told the same whether the site knows them or not.

Whether it does is looked up after the answer, apart: so the answer takes the same time, too.
"""

import datetime
import ipaddress
import logging
import unicodedata
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from nidairp import visitor
from nidairp.audit.recording import record

from . import mailing
from .apart import later

logger = logging.getLogger(__name__)

#: Under the account's own name, for the log knows nobody without one; it may have been anybody.
ASKED = "Somebody asked by the login page for a link to choose a password."
HOUR, DAY = 3600, 24 * 3600
#: In an hour; a whole house may come from one address.
FROM_ONE_ADDRESS = 20
#: Seconds, and how many in them.
FOR_ONE_ACCOUNT = ((HOUR, 3), (DAY, 6))


class AskingForm(PasswordResetForm):
    """Django's own, without looking anybody up."""

    def save(self, *_: Any, **__: Any) -> None:
        later(send_all, self.cleaned_data["email"])


def too_often(request: HttpRequest) -> bool:
    """Counts this visitor in the cache. Where that forgets, each account still has its own limit."""
    key = f"asked-for-a-link:{neighborhood(visitor.address(request) or '')}"
    cache.add(key, 0, HOUR)
    try:
        return bool(cache.incr(key) > FROM_ONE_ADDRESS)
    except ValueError:
        return False


def neighborhood(address: str) -> str:
    """Of IPv6 everybody has 2**64 addresses: they count as one. All of IPv4, written as IPv6, would too."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ipaddress.ip_network(f"{found}/{64 if found.version == 6 else 32}", strict=False))


def send_all(typed: str) -> None:
    """One mail for each account with this address, to the address as the account has it."""
    for person in User.objects.filter(email__iexact=typed, is_active=True, is_staff=True):
        if folded(person.email) == folded(typed) and begun(person):
            answered(person)


def answered(person: User) -> None:
    """Whatever is wrong with one's mail keeps it from nobody else."""
    try:
        mailing.answer(person)
    except Exception:
        logger.exception("A link to choose a password could not be sent.")


def folded(address: str) -> str:
    """Databases disagree on what is the same letter; another's address must not pass for it."""
    return unicodedata.normalize("NFKC", address).casefold()


def begun(person: User) -> bool:
    """Notes it in the log, unless that was done too often; two at once are counted one by one."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        before, now = LogEntry.objects.filter(user=person, change_message=ASKED), timezone.now()
        for seconds, most in FOR_ONE_ACCOUNT:
            since = now - datetime.timedelta(seconds=seconds)
            if before.filter(action_time__gt=since).count() >= most:
                return False
        record(person, person, ASKED)
        return True
