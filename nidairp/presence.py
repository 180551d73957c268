"""Who has a page as an author without a publication, too: the institute's people."""

from django.db.models import Q

from nidairp.people.models import Person
from publications.models.people import show_also


def the_institutes_people() -> Q:
    return Q(pk__in=Person.objects.published().authors())


def register_all() -> None:
    show_also(the_institutes_people)
