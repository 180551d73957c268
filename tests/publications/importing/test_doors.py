"""Every format and every fetched record goes the same way: staged, applied, and later unchanged."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from publications.importing import batch as importing
from publications.models import ImportBatch, Publication

from .stand_in import StandIn, standing_in

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[2] / "formats"
ADD = reverse("admin:publications_importbatch_add")


@pytest.fixture
def there(settings: Settings) -> Iterator[StandIn]:
    with standing_in() as stand_in:
        settings.NCBI_URL = settings.DOI_URL = stand_in.url
        yield stand_in


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_a_file_is_staged_applied_and_then_unchanged(path: Path) -> None:
    source = (path.name, path.read_bytes())
    first = importing.stage([source])
    importing.apply(first)

    again = importing.stage([source])

    assert first.results()["created"] == Publication.objects.count()
    assert set(again.counts()) <= {"unchanged", "refused", "aside"}
    assert again.counts()["unchanged"] == Publication.objects.count() > 0


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_what_came_in_goes_out_as_bibtex_and_comes_back_unchanged(path: Path, tmp_path: Path) -> None:
    importing.apply(importing.stage([(path.name, path.read_bytes())]))
    written = tmp_path / "all.bib"
    call_command("export_bibtex", str(written))

    again = importing.stage([("all.bib", written.read_bytes())])

    assert [row.differences for row in again.rows.all() if row.outcome != "unchanged"] == []


def test_the_same_paper_is_one_through_every_door() -> None:
    for name in ("pubmed.nbib", "mixed.ris", "zotero.json", "crossref.json"):
        importing.apply(importing.stage([(name, (FILES / name).read_bytes())]))

    assert Publication.objects.filter(doi__iexact="10.1172/jci125534").count() == 1


def test_a_record_of_pubmed_has_its_columns() -> None:
    importing.apply(importing.stage([("a", (FILES / "pubmed.nbib").read_bytes())]))

    paper = Publication.objects.get(pmid="30913040")
    assert (paper.pmcid, paper.doi.lower(), paper.year) == ("PMC6486356", "10.1172/jci125534", 2019)
    assert paper.slug == "carmack-2019-30913040"
    assert paper.extra["mesh"].startswith("*Heroin")


def test_a_format_that_is_told_wins_over_the_look_of_the_text() -> None:
    batch = importing.stage([("a.nbib", b"PMID- 1")], format="ris")

    assert batch.state == ImportBatch.State.FAILED
    assert "TY  - " in batch.error


def test_the_command_takes_a_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "records.txt"
    file.write_text("TY  - JOUR\nTI  - A\nER  - \nTI  - lost\nER  - \n")

    with pytest.raises(SystemExit) as end:
        call_command("import_bibtex", str(file), "--format", "ris")

    assert end.value.code == 1
    assert f"{file}:4: : The record has no line" in capsys.readouterr().out
    assert Publication.objects.get().title == "A"


def test_a_file_of_another_format_can_be_uploaded(admin_client: Client) -> None:
    file = SimpleUploadedFile("a.ris", (FILES / "mixed.ris").read_bytes())

    admin_client.post(ADD, {"file": file, "update": "on"})

    assert ImportBatch.objects.get().counts()["new"] == 4


def test_identifiers_are_fetched_and_what_is_missing_is_told(admin_client: Client, there: StandIn) -> None:
    there.answer("/efetch.fcgi", (FILES / "pubmed.nbib").read_bytes(), "text/plain")
    record = json.dumps({"type": "book", "title": "A handbook", "DOI": "10.1000/book"}).encode()
    there.answer("/10.1000/book", record, "application/vnd.citationstyles.csl+json")

    said = {"identifiers": "PMID: 30913040\nhttps://doi.org/10.1000/book, 10.1000/none, oops", "update": "on"}
    page = admin_client.post(ADD, said, follow=True).content.decode()

    assert ImportBatch.objects.get().counts()["new"] == 5
    assert "“doi:10.1000/none”: 127.0.0.1 does not know it." in page
    assert "“oops”: This is neither a PubMed ID nor a DOI." in page


def test_without_a_network_the_form_says_so_and_stores_nothing(
    admin_client: Client, settings: Settings
) -> None:
    with standing_in() as gone:
        settings.NCBI_URL = settings.DOI_URL = gone.url

    page = admin_client.post(ADD, {"identifiers": "30913040"}).content.decode()

    assert "is there a network?" in page
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("text", [", ;", "pmid:"])
def test_a_text_without_identifiers_says_so(admin_client: Client, text: str) -> None:
    assert "no PubMed ID and no DOI" in admin_client.post(ADD, {"identifiers": text}).content.decode()
