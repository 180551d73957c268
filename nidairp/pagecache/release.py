"""Which program this is: the same on every machine that runs it, another after any change of it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

OURS = ("nidairp", "news", "publications", "templates")
KINDS = frozenset({".py", ".html", ".txt", ".xml"})


def release() -> str:
    digest = hashlib.blake2b(settings.SITE_URL.encode(), digest_size=12)
    for path in files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files() -> Iterator[Path]:
    for folder in OURS:
        found = (path for path in (settings.BASE_DIR / folder).rglob("*") if path.suffix in KINDS)
        yield from sorted(path for path in found if "migrations" not in path.parts)
    for path in (settings.BASE_DIR / "requirements.txt", Path(settings.STATIC_ROOT, "staticfiles.json")):
        if path.exists():
            yield path
