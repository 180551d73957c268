"""Where the files lie: what ``MEDIA_STORAGE_URL`` says, in Django's words. Read by the settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ON_DISK = "nidairp.library.storage.WholeFiles"
IN_A_BUCKET = "nidairp.library.s3.Bucket"
PARAMETERS = {"endpoint", "region"}
WANTED = (
    "MEDIA_STORAGE_URL is file:FOLDER or s3://BUCKET/PREFIX?region=REGION&endpoint=https://HOST. The key is "
    "no part of it: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the role of the machine."
)


def folder(address: str, base: Path) -> Path | None:
    """The folder on this machine, one that is not named from the root below ``base``; None for a bucket."""
    parts = urlsplit(address)
    if parts.scheme == "s3":
        return None
    if parts.scheme != "file" or parts.netloc or not parts.path:
        raise ImproperlyConfigured(WANTED)
    return base / unquote(parts.path)


def storage(address: str) -> dict[str, Any]:
    """What belongs into ``STORAGES``."""
    parts, options = urlsplit(address), dict(parse_qsl(urlsplit(address).query))
    if parts.scheme != "s3":
        return {"BACKEND": ON_DISK}
    if not parts.netloc or "@" in parts.netloc or ":" in parts.netloc or options.keys() - PARAMETERS:
        # What was said is not repeated: a key may be in it by mistake.
        raise ImproperlyConfigured(WANTED)
    prefix = unquote(parts.path).strip("/")
    return {"BACKEND": IN_A_BUCKET, "OPTIONS": {"bucket": parts.netloc, "prefix": prefix, **options}}
