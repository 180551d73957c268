"""From an address that somebody typed to what a menu item should point at.

The address of a page, a category or a post becomes that thing itself, draft or not: then the item follows it,
and is left out of the menu while the public may not see it. A section of it goes along.
"""

from typing import Any
from urllib.parse import urlsplit

from nidairp.addresses import validate_address
from nidairp.redirects.live import standing_at
from nidairp.redirects.targets import on_site, path_of
from nidairp.rich import cut

from .models import MenuItem

THINGS = ("page", "category", "post")
LONGEST = MenuItem._meta.get_field("title").max_length


def pointed(text: str) -> dict[str, Any]:
    """The item's fields and what to put into them; nothing for an empty text, and no item for a wrong one."""
    address = on_site(text)
    if not address:
        return {}
    validate_address(address)
    parts = urlsplit(address)
    if address.startswith("/") and not parts.query:
        row = standing_at(path_of(address))
        for name in THINGS:
            if isinstance(row, MenuItem._meta.get_field(name).related_model):
                return {name: row, "section": parts.fragment}
    return {"address": address}


def called(thing: Any) -> str:
    """The title that an item begins with: that of what it points at, its markup too."""
    return cut(getattr(thing, "title", str(thing)), LONGEST)
