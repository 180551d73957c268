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


def test_csl_json_brings_our_own_types_back():
    made = [Publication(citation_key=kind, entry_type=kind, title="T") for kind in EntryType.values]
    made.append(Publication(citation_key="data", entry_type="misc", source_type="dataset", title="T"))
    read = [
        values_of(entry)["columns"] for entry in READERS["csl-json"]("".join(csl_json.render(made))).entries
    ]
    assert [columns["entry_type"] for columns in read] == [*EntryType.values, "misc"]
    assert read[-1]["source_type"] == "dataset"


def test_a_name_keeps_all_its_parts_in_two():
    publication = make_publication()
    publication.contributions.create(
        role="author",
        position=0,
        family="Berg",
        prefix="van den",
        given="Jan P",
        suffix="Jr.",
    )
    made = csl_json.exchanged(stored_again(publication))
    assert made["author"] == [{"family": "van den Berg", "given": "Jan P, Jr."}]
    assert ris.record(stored_again(publication))["authors"] == ["van den Berg, Jan P, Jr."]


def stored_again(publication: Publication) -> Publication:
    return Publication.objects.with_people().get(pk=publication.pk)


@pytest.mark.parametrize(
    ("source_type", "kind", "written"),
    [("review", "article", "article"), ("dataset", "misc", "misc"), ("periodical", "periodical", "book")],
)
def test_bibtex_has_only_types_that_all_readers_know_and_keeps_the_word(source_type, kind, written):
    publication = make_publication(entry_type=kind, source_type=source_type)
    entry = parse("".join(bibtex.render([publication]))).entries[0]
    assert entry.type == written
    assert values_of(entry)["columns"]["entry_type"] == kind
    assert values_of(entry)["columns"]["source_type"] in ("", source_type)
    assert (values_of(entry)["columns"]["source_type"] == source_type) or kind == source_type
