"""What Zotero saves: every type as its own, with the fields that no ``citation_*`` tag names.

No database: a publication in the making says all of this.
"""

import pytest

from publications.citations import csl_json, preprints, ris, zotero
from publications.citations.facts import in_catalogues
from publications.models import EntryType, Publication


def made(kind: str = EntryType.ARTICLE, **values: object) -> Publication:
    return Publication(entry_type=kind, citation_key="k", title="A title", **values)


def tags(kind: str, **values: object) -> dict[str, str]:
    return dict(zotero.render(made(kind, **values)))


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("article", {"journal": "Brain"}, "journalArticle"),
        ("incollection", {"booktitle": "B"}, "bookSection"),
        ("inproceedings", {"booktitle": "B"}, "conferencePaper"),
        ("phdthesis", {}, "thesis"),
        ("techreport", {}, "report"),
        ("presentation", {}, "presentation"),
        ("misc", {}, "document"),
        ("misc", {"source_type": "dataset"}, "dataset"),
        ("misc", {"source_type": "software"}, "computerProgram"),
        ("article", {"arxiv": "2106.01234"}, "preprint"),
        ("article", {"journal": "bioRxiv"}, "preprint"),
        ("article", {"journal": "bioRxiv : the preprint server for biology"}, "preprint"),
        ("misc", {"publisher": "medRxiv"}, "preprint"),
        ("article", {"journal": "Physical Review", "arxiv": "2106.01234"}, "journalArticle"),
    ],
)
def test_the_type(kind, values, expected):
    assert zotero.item_type(made(kind, **values)) == expected


def test_every_type_of_ours_is_one_of_theirs():
    assert set(zotero.ITEM_TYPES) == set(EntryType.values)


@pytest.mark.parametrize(
    ("kind", "values", "tag", "expected"),
    [
        ("book", {"address": "San Diego", "edition": "2"}, "z:edition", "2"),
        ("book", {"series": "Advances", "number": "7"}, "z:seriesNumber", "7"),
        ("mastersthesis", {"address": "Baltimore"}, "z:thesisType", "Master’s thesis"),
        ("techreport", {"techtype": "Survey", "address": "Bethesda"}, "z:place", "Bethesda"),
        ("presentation", {"extra": {"eventtitle": "World Congress"}}, "z:meetingName", "World Congress"),
        ("patent", {"number": "US 9,123,456 B2"}, "z:patentNumber", "US 9,123,456 B2"),
        ("online", {"url": "https://example.org/a"}, "z:publicationTitle", "example.org"),
        ("article", {"arxiv": "2106.01234"}, "z:archiveID", "arXiv:2106.01234"),
        ("article", {"journal": "Brain", "pmcid": "PMC5"}, "z:extra", "PMCID: PMC5"),
    ],
)
def test_what_highwire_has_no_tag_for(kind, values, tag, expected):
    assert tags(kind, **values)[tag] == expected


def test_what_has_appeared_in_a_journal_is_no_preprint():
    assert preprints.server(made(journal="bioRxiv")) == "bioRxiv"
    assert preprints.server(made(journal="J Clin Invest", arxiv="2106.01234")) == ""
    assert preprints.server(made("phdthesis", arxiv="2106.01234")) == ""


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        ("bioRxiv : the preprint server for biology", "bioRxiv"),
        ("arXiv preprint arXiv:2106.01234", "arXiv"),
        ("arXiv preprint arXiv:1909.01234v2 [q-bio.NC]", "arXiv"),
        ("ArXiv preprint arXiv:q-bio/0501001", "arXiv"),
        ("arXiv e-prints", "arXiv"),
        ("ArXiv abs/2106.01234", "arXiv"),
        ("arXiv:2106.01234", "arXiv"),
        ("Notes on arXiv preprints", ""),
        ("Preprints.org", "Preprints.org"),
        ("OSF Preprints", "OSF Preprints"),
        ("PEERJ PREPRINTS", "PeerJ Preprints"),
        ("bio<i>R</i>xiv", "bioRxiv"),
        ("medRxiv (preprint)", "medRxiv"),
        ("Research Square", "Research Square"),
        ("Journal of Preprints", ""),
        ("Square Dance Research", ""),
    ],
)
def test_a_server_is_known_whatever_stands_beside_its_name(journal, expected):
    assert preprints.server(made(journal=journal)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("van den Berg, Jan P", "van den Berg, Jan P"),
        ("King, Jr., Martin Luther", "King, Martin Luther Jr."),
        ("The ABCD Consortium", "The ABCD Consortium,"),
        ("NIDA", "NIDA"),
    ],
)
def test_a_name_that_is_not_taken_apart(written, expected):
    assert in_catalogues(written) == expected


@pytest.mark.parametrize("kind", EntryType.values)
@pytest.mark.parametrize("source_type", ["", "dataset", "software"])
def test_no_item_of_csl_json_keeps_zotero_from_the_file(kind, source_type):
    known = {
        *("article", "article-journal", "book", "chapter", "dataset", "manuscript", "motion_picture"),
        *("pamphlet", "paper-conference", "patent", "report", "speech", "thesis", "webpage"),
    }
    assert csl_json.exchanged(made(kind, source_type=source_type))["type"] in known


def test_a_doi_is_an_address_too_for_items_that_cannot_have_one():
    assert csl_json.exchanged(made("incollection", doi="10.1007/1"))["URL"] == "https://doi.org/10.1007/1"
    with_address = made("incollection", doi="10.1007/1", url="https://example.org/a")
    assert csl_json.exchanged(with_address)["URL"] == "https://example.org/a"


@pytest.mark.parametrize("kind", ["patent", "techreport"])
def test_a_number_of_its_own_stands_in_ris_where_a_serial_would(kind):
    record = ris.record(made(kind, number="NIH 12-345"))
    assert (record["issn"], "number" in record) == ("NIH 12-345", False)
