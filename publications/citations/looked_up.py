"""What citeproc-py 0.11 looks up again for each word that it prints, looked up once.

A third of its time goes into XPath, for the same macros and terms each time, and another into asking elements
whether they print a variable, and items what they cite. A style that has been parsed does not change, so the
answers are put on its elements.
"""

from functools import partial
from typing import Any

from citeproc import CitationItem, CitationStylesStyle
from citeproc.model import CitationStylesElement

Known = dict[tuple[int, str], Any]


def once(style: CitationStylesStyle) -> CitationStylesStyle:
    """The same style. lxml forgets what is put on an element that nobody holds, so they are held."""
    elements = [element for element in style.root.iter() if isinstance(element, CitationStylesElement)]
    known: Known = {}
    prints = [hasattr(type(element), "calls_variable") and element.calls_variable() for element in elements]
    for element, does in zip(elements, prints, strict=True):
        element.calls_variable = _does if does else _does_not
        element.get_root = partial(_itself, style.root)
    terms = [part for locale in style.root.locales for part in (locale, locale.terms) if part is not None]
    for element in (*elements, *terms):
        element.xpath_search = partial(_found, known, element.xpath_search, id(element))
    style.elements = [*elements, *terms]
    return style


def _does() -> bool:
    return True


def _does_not() -> bool:
    return False


def _itself(thing: Any) -> Any:
    return thing


def _found(known: Known, search: Any, element: int, expression: str) -> Any:
    key = (element, expression)
    if key not in known:
        known[key] = search(expression)
    return known[key]


class Item(CitationItem):  # type: ignore[misc]
    """Has what it cites at hand."""

    reference: Any = None

    def __init__(self, key: str, reference: Any) -> None:
        super().__init__(key)
        # Past the class, which would take it for one of the citation's own words.
        object.__setattr__(self, "reference", reference)
