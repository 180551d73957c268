"""What the steps of one run share: the survey, the report, and what was made so far of which item."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from news.models import Category, Tag
from nidairp.redirects.paths import asked, normalised
from nidairp.redirects.variants import variants
from nidairp.wordpress import plain
from nidairp.wordpress.addresses import Local, Target
from nidairp.wordpress.export.items import Author, Item, Taxon
from nidairp.wordpress.report import Outcome, Report
from nidairp.wordpress.survey import Survey
from nidairp.wordpress.text.teachpress import Numbers

from .origins import Origins

NOTE = "Imported from WordPress"


@dataclass(slots=True)
class Picture:
    pk: int
    alt: str
    caption: str


@dataclass(slots=True)
class Made:
    """``model`` as references name it; ``hidden`` is what the public may not see."""

    model: str
    pk: int
    hidden: bool = False

    @property
    def reference(self) -> str:
        return f"object:{self.model}:{self.pk}"


@dataclass(slots=True)
class Options:
    files: list[Path]
    media: Path | None = None
    bibtex: Path | None = None
    numbers: Numbers = field(default_factory=Numbers)
    menus: dict[str, str] = field(default_factory=dict)
    #: The slug of the page at which WordPress showed all articles.
    posts_page: str = ""
    rehearsal: bool = False


@dataclass(slots=True)
class Voyage:
    options: Options
    survey: Survey
    report: Report
    origins: Origins
    users: dict[str, Any] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    pictures: dict[int, Picture] = field(default_factory=dict)
    made: dict[int, Made] = field(default_factory=dict)
    #: Pages in whose place the site has a part of its own.
    instead: dict[int, str] = field(default_factory=dict)
    publications: dict[str, int] = field(default_factory=dict)
    #: What old addresses of lists lead to: those of days, of authors, of feeds.
    archives: dict[str, str] = field(default_factory=dict)
    progress: Callable[[str, int, int], None] = field(default=lambda *_: None)

    def tell(
        self,
        outcome: Outcome,
        thing: Item | Author | Taxon,
        kind: str,
        what: str,
        message: str = "",
        address: str = "",
    ) -> None:
        # What has no title is known by its address.
        called = plain.text(what, 200) or plain.text(getattr(thing, "link", ""), 200)
        self.report.add(outcome, kind, called, message, line=thing.line, file=thing.file, address=address)

    def archive(self, local: Local | None) -> str:
        """Where a link to one of the old site's own lists leads now, or to its search."""
        if local is None or (words := local.query.get("s")):
            return f"/search/?{urlencode({'q': words})}" if local else ""
        keys = (
            asked(urlencode(local.query), local.path)
            if local.query
            else map(normalised, (local.path, *variants(local.path)))
        )
        return next((self.archives[key] for key in keys if key in self.archives), "")

    def reference(self, target: Target | None) -> str:
        """How a text names what an old address led to; empty where nothing was made of it."""
        if target is None:
            return ""
        if target.kind == "item":
            number = int(target.key)
            made = self.made.get(number)
            return made.reference if made else self.instead.get(number, "")
        if target.kind == "taxon":
            taxonomy, _, slug = target.key.partition(":")
            known = self.categories if taxonomy == "category" else self.tags
            row = known.get(slug)
            return f"object:{row._meta.label_lower}:{row.pk}" if row else ""
        return {"home": "/"}.get(target.kind, "/news/")
