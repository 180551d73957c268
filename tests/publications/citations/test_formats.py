"""BibTeX, RIS and CSL-JSON on their way out: valid, read again by others and by ourselves."""

import json

import pytest
import rispy

from publications.bibtex.parse import parse
from publications.citations import bibtex, csl_json, ris
from publications.formats import FORMATS as READERS
from publications.mapping import snapshot, values_of
from publications.models import EntryType, Publication
from tests.factories import make_publication, seed_publication
from tests.publications.citations.csl_schema import faults
from tests.publications.citations.hard_titles import HARD, PLAIN

pytestmark = pytest.mark.django_db
FULL = {
    "authors": "Carmack, Stephanie A; NIDA",
    "editors": "Koob, George F",
    "journal": "J Clin Invest",
    "booktitle": "A Book",
    "volume": "130",
    "number": "6",
    "pages": "2480–2492",
    "publisher": "House",
    "school": "A School",
    "institution": "An Institute",
    "address": "Baltimore",
    "edition": "2nd",
    "series": "Series",
    "chapter": "3",
    "note": "A note",
    "howpublished": "As a leaflet",
    "issn": "1558-8238 (Electronic); 0021-9738 (Linking)",
    "isbn": "978-3-16-148410-0",
    "doi": "10.1172/JCI125534",
    "pmid": "30913040",
    "pmcid": "PMC6391094",
    "url": "https://example.org/a, Text\nhttps://example.org/b",
    "abstract": "First line.\n\nTY  - BOOK\nAnother paragraph.",
    "keywords": "heroin, pain",
    "year": 2019,
    "date": "2019-03-26",
    "urldate": "2020-01-02",
}


def stored(**values: object) -> Publication:
    return Publication.objects.with_people().get(pk=make_publication(**values).pk)


@pytest.mark.parametrize("kind", EntryType.values)
def test_csl_json_keeps_to_the_schema_with_all_fields_and_with_none(kind):
    publications = [stored(**FULL | {"entry_type": kind}), stored(entry_type=kind, title="")]
    items = json.loads("".join(csl_json.render(publications)))
    assert list(faults(items)) == []
    assert items[0]["issued"] == {"date-parts": [[2019, 3, 26]]}
    assert items[0]["author"] == [{"family": "Carmack", "given": "Stephanie A"}, {"literal": "NIDA"}]


def test_csl_json_of_nothing_is_an_empty_list():
    assert json.loads("".join(csl_json.render([]))) == []


@pytest.mark.parametrize("kind", EntryType.values)
def test_ris_reads_again_with_rispy_and_with_our_reader(kind):
    text = "".join(ris.render([stored(**FULL | {"entry_type": kind}), stored(entry_type=kind)]))
    first, second = rispy.loads(text)
    assert first["authors"] == ["Carmack, Stephanie A", "NIDA"]
    assert (first["start_page"], first["end_page"]) == ("2480", "2492")
    assert (first["year"], first["date"], first["doi"]) == ("2019", "2019/03/26", "10.1172/JCI125534")
    assert first["abstract"] == "First line. TY - BOOK Another paragraph."
    assert first["urls"] == ["https://example.org/a", "https://example.org/b"]
    assert "unknown_tag" not in second
    reading = READERS["ris"](text)
    assert len(reading.entries) == 2 and reading.refusals == []
    assert reading.entries[0].fields["pmid"] == "30913040"


@pytest.mark.parametrize("name", HARD)
def test_hard_titles_in_every_file(name):
    publication = stored(title=HARD[name], authors="O'Neill, <b>; فاطمة")
    assert json.loads("".join(csl_json.render([publication])))[0]["title"] == HARD[name]
    assert rispy.loads("".join(ris.render([publication])))[0]["title"] == PLAIN[name]
    assert parse("".join(bibtex.render([publication]))).entries[0].fields["title"] == HARD[name]


@pytest.mark.parametrize("kind", EntryType.values)
def test_bibtex_reads_again_as_the_same_values(kind):
    values = {"entry_type": kind, "citation_key": "Key:2019aa", "abstract": "One.\n\nTwo."}
    publication = stored(**FULL | values)
    publication.extra = {"pmid": "30913040", "pmcid": "PMC6391094"}
    read = parse("".join(bibtex.render([publication]))).entries[0]
    before, after = snapshot(publication), values_of(read)
    assert after["people"] == before["people"]
    assert {k: v for k, v in after["columns"].items() if v != before["columns"][k]} == {}


def test_the_seed_in_csl_json():
    publication = Publication.objects.with_people().get(pk=seed_publication().pk)
    item = csl_json.item(publication)
    assert item["id"] == "Carmack:2019aa"
    assert item["ISSN"] == "1558-8238, 0021-9738"
    assert item["type"] == "article-journal"
    assert len(item["author"]) == 8
    assert "status" not in item
