"""Who somebody is, for the page of an author, and who belongs to a page."""

from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model, Q, QuerySet

from nidairp.people.models import Person
from nidairp.prepared import Prepared

register = template.Library()


def _tied(author: int) -> QuerySet:
    ties = Q(author=author) | Q(author__merged_into=author)
    return Person.objects.published().filter(ties).select_related("photo")[:1]


_PERSON = Prepared(_tied)


@register.simple_tag
def person_of(author: Model) -> Person | None:
    """The person that an author is, under a name too that has been merged into the author's. Asked once."""
    if not hasattr(author, "_person"):
        author._person = next(iter(_PERSON(author=author.pk)), None)
    return author._person


@register.simple_tag
def people_of(page: Model) -> list[Person]:
    """Those who are tied to a page, in their order."""
    return list(Person.objects.for_lists().filter(pages=page))


@register.simple_tag
def pages_of(person: Person) -> list[Model]:
    return list(person.pages.published().only("title", "path"))


@register.simple_tag
def authors_of(people: list[Person]) -> list[Model]:
    return [person.author.standing for person in people]


@register.simple_tag
def with_person(data: dict[str, Any], person: Person | None) -> dict[str, Any]:
    """What an author's page says to machines, with all that is known of the person."""
    if person is None:
        return data
    here = {"@type": "ResearchOrganization", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"}
    about = {"worksFor": here, **data["mainEntity"], **person.described()}
    if about.get("affiliation"):
        about["affiliation"] = {**about["affiliation"], "url": here["url"]}
    if person.photo:
        about["image"] = settings.SITE_URL + person.photo.largest("whole")["url"]
    if home := person.website:
        home = home if "://" in home else settings.SITE_URL + home
        about["sameAs"] = [*about.get("sameAs", []), home]
    return {**data, "name": person.name, "mainEntity": about}
