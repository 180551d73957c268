"""What an attachment says of its files: their addresses, their sizes, their place below the uploads. Pure."""

import re

from .addresses import UPLOADS
from .export import php
from .export.items import Item

#: Where a file lies on WordPress.com, which has no folder of uploads.
_DATED = re.compile(r"/(\d{4}/\d{2}/[^/]+)$")


def files_of(item: Item) -> list[str]:
    """The addresses of an attachment's file: as the export gives it, and as it was uploaded."""
    if item.type != "attachment":
        return []
    address, stored = item.address, item.value("_wp_attached_file")
    found = [address] if address else []
    if address and stored and address.endswith(stored.rpartition("/")[2]):
        data = php.read(item.value("_wp_attachment_metadata"))
        original = data.get("original_image") if isinstance(data, dict) else ""
        if isinstance(original, str) and original:
            found.append(f"{address.rpartition('/')[0]}/{original}")
    return found


def sizes_of(item: Item) -> list[str]:
    """The file names of the smaller sizes that WordPress made, and of the image before it was edited."""
    data = php.read(item.value("_wp_attachment_metadata"))
    sizes = data.get("sizes") if isinstance(data, dict) else None
    before = php.read(item.value("_wp_attachment_backup_sizes"))
    made = [*_values(sizes), *_values(before)]
    return [one["file"] for one in made if isinstance(one, dict) and isinstance(one.get("file"), str)]


def _values(data: object) -> list[object]:
    return [*data.values()] if isinstance(data, dict) else []


def stored_at(item: Item) -> str:
    """The file's place below ``uploads/``."""
    stored = item.value("_wp_attached_file")
    address = item.address.partition("?")[0]
    dated = _DATED.search(address)
    return stored or address.partition(UPLOADS)[2] or (dated[1] if dated else "")
