"""Links of the box: labels, shortening, the DOI, and addresses that must never become links."""

import pytest

from publications.bibtex.addresses import is_safe
from publications.citations.links import Link, links
from publications.models import Publication

PUBMED = "https://www.ncbi.nlm.nih.gov/pubmed/30913040"


def test_addresses_then_the_doi():
    publication = Publication(url=PUBMED, doi="10.1172/JCI125534")
    assert links(publication) == [
        Link(PUBMED, PUBMED),
        Link("https://doi.org/10.1172/JCI125534", "doi:10.1172/JCI125534"),
    ]


def test_a_label_is_shown_for_its_address():
    publication = Publication(url=f"{PUBMED}, PubMed\nhttps://example.org/a,b")
    assert [link.label for link in links(publication)] == ["PubMed", "https://example.org/a,b"]


def test_a_long_address_is_shortened_but_leads_to_the_whole():
    address = "https://example.org/" + "a" * 80
    assert links(Publication(url=address)) == [Link(address, address[:50] + "[...]")]


@pytest.mark.parametrize("address", ["https://doi.org/10.5555/AB", "http://dx.doi.org/10.5555/ab"])
def test_a_doi_that_is_listed_stands_there_once(address):
    assert [link.url for link in links(Publication(url=address, doi="10.5555/ab"))] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "https://nih.gov@example.org/",
        "https://user:word@example.org/",
        "https://example.org/\u202egnp.exe",
        "https://example.org/\x00",
        "https://exa mple.org/",
        "//example.org/",
        "https://",
        "https://[broken/",
        "vbscript:x",
    ],
)
def test_unsafe_addresses_become_no_link(address):
    assert not is_safe(address)
    assert links(Publication(url=address)) == []


def test_a_doi_is_escaped_in_the_address_only():
    (link,) = links(Publication(doi="10.1002/(SICI)1096<1::AID>3.0.CO;2-#"))
    assert link.url == "https://doi.org/10.1002/(SICI)1096%3C1%3A%3AAID%3E3.0.CO%3B2-%23"
    assert link.label == "doi:10.1002/(SICI)1096<1::AID>3.0.CO;2-#"
