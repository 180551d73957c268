import pytest

from publications.importing.asked import Asked, asked


@pytest.mark.parametrize(
    "text",
    [
        "30913040",
        "PMID: 30913040",
        "pmid:30913040",
        "https://pubmed.ncbi.nlm.nih.gov/30913040/",
        "https://www.ncbi.nlm.nih.gov/pubmed/30913040?dopt=Abstract",
        "pubmed.ncbi.nlm.nih.gov/30913040",
        " (30913040), ",
    ],
)
def test_a_pubmed_id_is_found_in_each_of_its_forms(text: str) -> None:
    assert asked(text) == [Asked("pmid", "30913040")]


@pytest.mark.parametrize(
    "text",
    [
        "10.1172/JCI125534",
        "doi:10.1172/jci125534",
        "DOI: 10.1172/jci125534.",
        "https://doi.org/10.1172/JCI125534",
        "http://dx.doi.org/10.1172%2Fjci125534,",
    ],
)
def test_a_doi_is_found_in_each_of_its_forms(text: str) -> None:
    assert asked(text) == [Asked("doi", "10.1172/jci125534")]


def test_identifiers_stand_on_lines_or_between_spaces_and_commas() -> None:
    found = asked("PMIDs: 1, 2;3\n10.1000/a,10.1000/b and\t4")

    assert [one.value for one in found] == ["1", "2", "3", "10.1000/a", "10.1000/b", "4"]


def test_each_is_asked_for_once() -> None:
    assert len(asked("10.1000/A https://doi.org/10.1000/a 7 007")) == 2


@pytest.mark.parametrize(
    ("text", "words"), [("PMC6410789", "PMC ID"), ("hello", "neither"), ("https://example.org/", "neither")]
)
def test_what_is_no_identifier_is_told(text: str, words: str) -> None:
    [found] = asked(text)

    assert found.kind == ""
    assert words in found.problem
