"""Files that texts show or link to, and that no attachment of the export stands for: as if one did. Pure.

They were put on the server by other ways, or the export is of articles alone.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from nidairp.redirects.variants import variants

from .addresses import UPLOADS, Index
from .export.items import Item

_ADDRESS = re.compile(
    rf"""["'(]((?:[^"'()<>\s]*?){re.escape(UPLOADS)}[^"'()<>?#]{{1,300}}\.[A-Za-z0-9]{{2,5}})(?=["')?#])"""
)
#: Below all numbers that are given to what has none.
_BEYOND = 10**16
#: More is no text that people wrote.
MOST = 100_000


@dataclass(slots=True)
class Uploads:
    """Addresses as they are written, each with the line and file of the first text that has it."""

    seen: dict[str, tuple[int, str]] = field(default_factory=dict)

    def look(self, item: Item) -> None:
        if UPLOADS in item.content and len(self.seen) < MOST:
            for address in _ADDRESS.findall(item.content):
                self.seen.setdefault(address, (item.line, item.file))

    def items(self, index: Index) -> Iterator[Item]:
        """One for each picture, of whatever size it is shown."""
        found: dict[str, Item] = {}
        for address, (line, file) in self.seen.items():
            local = index.site.local(address)
            if local is None or index.target(address):
                continue
            whole = [local.path, *variants(local.path)][-1]
            item = found.get(whole) or _item(whole, line, file)
            item.meta["_seen"].append(_stored(local.path))
            found[whole] = item
        yield from found.values()


def _item(path: str, line: int, file: str) -> Item:
    return Item(
        line,
        number=-_BEYOND - zlib.crc32(path.encode()),
        type="attachment",
        status="inherit",
        address=path,
        meta={"_wp_attached_file": [_stored(path)], "_seen": []},
        file=file,
    )


def _stored(path: str) -> str:
    return path.partition(UPLOADS)[2]
