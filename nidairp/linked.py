"""Where links stand: the shell tells the link checker of posts, pages, publications, menus and redirects."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from news.models import Post
from nidairp.editing import linking
from nidairp.links.sources import Found, Source, in_html, register
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page
from nidairp.people.models import Person
from nidairp.redirects.models import Redirect
from publications.citations.links import addresses
from publications.models import Publication


def register_all() -> None:
    register(
        Source(
            Post,
            lambda: Post.objects.published().select_related("category"),
            lambda post: in_text("body", post.body),
            Post.get_absolute_url,
        ),
        Source(Page, Page.objects.published, lambda page: in_text("body", page.body), Page.get_absolute_url),
        Source(Person, Person.objects.published, of_person, Person.get_absolute_url),
        Source(MenuItem, lambda: MenuItem.objects.filter(is_shown=True).exclude(address=""), of_address),
        Source(Redirect, lambda: Redirect.objects.exclude(address=""), of_address),
        Source(
            Publication,
            lambda: (
                Publication.objects.published().exclude(url="").only("title", "citation_key", "url", "slug")
            ),
            lambda publication: (Found("links", link.url) for link in addresses(publication)),
        ),
    )


def of_person(person: Person) -> Iterator[Found]:
    yield from in_text("biography", person.biography)
    if person.homepage:
        yield Found("homepage", person.homepage)


def in_text(field: str, text: str) -> list[Found]:
    """As ``in_html``; links that name what they lead to have its address, whether it is public or not."""
    found = list(in_html(field, text))
    named = {link.href: reference for link in found if (reference := linking.read(link.href))}
    rows = linking.existing(named.values())
    there = {href: rows[reference] for href, reference in named.items() if reference in rows}
    return [_at_its_address(link, there) for link in found]


def _at_its_address(link: Found, there: dict[str, Any]) -> Found:
    return replace(link, href=there[link.href].get_absolute_url()) if link.href in there else link


def of_address(row: MenuItem | Redirect) -> Iterator[Found]:
    yield Found("address", row.address)
