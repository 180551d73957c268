"""Typed addresses of this site at which nothing answers: marked for editors, and shown to nobody else.

What is a fixed part of the site, as most of them are, is known without asking the database.
"""

from collections.abc import Iterable

from nidairp.navigation.models import MenuItem
from nidairp.redirects.answering import answered
from nidairp.redirects.targets import path_of


def dead_addresses(items: Iterable[MenuItem]) -> set[str]:
    return dead(item.address for item in items)


def dead(addresses: Iterable[str]) -> set[str]:
    paths = {address: path_of(address) for address in addresses if address.startswith("/")}
    found = answered(paths.values()) if paths else set()
    return {address for address, path in paths.items() if path not in found}
