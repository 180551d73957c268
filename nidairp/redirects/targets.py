"""Where something leads, as an editor types it: the address of a page, or one elsewhere.

The address of something on this site becomes the thing itself, so that it is found when it moves.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model

from nidairp.addresses import validate_address

from .live import FIXED, live
from .models import Redirect


@dataclass(frozen=True, slots=True)
class Target:
    """A row, or an address; neither: gone for good."""

    row: Model | None = None
    address: str = ""

    def __str__(self) -> str:
        return self.row.get_absolute_url() if self.row else self.address

    def fields(self) -> dict[str, Any]:
        """As a redirect keeps it."""
        if self.row is None:
            return {"content_type": None, "object_id": None, "address": self.address}
        kind = ContentType.objects.get_for_model(self.row)
        return {"content_type": kind, "object_id": self.row.pk, "address": ""}


GONE = Target()


def on_site(text: str) -> str:
    """The address without this site's own name; one elsewhere as it is."""
    text = text.strip()
    site = settings.SITE_URL
    return text.removeprefix(site) or "/" if text == site or text.startswith(f"{site}/") else text


def target_of(text: str) -> Target:
    """What was typed, if it can be reached; else a ``ValidationError`` for the editor."""
    address = on_site(text)
    validate_address(address)
    if not address.startswith("/"):
        return Target(address=address)
    path = unquote(urlsplit(address).path)
    found = live([path]).get(path)
    if found is None:
        return _of_redirect(path)
    return Target(address=address) if found is FIXED or not _is_own_address(found, address) else Target(found)


def _of_redirect(path: str) -> Target:
    """Where nothing is, a redirect may stand: then what it leads to is meant."""
    row = Redirect.objects.at(path).first()
    if row is None or row.is_gone:
        raise ValidationError(f"Nothing answers at {path}: look at the address in a second tab.")
    return Target(row.target, row.address)


def _is_own_address(row: Model, address: str) -> bool:
    """Not that of its feed or file, and without a query."""
    return row.get_absolute_url() in (address, f"{address}/")
