"""Where a request comes from, past the proxy that stands in front: failed logins are counted by it."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str | None:
    """What the proxy says, if it was ours that handed the request over; nobody else is believed."""
    peer = request.META.get("REMOTE_ADDR") or ""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    if told and (peer in settings.PROXIES or _is_here(peer)) and _is_address(told):
        return told
    return peer or None


def _is_here(peer: str) -> bool:
    """This machine; a socket of the file system has no address at all."""
    return not peer or (_is_address(peer) and ipaddress.ip_address(peer).is_loopback)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
