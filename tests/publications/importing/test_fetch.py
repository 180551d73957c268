import json
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from publications.formats import FORMATS
from publications.importing import fetch as fetching
from publications.importing.fetch import Fetched, fetch
from publications.importing.web import origin

from .stand_in import StandIn, standing_in

CSL = "application/vnd.citationstyles.csl+json"


@pytest.fixture
def there(settings: Settings) -> Iterator[StandIn]:
    with standing_in() as stand_in:
        settings.NCBI_URL = f"{stand_in.url}eutils/"
        settings.DOI_URL = f"{stand_in.url}doi/"
        yield stand_in


def medline(*pmids: str) -> bytes:
    return "".join(f"\nPMID- {pmid}\nTI  - Paper {pmid}\n" for pmid in pmids).encode()


def problems(found: list[Fetched]) -> dict[str, str]:
    return {one.name: one.problem for one in found if one.problem}


def test_records_come_from_pubmed_in_one_request(there: StandIn) -> None:
    there.answer("/eutils/efetch.fcgi", medline("11", "12"), "text/plain; charset=UTF-8")

    [found] = fetch("11, 12")

    assert [entry.fields["pmid"] for entry in FORMATS[found.format](found.data.decode()).entries] == [
        "11",
        "12",
    ]
    [(path, _)] = there.seen
    assert "db=pubmed&rettype=medline&retmode=text&id=11,12&tool=nidairp&email=" in path


def test_a_long_list_is_asked_for_in_batches(there: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_BATCH", 2)
    there.answer("/eutils/efetch.fcgi", medline("1", "2", "3"), "text/plain")

    assert len(fetch("1 2 3")) == 2
    assert len(there.seen) == 2


def test_what_pubmed_does_not_know_is_told_beside_what_it_knows(there: StandIn) -> None:
    there.answer("/eutils/efetch.fcgi", medline("11"), "text/plain")

    found = fetch("11 99")

    assert [one.format for one in found if not one.problem] == ["nbib"]
    assert problems(found) == {"PubMed 99": "PubMed has no such record."}


def test_a_doi_is_answered_by_csl_json(there: StandIn) -> None:
    record = {"type": "journal-article", "title": "A paper", "DOI": "10.1000/abc"}
    there.answer("/doi/10.1000/abc", json.dumps(record).encode(), CSL)

    [found] = fetch("https://doi.org/10.1000/ABC")

    [entry] = FORMATS[found.format](found.data.decode()).entries
    assert (entry.type, entry.fields["doi"]) == ("article", "10.1000/abc")
    assert there.seen[0][1]["Accept"] == CSL


def test_odd_characters_of_a_doi_are_escaped(there: StandIn) -> None:
    there.answer("/doi/10.1000/a%3C1::b%3E(2)%233.0.co;2-2", b'{"title": "A"}', CSL)

    [found] = fetch("10.1000/a<1::b>(2)#3.0.CO;2-2")

    assert not found.problem


def test_one_failure_leaves_the_others(there: StandIn) -> None:
    there.answer("/doi/10.1000/a", b'{"title": "A"}', CSL)
    there.answer("/doi/10.1000/b", b"<html>", "text/html")
    there.redirect("/doi/10.1000/c", "http://127.0.0.1:1/")

    found = fetch("10.1000/a 10.1000/b 10.1000/c 10.1000/d nonsense")

    assert [one.name for one in found if not one.problem] == ["doi 10.1000/a.json"]
    assert set(problems(found)) == {"doi:10.1000/b", "doi:10.1000/c", "doi:10.1000/d", "nonsense"}


def test_too_many_are_refused_before_anything_is_asked(there: StandIn) -> None:
    [found] = fetch(" ".join(str(number) for number in range(1, 202)))

    assert "at most 200" in found.problem
    assert not there.seen


def test_without_a_network_each_identifier_says_so(settings: Settings) -> None:
    with standing_in() as gone:
        settings.NCBI_URL = settings.DOI_URL = gone.url

    found = fetch("1 2 10.1000/a 10.1000/b")

    assert len(found) == 4
    assert all("is there a network?" in one.problem for one in found)


def test_an_agency_that_is_away_leaves_the_others(there: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    with standing_in() as gone:
        away = gone.url
    monkeypatch.setattr(fetching, "AGENCIES", {origin(away)})
    monkeypatch.setattr(fetching, "_AT_ONCE", 1)
    there.redirect("/doi/10.1000/a", away)
    there.answer("/doi/10.1000/b", b'{"title": "B"}', CSL)

    assert set(problems(fetch("10.1000/a 10.1000/b"))) == {"doi:10.1000/a"}


def test_what_there_is_no_time_for_says_so(there: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", -1.0)

    assert "no time left" in problems(fetch("10.1000/a"))["doi:10.1000/a"]
    assert not there.seen


def test_a_setting_that_leads_elsewhere_without_tls_is_not_followed(settings: Settings) -> None:
    settings.DOI_URL = "http://example.org/"

    [found] = fetch("10.1000/a")

    assert "without HTTPS" in found.problem


def test_nothing_asked_is_nothing_fetched() -> None:
    assert fetch(" \n") == []
