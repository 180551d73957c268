"""What an export holds. Plain records: `reading` makes them."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Problem(NamedTuple):
    """What could not be read, or only by guessing. What is ``lost`` did not come over."""

    line: int
    message: str
    lost: bool = True
    file: str = ""


@dataclass(slots=True)
class Channel:
    """The site that was exported."""

    line: int = 0
    title: str = ""
    link: str = ""
    base_site: str = ""
    base_blog: str = ""
    version: str = ""


@dataclass(slots=True)
class Author:
    line: int
    login: str
    number: int = 0
    email: str = ""
    name: str = ""
    first: str = ""
    last: str = ""
    file: str = ""


@dataclass(slots=True)
class Taxon:
    """A category, a tag, a menu: anything that items are put under."""

    line: int
    taxonomy: str
    slug: str
    number: int = 0
    name: str = ""
    parent: str = ""
    description: str = ""
    file: str = ""
    #: What it was before somebody said that it is to be a tag or a category.
    base: str = ""


class Label(NamedTuple):
    """What an item is put under, as the item says it."""

    taxonomy: str
    slug: str
    name: str


@dataclass(slots=True)
class Item:
    """A post, page, attachment, menu item, revision: all are posts to WordPress."""

    line: int
    number: int = 0
    type: str = ""
    status: str = ""
    title: str = ""
    slug: str = ""
    link: str = ""
    guid: str = ""
    author: str = ""
    date: str = ""
    date_gmt: str = ""
    modified_gmt: str = ""
    published: str = ""
    content: str = ""
    excerpt: str = ""
    parent: int = 0
    order: int = 0
    password: bool = False
    sticky: bool = False
    address: str = ""
    comments: int = 0
    #: Which item of its file it is: several may stand on one line.
    place: int = 0
    labels: list[Label] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    file: str = ""

    def value(self, key: str) -> str:
        """The first custom field of this name."""
        found = self.meta.get(key)
        return found[0] if found else ""


Found = Channel | Author | Taxon | Item | Problem
