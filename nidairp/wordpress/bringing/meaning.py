"""What a text may ask for while it is converted: this image, that link, those publications."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin

from django.utils.html import escape

from nidairp.editing import linking
from nidairp.pages.models import PublicationList
from nidairp.pages.publication_list import MOST
from nidairp.redirects.live import live
from nidairp.wordpress.addresses import Local
from nidairp.wordpress.export.items import Item
from nidairp.wordpress.report import Outcome
from nidairp.wordpress.text.converting import Context
from nidairp.wordpress.text.figures import Picture
from nidairp.wordpress.text.showing import Meaning
from nidairp.wordpress.text.teachpress import Named, Wanted
from publications.models.types import EntryType

from . import publications
from .voyage import Voyage

_NUMBER = re.compile(r"\bwp-image-(\d{1,12})\b")
_WEB = ("http://", "https://")
_KEPT = (*_WEB, "mailto:", "tel:")
LONGEST_ADDRESS = 2000
#: A shortcode that asks for more lists than that gets one of all.
MOST_LISTS = 8


@dataclass(slots=True)
class Asking:
    """One item's text. ``cited`` and ``lists`` are what is to be shown with it."""

    voyage: Voyage
    item: Item
    is_page: bool
    cited: list[int] = field(default_factory=list)
    lists: list[PublicationList] = field(default_factory=list)

    def context(self) -> Context:
        return Context(
            meaning=Meaning(self.picture, self.link, self.lost, self.elsewhere),
            reusable=self.voyage.survey.reusable,
            attached=self.attached,
            caption=self.caption,
            publication=self.publication,
            listed=self.listed,
            search=lambda: '<p><a href="/publications/">Search all publications</a></p>',
            references=self.references,
            footnotes=self.item.value("footnotes"),
            doubt=self.doubt,
        )

    def lost(self, what: str) -> None:
        self.voyage.tell(Outcome.LOST, self.item, "text", self.item.title, f"{what}.")

    def doubt(self, what: str) -> None:
        self.voyage.tell(Outcome.DOUBTFUL, self.item, "text", self.item.title, what)

    # Images and links

    def picture(self, source: str, classes: str, alt: str) -> Picture | None:
        found = _NUMBER.search(classes)
        known = self.voyage.pictures.get(int(found[1])) if found else None
        if known is None and source:
            target = self.voyage.survey.index.target(urljoin(self.item.link, source))
            known = self.voyage.pictures.get(int(target.key)) if target and target.kind == "item" else None
        if known is None:
            shown = source[:120] or (f"number {found[1]}" if found else "without an address")
            if self.elsewhere(source):
                self.doubt(f"The image {shown} lies on another site: a link to it stands there now.")
                return None
            self.lost(f"The image {shown}, which is not in the library")
            return None
        return Picture(known.pk, alt or known.alt)

    def elsewhere(self, source: str) -> str:
        address = urljoin(self.item.link, source)
        survey = self.voyage.survey
        is_ours = survey.site.local(address) is not None or survey.index.target(address) is not None
        return address if not is_ours and address.startswith(_WEB) and len(address) <= LONGEST_ADDRESS else ""

    def link(self, href: str) -> str:
        if href.startswith("#"):
            return Local("", {}, href[1:]).anchor
        if href.startswith(("mailto:", "tel:")) or linking.read(href):
            return href
        address = urljoin(self.item.link, href) if self.item.link.startswith("http") else href
        local = self.voyage.survey.site.local(address)
        target = self.voyage.survey.index.target(address)
        if archive := self.voyage.archive(local):
            return archive
        if found := self.voyage.reference(target):
            return f"{found}{local.anchor if local else ''}"
        if local is None:
            return address if address.startswith(_KEPT) else ""
        query = urlencode(local.meant)
        there = f"{local.path}{'?' if query else ''}{query}"
        if not live([local.path]):
            what = "of which nothing was brought over" if target else "which the export does not know"
            self.doubt(f"A link leads to {there}, {what}.")
        return f"{there}{local.anchor}"

    def attached(self) -> list[int]:
        numbers = self.voyage.survey.attached.get(self.item.number, [])
        return [number for number in numbers if number in self.voyage.pictures]

    def caption(self, number: int) -> str:
        known = self.voyage.pictures.get(number)
        return escape(known.caption) if known else ""

    # Publications

    def publication(self, named: Named, how: str) -> str:
        pk = publications.find(self.voyage, named)
        if pk is None:
            hint = "" if named.key else " (give teachPress's numbers with --teachpress)"
            self.lost(f"The publication with the {named}, which is not among the publications{hint}")
            return ""
        if pk not in self.cited:
            self.cited.append(pk)
        if how == "citation":
            return f'<a href="object:publications.publication:{pk}">[{self.cited.index(pk) + 1}]</a>'
        return f"\n\n<p>{publications.linked(pk)}</p>\n\n" if self.is_page else ""

    def references(self) -> str:
        """An article shows what it cites below its text anyway."""
        if not self.is_page or not self.cited:
            return ""
        rows = "".join(f"<li>{publications.linked(pk)}</li>" for pk in self.cited)
        return f"\n\n<ol>{rows}</ol>\n\n"

    def listed(self, wanted: Wanted) -> str:
        for ignored in wanted.ignored:
            self.doubt(f"The list of publications asked for {ignored}, which has no counterpart here.")
        lists = list(self._lists(wanted))
        if not self.is_page:
            return "".join(f"\n\n<p>{_link_to(one)}</p>\n\n" for one in lists)
        self.lists += lists
        return ""

    def _lists(self, wanted: Wanted):
        authors = self._found("author", wanted.authors, publications.author)
        authors += self._found("user", wanted.users, publications.user)
        tags = self._found("tag", wanted.tags, publications.tag)
        types = [kind for kind in wanted.types if kind in EntryType.values]
        if ((wanted.authors or wanted.users) and not authors) or (wanted.tags and not tags):
            return
        choices = list(itertools.product(authors or [None], tags or [None], types or [""]))
        if len(choices) > MOST_LISTS:
            self.doubt(f"The list of publications has {len(choices)} combinations: one list of all was made.")
            choices = [(None, None, "")]
        for author, tag, kind in choices:
            yield self._list(author, tag, kind, wanted)

    def _found(self, what: str, numbers: tuple[int, ...], find: Any) -> list[Any]:
        rows = {number: find(self.voyage, number) for number in numbers}
        for number, row in rows.items():
            if row is None:
                hint = (
                    "give teachPress's numbers with --teachpress"
                    if what != "user"
                    else "no author is called so"
                )
                self.lost(f"The list of publications of the {what} number {number} ({hint})")
        return [row for row in rows.values() if row is not None]

    def _list(self, author: Any, tag: Any, kind: str, wanted: Wanted) -> PublicationList:
        parts = [
            author.full_name if author else "",
            str(tag or ""),
            str(EntryType(kind).label) if kind else "",
        ]
        about = ", ".join(part for part in parts if part)
        years = sorted(year for year in wanted.years if 0 < year < 3000)
        if years and years[-1] - years[0] >= len(years):
            self.doubt(
                f"The list of publications asks for single years: it has all of {years[0]} to {years[-1]}."
            )
        return PublicationList(
            heading=f"Publications: {about}"[:200] if about else "Publications",
            author=author,
            tag=tag,
            entry_type=kind,
            first_year=years[0] if years else None,
            last_year=years[-1] if years else None,
            shown=min(wanted.shown, MOST),
            position=len(self.lists),
        )


def _link_to(wanted: PublicationList) -> str:
    years = "-".join(str(year) for year in dict.fromkeys([wanted.first_year, wanted.last_year]) if year)
    asked = {
        "author": wanted.author.slug if wanted.author else "",
        "tag": wanted.tag.slug if wanted.tag else "",
        "type": wanted.entry_type,
        "year": years,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    address = f"/publications/?{query}" if query else "/publications/"
    return f'<a href="{escape(address)}">{escape(wanted.heading)}</a>'
