"""Publications as files: by ending, by ``Accept``, one or all that a list shows."""

import json
from io import StringIO
from itertools import cycle

import pytest
import rispy
from django.core.management import call_command
from django.db import OperationalError

from nidairp.streamed import NOT_COMPLETE
from publications import downloads
from publications.bibtex.parse import parse
from publications.listing import choosing
from tests.factories import make_publication, seed_publication
from tests.publications.citations.hard_titles import HARD

pytestmark = pytest.mark.django_db
PAGE = "/publications/carmack-2019aa/"
FILES = [
    ("bib", "application/x-bibtex", "@article{Carmack:2019aa,"),
    ("ris", "application/x-research-info-systems", "TY  - JOUR"),
    ("json", "application/vnd.citationstyles.csl+json", '"id": "Carmack:2019aa"'),
]


@pytest.mark.parametrize(("ending", "media_type", "begins"), FILES)
def test_a_file_by_its_ending(client, ending, media_type, begins):
    seed_publication()
    response = client.get(f"/publications/carmack-2019aa.{ending}")
    assert response.status_code == 200
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="carmack-2019aa.{ending}"'
    assert f'<http://testserver{PAGE}>; rel="describes"' in response["Link"]
    assert begins in response.content.decode()


@pytest.mark.parametrize(("ending", "media_type", "begins"), FILES)
def test_the_same_by_what_is_accepted_on_the_page(client, ending, media_type, begins):
    seed_publication()
    response = client.get(PAGE, headers={"accept": media_type})
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert "Accept" in response["Vary"]
    assert response.content == client.get(f"/publications/carmack-2019aa.{ending}").content


def test_a_citation_in_a_style(client):
    seed_publication()
    response = client.get("/publications/carmack-2019aa.txt?style=ieee")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("S. A. Carmack et al., “Heroin")
    asked = client.get(PAGE, headers={"accept": "text/x-bibliography; style=ieee"})
    assert asked["Content-Type"] == "text/x-bibliography; charset=utf-8"
    assert asked.content == response.content
    assert client.get("/publications/carmack-2019aa.txt").content.decode().startswith("Carmack, S. A.,")


def test_what_is_not_there_is_said_with_what_is(client):
    seed_publication()
    refused = client.get(PAGE, headers={"accept": "image/png"})
    assert refused.status_code == 406 and b"application/x-bibtex" in refused.content
    assert "Accept" in refused["Vary"]
    style = client.get(PAGE, headers={"accept": "text/x-bibliography; style=nonsense"})
    assert style.status_code == 406 and b"apa, ama" in style.content
    assert client.get("/publications/carmack-2019aa.txt?style=nonsense").status_code == 404


def test_the_page_itself_for_browsers_and_varies(client):
    seed_publication()
    response = client.get(PAGE, headers={"accept": "text/html,*/*;q=0.8"})
    assert response["Content-Type"].startswith("text/html")
    assert "Accept" in response["Vary"]


@pytest.mark.parametrize("address", ["hidden.bib", "hidden.txt", "nothing.ris", "hidden/"])
def test_nothing_of_what_is_not_public(client, address):
    make_publication(slug="hidden", is_public=False)
    response = client.get(f"/publications/{address}", headers={"accept": "application/x-bibtex"})
    assert response.status_code == 404


def test_the_list_as_a_file_keeps_to_the_lists_filters_and_order(client, monkeypatch):
    monkeypatch.setattr(choosing, "CHUNK", 2)
    for number in range(7):
        make_publication(
            citation_key=f"k{number}", slug=f"k{number}", year=2010 + number // 3, authors="A, B"
        )
    make_publication(citation_key="hidden", is_public=False)
    response = client.get("/publications.bib")
    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="publications.bib"'
    keys = [entry.key for entry in parse(response.getvalue().decode()).entries]
    assert keys == ["k6", "k5", "k4", "k3", "k2", "k1", "k0"]
    chosen = json.loads(client.get("/publications.json?year=2011").getvalue())
    assert [item["id"] for item in chosen] == ["k5", "k4", "k3"]
    by_author = rispy.loads(client.get("/publications.ris?author=b-a").getvalue().decode())
    assert len(by_author) == 7
    assert json.loads(client.get("/publications.json?type=nonsense").getvalue()) == []


def failing_the_second_time(function):
    """And the fourth, and so on."""
    fails = cycle([False, True])

    def called(*arguments):
        if next(fails):
            raise OperationalError("server closed the connection unexpectedly")
        return function(*arguments)

    return called


def test_a_list_that_breaks_off_is_taken_for_whole_by_no_reader(client, monkeypatch):
    """It ends in something that is begun and never ended."""
    monkeypatch.setattr(choosing, "CHUNK", 2)
    monkeypatch.setattr(choosing, "in_order", failing_the_second_time(choosing.in_order))
    for number in range(4):
        make_publication(citation_key=f"k{number}", slug=f"k{number}", year=2010 - number, authors="A, B")
    bib, ris, csl = (
        client.get(f"/publications.{ending}").getvalue().decode() for ending in downloads.FORMATS
    )
    read = parse(bib)
    assert [entry.key for entry in read.entries] == ["k0", "k1"]
    assert [refusal.key for refusal in read.refusals] == ["NOT-COMPLETE"]
    assert NOT_COMPLETE in bib and NOT_COMPLETE in ris and NOT_COMPLETE in csl
    assert ris.count("TY  - ") == ris.count("ER  - ") + 1
    with pytest.raises(json.JSONDecodeError):
        json.loads(csl)


def test_queries_of_a_streamed_list_go_by_chunks_not_rows(client, django_assert_max_num_queries):
    for _ in range(20):
        make_publication(authors="A, B; C, D", editors="E, F")
    for ending in downloads.FORMATS:
        with django_assert_max_num_queries(8):
            client.get(f"/publications.{ending}").getvalue()


def test_what_is_taken_away_as_bibtex_comes_in_again_as_unchanged(client, tmp_path):
    """Titles and all: what the file says is what the database holds."""
    for name, title in HARD.items():
        make_publication(citation_key=f"Hard:{name}", slug=name, title=title, authors="O'Neill, Siobhán")
    seed_publication(pmid="30913040")
    file = tmp_path / "out.bib"
    file.write_bytes(client.get("/publications.bib").getvalue())
    report = tmp_path / "report.json"
    call_command(
        "import_bibtex", str(file), "--dry-run", "--update", "--report", str(report), stdout=StringIO()
    )
    outcomes = {block["key"]: block["outcome"] for block in json.loads(report.read_text())["blocks"]}
    assert set(outcomes.values()) == {"unchanged"}
    assert len(outcomes) == len(HARD) + 1
