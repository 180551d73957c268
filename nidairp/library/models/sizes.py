"""The files of an image: what they are called, where they are, which the browser may choose from."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from .. import filing
from ..renditions import ENDINGS

MEDIA_TYPES = {"AVIF": "image/avif", "WEBP": "image/webp", "JPEG": "image/jpeg", "PNG": "image/png"}


class Sizes:
    """``sizes`` holds width and height of each rendition: "whole", "thumb" (3:2) and "shared" (for links)."""

    folder: str
    stem: str
    cut: str
    kind: str
    sizes: dict[str, Any]

    def named(self, end: str) -> str:
        return filing.named(vars(self), end)

    @property
    def original(self) -> str:
        return self.named(filing.original(self.kind))

    def files(self, *only: str) -> list[str]:
        """The names of all its files, or of those of some sizes."""
        return filing.names_of(vars(self), *only)

    def srcset(self, name: str, kind: str) -> str:
        """What a browser chooses a width from."""
        files = [(self.named(f"{name}-{width}.{ENDINGS[kind]}"), width) for width, _ in self.sizes[name]]
        return ", ".join(f"{default_storage.url(file)} {width}w" for file, width in files)

    def sources(self, name: str) -> list[dict[str, str]]:
        """The kinds better than the original's, best first."""
        kinds = [kind for kind in ("AVIF", "WEBP") if kind != self.kind]
        return [{"type": MEDIA_TYPES[kind], "srcset": self.srcset(name, kind)} for kind in kinds]

    def largest(self, name: str) -> dict[str, Any]:
        width, height = self.sizes[name][-1]
        return self._one(f"{name}-{width}.{ENDINGS[self.kind]}", width, height)

    def smallest(self, name: str) -> dict[str, Any]:
        width, height = self.sizes[name][0]
        return self._one(f"{name}-{width}.{ENDINGS[self.kind]}", width, height)

    def smaller(self) -> dict[str, Any]:
        """Wide enough for a form of the admin."""
        width, height = self.sizes["whole"][min(1, len(self.sizes["whole"]) - 1)]
        return self._one(f"whole-{width}.{ENDINGS[self.kind]}", width, height)

    @property
    def shared(self) -> dict[str, Any]:
        """For a link to the page where it is shared: at the site's canonical address."""
        width, height = self.sizes["shared"][0]
        one = self._one("shared.jpg", width, height)
        return {**one, "url": urljoin(f"{settings.SITE_URL}/", one["url"])}

    def _one(self, end: str, width: int, height: int) -> dict[str, Any]:
        return {"url": default_storage.url(self.named(end)), "width": width, "height": height}
