"""Identifiers in one normal form."""

import pytest

from publications.bibtex.entry import Entry
from publications.bibtex.identifiers import Identifiers, arxiv, doi, find, isbns, issns, pmcid, pmid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1172/JCI125534", "10.1172/jci125534"),
        ("https://doi.org/10.1172/JCI125534", "10.1172/jci125534"),
        ("doi: 10.1172/JCI125534.", "10.1172/jci125534"),
        ("http://dx.doi.org/10.1016%2FS0140-6736(05)67889-X", "10.1016/s0140-6736(05)67889-x"),
        ("see (10.1000/a_b).", "10.1000/a_b"),
        ("https://onlinelibrary.wiley.com/doi/10.1111/adb.12345/full", "10.1111/adb.12345"),
        ("no identifier, version 10.15", ""),
    ],
)
def test_dois(text: str, expected: str) -> None:
    assert doi(text) == expected


def test_pubmed_and_arxiv_numbers() -> None:
    assert pmid("https://www.ncbi.nlm.nih.gov/pubmed/30913040") == "30913040"
    assert pmid("https://pubmed.ncbi.nlm.nih.gov/30913040/") == "30913040"
    assert pmid("PMID: 0913040") == "913040"
    assert pmcid("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6500001/") == "PMC6500001"
    assert arxiv("arXiv:1501.00001v2") == "1501.00001"
    assert arxiv("hep-th/9901001") == "hep-th/9901001"
    assert arxiv("1599.00001") == ""


def test_the_seed_has_two_issns_and_a_wrong_one_is_none() -> None:
    assert issns("1558-8238 (Electronic); 0021-9738 (Linking)") == ["1558-8238", "0021-9738"]
    assert issns("1558-8239 and 2434561x") == ["2434-561X"]


def test_isbns_become_thirteen_digits() -> None:
    assert isbns("0-306-40615-2, 978-0-306-40615-7") == ["9780306406157"]
    assert isbns("0-306-40615-3") == []


def test_identifiers_are_found_in_addresses_and_notes() -> None:
    fields = {
        "url": "https://www.ncbi.nlm.nih.gov/pubmed/30913040\nhttps://doi.org/10.1000/X.1, here",
        "note": "PMID: 1; also PMC6500001",
        "eprint": "1501.00001v1",
        "archiveprefix": "arXiv",
        "issn": "0021-9738",
    }

    assert find(Entry("article", "a", fields)) == Identifiers(
        "10.1000/x.1", "30913040", "PMC6500001", "1501.00001"
    )
