"""A type that the site does not know, come past all checks (a script, an odd archive): it is shown."""

import pytest
from django.test import Client

from publications.bibtex.parse import parse
from publications.models import Publication
from tests.factories import make_post, make_publication, seed_publication

pytestmark = pytest.mark.django_db
ODD = "holo <b>gram{,"
PUBLIC = [
    "/publications/",
    "/publications/?type=misc",
    "/publications/?q=heroin",
    "/publications/?year=2019",
    "/publications/odd/",
    "/publications/odd.bib",
    "/publications/odd.ris",
    "/publications/odd.json",
    "/publications/odd.txt?style=apa",
    "/publications.bib",
    "/publications.ris",
    "/publications.json",
    "/publications/feed/",
    "/publications/authors/stephanie-a-carmack/",
    "/search/?q=heroin",
]


@pytest.fixture
def odd() -> Publication:
    publication = seed_publication(citation_key="odd", slug="odd")
    make_publication(title="Another", citation_key="other", entry_type="misc")
    Publication.objects.filter(pk=publication.pk).update(entry_type=ODD)
    publication.refresh_from_db()
    return publication


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_and_file_shows_it(client: Client, odd: Publication, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"holo <b>" not in body or address.endswith((".bib", ".json"))


def test_an_article_that_cites_it_is_shown(client: Client, odd: Publication) -> None:
    assert client.get(make_post(cites=(odd,)).get_absolute_url()).status_code == 200


def test_readers_are_told_miscellaneous_and_it_can_be_filtered_by(client: Client, odd: Publication) -> None:
    assert "Miscellaneous" in client.get("/publications/odd/").content.decode()
    page = client.get("/publications/", {"type": ODD})
    assert [row.pk for row in page.context["page_obj"]] == [odd.pk]
    assert "Miscellaneous (holo &lt;b&gt;gram{,)" in page.content.decode()


def test_it_goes_out_as_a_file_that_can_be_read(client: Client, odd: Publication) -> None:
    (entry,) = parse(client.get("/publications/odd.bib").content.decode()).entries
    assert (entry.type, entry.key) == ("misc", "odd")


def test_staff_find_and_mend_it(admin_client: Client, odd: Publication) -> None:
    assert admin_client.get("/admin/publications/publication/").status_code == 200
    assert admin_client.get("/admin/publications/publication/?entry_type=x").status_code in (200, 302)
    form = admin_client.get(f"/admin/publications/publication/{odd.pk}/change/")
    assert form.status_code == 200
