"""The newest publications as Atom: all of them, or those that the address asks for as on the list."""

import datetime
import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from nidairp.rich import strip

from .citations import details, facts
from .listing import Chosen, chosen
from .models import Publication

NEWEST = 50
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_DAY = (datetime.date.min, datetime.date.max)


class PublicationFeed(Feed):
    """``?type=`` and ``?author=`` narrow it. Addresses are the site's canonical ones, never the request's."""

    feed_type = Atom1Feed
    subtitle = "Papers, books, theses and talks by the scientists of the institute."
    author_name = settings.SITE_NAME

    def get_object(self, request: HttpRequest) -> tuple[Chosen, str]:
        query = request.GET.urlencode()
        return chosen(request.GET), f"?{query}" if query else ""

    def title(self, asked: tuple[Chosen, str]) -> str:
        return _clean(f"{settings.SITE_NAME}: {', '.join(['publications', *asked[0].words])}")

    def link(self, asked: tuple[Chosen, str]) -> str:
        return settings.SITE_URL + reverse("publications:list") + asked[1]

    def feed_url(self, asked: tuple[Chosen, str]) -> str:
        return settings.SITE_URL + reverse("publications:feed") + asked[1]

    def items(self, asked: tuple[Chosen, str]) -> list[Publication]:
        return asked[0].newest(NEWEST)

    def item_title(self, publication: Publication) -> str:
        return _clean(facts.title(publication))

    def item_description(self, publication: Publication) -> str:
        """Who, where, and the abstract: plain text."""
        people = publication.authors_text or publication.editors_text
        return _clean(". ".join(filter(None, (people, details.render(publication), publication.abstract))))

    def item_link(self, publication: Publication) -> str:
        return facts.address(publication)

    def item_author_name(self, publication: Publication) -> str:
        return _clean(publication.authors_text or publication.editors_text) or settings.SITE_NAME

    def item_categories(self, publication: Publication) -> list[str]:
        return [publication.get_entry_type_display(), *(_clean(tag.name) for tag in publication.tags.all())]

    def item_pubdate(self, publication: Publication) -> datetime.datetime | None:
        """The day it appeared, at noon; none where that is not known or still to come."""
        if publication.sort_date in _NO_DAY:
            return None
        return datetime.datetime.combine(publication.sort_date, datetime.time(12), datetime.UTC)

    def item_updateddate(self, publication: Publication) -> datetime.datetime:
        return publication.updated_at


def _clean(text: str) -> str:
    """Plain text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", strip(text))
