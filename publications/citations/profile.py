"""The page of an author in the words of schema.org: who it is about, as far as the publications know."""

from typing import Any

from django.conf import settings

from ..models import Author

Thing = dict[str, Any]


def render(author: Author) -> Thing:
    """A ``ProfilePage`` about a person; of an institution, a page about it."""
    address = settings.SITE_URL + author.get_absolute_url()
    return {
        "@type": "AboutPage" if author.is_group else "ProfilePage",
        "@id": address,
        "url": address,
        "name": author.full_name,
        "mainEntity": {name: value for name, value in _about(author, address).items() if value},
    }


def _about(author: Author, address: str) -> Thing:
    affiliation = {"@type": "Organization", "name": author.affiliation} if author.affiliation else {}
    if author.is_group:
        return {"@type": "Organization", "@id": f"{address}#organization", "name": author.full_name}
    return {
        "@type": "Person",
        "@id": f"{address}#person",
        "name": author.full_name,
        "givenName": author.given,
        "familyName": f"{author.prefix} {author.family}".strip(),
        "honorificSuffix": author.suffix,
        "url": address,
        "sameAs": [author.orcid_url] if author.orcid else [],
        "affiliation": affiliation,
    }
