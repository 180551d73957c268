"""The lists and choices of the admin find what readers find, and what is hidden by its letters."""

from urllib.parse import parse_qsl, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nidairp.roles.table import WRITERS
from publications.admin import PublicationAdmin
from publications.models import Publication
from tests.factories import make_page, make_post, make_publication
from tests.nidairp.roles.people import member

pytestmark = pytest.mark.django_db

LIST = "/admin/publications/publication/"
CHOICES = "/admin/autocomplete/?app_label=news&model_name=citedpublication&field_name=publication"


def shown(client: Client, words: str, address: str = LIST) -> set[str]:
    path, _, filters = address.partition("?")
    asked = {"q": words, **dict(parse_qsl(filters))}
    return {str(row) for row in client.get(path, asked).context["cl"].result_list}


def offered(client: Client, words: str) -> list[str]:
    found = client.get(f"{CHOICES}&{urlencode({'term': words})}").json()["results"]
    return [one["text"].split(",")[0] for one in found]


@pytest.mark.parametrize(
    "words",
    [
        "etude naive",
        "Muller",
        "GABAA",
        "Delta9-THC",
        "Δ9-THC",
        "https://doi.org/10.1016/j.wild.1",
        "doi:10.1016/J.WILD.1",
        "31234567",
        "Biol Psychiatry",
        "muller etu",
    ],
)
def test_a_publication_is_found_as_readers_find_it(admin_client: Client, words: str) -> None:
    title = "Étude naïve: GABA<sub>A</sub> and Δ<sup>9</sup>-THC"
    made = make_publication(
        title=title,
        authors="Müller, Jörg",
        doi="10.1016/j.wild.1",
        pmid="31234567",
        journal="Biol Psychiatry",
    )
    make_publication(title="Something else", authors="Koob, George F")
    assert shown(admin_client, words) == {str(made)}
    assert offered(admin_client, words) == [str(made)]


def test_letters_within_a_word_and_what_is_hidden_are_found_as_before(admin_client: Client) -> None:
    make_publication(title="Neuropsychopharmacology", citation_key="Koob:2019ab")
    make_publication(title="A hidden psychosis", is_public=False)
    assert shown(admin_client, "psycho") == {"Neuropsychopharmacology", "A hidden psychosis"}
    assert shown(admin_client, "oob:2019") == {"Neuropsychopharmacology"}


def asked(client: Client, words: str, address: str = LIST) -> list[str]:
    """What the database is asked that looks for letters in texts."""
    with CaptureQueriesContext(connection) as queries:
        client.get(address, {"q": words})
    return [sql for one in queries if "LIKE" in (sql := one["sql"] or "")]


def test_letters_of_all_publications_are_looked_for_only_where_no_words_are_found(
    admin_client: Client,
) -> None:
    make_publication(title="Dopamine")
    make_publication(title="Levodopa")
    make_publication(title="A hidden levodopa", is_public=False)
    assert shown(admin_client, "dopa") == {"Dopamine", "A hidden levodopa"}
    assert all("is_public" in sql.partition("WHERE")[2] for sql in asked(admin_client, "dopa"))
    assert shown(admin_client, "evodopa") == {"Levodopa", "A hidden levodopa"}
    assert len(asked(admin_client, "xylophone")) == 1, "nor twice where there is nothing"


def test_whether_words_or_letters_are_looked_for_does_not_go_by_how_the_list_is_narrowed(
    admin_client: Client,
) -> None:
    make_publication(title="Dopamine", year=2019)
    make_publication(title="Levodopa", year=2020)
    assert shown(admin_client, "dopa", f"{LIST}?years=2020") == set()
    assert shown(admin_client, "evodopa", f"{LIST}?years=2020") == {"Levodopa"}


def test_who_chooses_is_offered_first_what_is_called_so(admin_client: Client) -> None:
    make_publication(title="Craving in rats", year=1999)
    make_publication(title="Withdrawal", abstract="Craving follows.", year=2026)
    assert offered(admin_client, "craving") == ["Craving in rats", "Withdrawal"]


def test_an_article_and_a_page_are_found_by_their_text(admin_client: Client) -> None:
    make_post(title="News of a coil", body="<p>Measured at the <i>amygdala</i>.</p>")
    make_post(title="Another")
    make_page(title="Faculty", body="<p>Études of many kinds.</p>")
    assert shown(admin_client, "amygdala", "/admin/news/post/") == {"News of a coil"}
    assert shown(admin_client, "etudes", "/admin/pages/page/") == {"Faculty"}


@pytest.mark.parametrize(
    ("make", "address"), [(make_post, "/admin/news/post/"), (make_page, "/admin/pages/page/")]
)
def test_drafts_are_found_and_sorted_by_what_the_list_shows_of_their_titles(
    admin_client: Client, make, address: str
) -> None:
    for title in ("Beta", "GABA<sub>A</sub>", "<i>Alpha</i>", "<sup>18</sup>F"):
        make(title=title, state="draft")
    assert shown(admin_client, "GABAA", address) == {"GABAA"}
    assert shown(admin_client, "18F", address) == {"18F"}
    assert shown(admin_client, "sub", address) == set()
    listed = admin_client.get(address, {"o": "1"}).context["cl"].result_list
    assert [str(one) for one in listed] == ["18F", "Alpha", "Beta", "GABAA"]


def test_nobody_finds_what_they_may_not_see(client: Client) -> None:
    """What all may read is not everybody's to open in the admin."""
    make_post(title="Of somebody else", body="<p>The amygdala.</p>")
    client.force_login(member(WRITERS))
    told = client.get("/admin/news/post/", {"q": "amygdala"}).context["cl"]
    assert (told.result_count, list(told.result_list)) == (0, []), "nor is told how many there are"
    make_publication(title="Hidden", is_public=False, abstract="The amygdala.")
    make_publication(title="Public", abstract="The amygdala.", year=2019)
    assert offered(client, "amygdala") == ["Public"]
    assert offered(client, "hidden") == []


def test_only_what_may_be_chosen_is_offered(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("Left out", "Offered"):
        make_publication(title=title, abstract="The amygdala.", year=2019)
    rows = Publication.objects.exclude(title="Left out")
    monkeypatch.setattr(PublicationAdmin, "pickable", lambda *_: rows, raising=False)
    assert offered(admin_client, "amygdala") == ["Offered"]


def test_what_makes_no_sense_finds_nothing(admin_client: Client) -> None:
    make_publication(title="A title")
    assert {words for words in ("-", "*", "zzz -title", "\\", "%") if shown(admin_client, words)} == set()
