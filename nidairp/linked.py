"""Where links stand: the shell tells the link checker of posts, pages, publications, menus and redirects."""

from collections.abc import Iterator

from django.db.models import QuerySet

from news.models import Post
from nidairp.links.sources import Found, Source, in_html, register
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page, WayIn
from nidairp.people.models import Person
from nidairp.redirects.models import Redirect
from publications.citations.links import addresses
from publications.models import Publication


def register_all() -> None:
    register(
        Source(
            Post,
            lambda: Post.objects.published().select_related("category").prefetch_related("events"),
            of_post,
            Post.get_absolute_url,
        ),
        Source(
            Page,
            lambda: Page.objects.published().prefetch_related("questions", "contacts"),
            of_page,
            Page.get_absolute_url,
        ),
        Source(WayIn, lambda: WayIn.objects.exclude(address=""), of_address),
        Source(Person, Person.objects.published, of_person, Person.get_absolute_url),
        Source(MenuItem, menu_items, of_item),
        Source(Redirect, lambda: Redirect.objects.exclude(address=""), of_address),
        Source(
            Publication,
            lambda: (
                Publication.objects.published().exclude(url="").only("title", "citation_key", "url", "slug")
            ),
            lambda publication: (Found("links", link.url) for link in addresses(publication)),
        ),
    )


def of_post(post: Post) -> Iterator[Found]:
    yield from in_html("body", post.body)
    for event in post.events.all():
        if event.link:
            yield Found("events", event.link)


def of_page(page: Page) -> Iterator[Found]:
    yield from in_html("body", page.body)
    for question in page.questions.all():
        yield from in_html("questions", question.answer)
    for contact in page.contacts.all():
        if contact.map_link:
            yield Found("contacts", contact.map_link)


def of_person(person: Person) -> Iterator[Found]:
    yield from in_html("biography", person.biography)
    if person.homepage:
        yield Found("homepage", person.homepage)


def menu_items() -> QuerySet:
    shown = MenuItem.objects.with_targets().filter(is_shown=True)
    return shown.exclude(address="", section="")


def of_item(item: MenuItem) -> Iterator[Found]:
    """What points at a page itself cannot miss it, but a section of it."""
    if link := item.address or item.url:
        yield Found("section" if item.section else "address", link)


def of_address(row: Redirect | WayIn) -> Iterator[Found]:
    yield Found("address", row.address)
