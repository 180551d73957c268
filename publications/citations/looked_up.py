"""What citeproc-py 0.11 looks up again for each word that it prints, looked up once.

A third of its time goes into XPath, for the same macros and terms each time, and another into asking elements
whether they print a variable, and items what they cite. A style that has been parsed does not change, so the
answers are put on its elements.
"""

from functools import cache
from typing import Any

from citeproc import CitationItem, CitationStylesStyle

QUESTIONS = ("xpath_search", "calls_variable", "get_root", "get_formatter")


def once(style: CitationStylesStyle) -> CitationStylesStyle:
    """The same style. lxml forgets what is put on an element that nobody holds, so all of them are held."""
    elements = [element for tree in (style.root, *style.root.locales) for element in tree.iter()]
    for element in elements:
        for question in QUESTIONS:
            if hasattr(type(element), question):
                setattr(element, question, cache(getattr(element, question)))
    style.elements = elements
    return style


class Item(CitationItem):  # type: ignore[misc]
    """Has what it cites at hand."""

    reference: Any = None

    def __init__(self, key: str, reference: Any) -> None:
        super().__init__(key)
        # Past the class, which would take it for one of the citation's own words.
        object.__setattr__(self, "reference", reference)
