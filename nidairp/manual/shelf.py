"""Which pages of ``docs/`` are for those who work in the admin, and which of them helps where."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from . import markdown

#: As in the README, without what is for those who run servers or change the program.
SHELF = {
    "Writing": (
        "editing",
        "images-and-files",
        "home-and-events",
        "menus-and-addresses",
        "quality-checks",
        "open-forms",
    ),
    "Publications": ("importing", "authors"),
    "Roles and the log": ("roles-and-audit",),
}
#: For whom these are has the whole of them at hand.
NOT_HERE = ("For developers", "For those who run the site")
#: Where somebody is, by app or by model, and what they may look for there.
HELPS = {
    "news": "editing",
    "news.featured": "home-and-events",
    "pages": "editing",
    "pages.wayin": "home-and-events",
    "pages.frontwords": "home-and-events",
    "library": "images-and-files",
    "people": "authors",
    "navigation": "menus-and-addresses",
    "redirects": "menus-and-addresses",
    "links": "menus-and-addresses",
    "publications": "importing",
    "publications.author": "authors",
    "publications.authormerge": "authors",
    "auth": "roles-and-audit",
    "admin": "roles-and-audit",
}


@dataclass(frozen=True, slots=True)
class Section:
    words: str
    anchor: str
    html: str


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    title: str
    lead: str
    sections: list[Section]

    @property
    def address(self) -> str:
        return reverse("admin:manual_page", args=[self.name])


def folder() -> Path:
    return Path(settings.BASE_DIR) / "docs"


def page(name: str) -> Page:
    text = (folder() / f"{name}.md").read_text(encoding="utf-8")
    (title, lead), *rest = markdown.sections(text)
    shown = [
        Section(words, markdown.anchor(words), markdown.html(below, leads))
        for words, below in rest
        if words not in NOT_HERE
    ]
    return Page(name, title, markdown.html(lead, leads), shown)


def shelf() -> list[tuple[str, list[Page]]]:
    return [(heading, [page(name) for name in names]) for heading, names in SHELF.items()]


def is_there(name: str) -> bool:
    return any(name in names for names in SHELF.values())


def leads(address: str) -> str:
    """From one page to another; what is not on the shelf is words only."""
    file, mark, place = address.partition("#")
    name = file.removesuffix(".md")
    if address.startswith(("https:", "http:")) or (not file and place):
        return address
    return f"{reverse('admin:manual_page', args=[name])}{mark}{place}" if is_there(name) else ""


def helps(label: str, model: str) -> str:
    """The address of what helps with a model; without any, that of the whole manual."""
    name = HELPS.get(f"{label}.{model}") or HELPS.get(label)
    return reverse("admin:manual_page", args=[name]) if name else reverse("admin:manual")
