"""Where something leads, as an editor types it: the address of a page, or one elsewhere.

The address of something on this site becomes the thing itself, so that it is found when it moves.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model

from nidairp.addresses import validate_address

from .live import live
from .models import Redirect
from .paths import normalised


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


def target_of(text: str) -> Target:
    """What was typed, if it can be reached; else a ``ValidationError`` for the editor."""
    target = targets_of([text])[0]
    if isinstance(target, ValidationError):
        raise target
    return target


def targets_of(texts: Sequence[str], coming: Container[str] = ()) -> list[Target | ValidationError]:
    """The same for many; ``coming`` are paths that will be redirects themselves."""
    typed = [_valid(text) for text in texts]
    paths = {path_of(one) for one in typed if isinstance(one, str) and one.startswith("/")}
    here, led = live(paths), {row.old_path: row for row in Redirect.objects.at(*paths).with_targets()}

    def found(address: str) -> Target | ValidationError:
        path = path_of(address)
        if not address.startswith("/"):
            return Target(address=address)
        if path in here:
            return _what_stands_there(here[path], address)
        if normalised(path) in coming:
            return Target(address=address)
        return _what_is_led_to(path, led.get(normalised(path)))

    return [one if isinstance(one, ValidationError) else found(one) for one in typed]


def on_site(text: str) -> str:
    """The address without this site's own name; one elsewhere as it is."""
    text, site = text.strip(), settings.SITE_URL
    return text.removeprefix(site) or "/" if text == site or text.startswith(f"{site}/") else text


def path_of(address: str) -> str:
    return unquote(urlsplit(address).path)


def _valid(text: str) -> str | ValidationError:
    address = on_site(text)
    try:
        validate_address(address)
    except ValidationError as error:
        return error
    return address


def _what_stands_there(found: Model | object, address: str) -> Target:
    """The thing itself where its own address was typed; not for its feed or file, nor with a query."""
    if not isinstance(found, Model) or found.get_absolute_url() not in (address, f"{address}/"):
        return Target(address=address)
    return Target(found)


def _what_is_led_to(path: str, row: Redirect | None) -> Target | ValidationError:
    """Where nothing stands, a redirect may: then what it leads to is meant."""
    if row is None or not row.leads_to:
        return ValidationError(f"There is nothing at {path}: check the address in a second tab.")
    return Target(row.target, row.address)
