"""Static files under the names of their checksums, which stay the same as long as the process."""

from functools import cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticAddresses(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Each page names a dozen; to put an address together takes as long as drawing a small template."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)
