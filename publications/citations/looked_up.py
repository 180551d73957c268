"""What citeproc-py 0.11 looks up and works out again for each word that it prints, done once for each style.

It goes by XPath to the same macros, terms and options each time, and asks each element for attributes that
most have not. A style that has been parsed does not change, but for the parts of dates, which are left alone
here; so the answers are put on its elements.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from citeproc import CitationItem, CitationStylesStyle, model

Known = dict[tuple[int, str], Any]
#: What a method does goes by these attributes; without them it gives back what it was given.
_GOES_BY = {
    "format": ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"),
    "wrap": ("prefix", "suffix"),
    "quote": ("quotes",),
    "case": ("text-case",),
    "strip_periods": ("strip-periods",),
}
#: What a condition asks of an item, by its attributes, in the order in which citeproc-py asks.
_CONDITIONS = {
    "variable": "_variable",
    "is-numeric": "_is_numeric",
    "is-uncertain-date": "_is_uncertain_date",
    "locator": "_locator",
}
_DECISIONS: dict[str | None, Callable[[Sequence[object]], bool]] = {
    "any": any,
    "none": lambda answers: not any(answers),
}
#: More than half of all elements, which look for nothing themselves.
_NOT_ASKED = (model.Choose, model.If, model.Else_If, model.Else, model.Group, model.Macro, model.Label)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_languages: dict[str, Any] = {}


def once(style: CitationStylesStyle) -> CitationStylesStyle:
    """The same style. lxml forgets what is put on an element that nobody holds, so they are held."""
    root = style.root
    elements = [element for element in root.iter() if isinstance(element, model.CitationStylesElement)]
    known: Known = {}
    prints = [hasattr(type(element), "calls_variable") and element.calls_variable() for element in elements]
    macros = {macro.get("name"): macro for macro in reversed(root.findall("cs:macro", root.nsmap))}
    ways = {
        "get_root": partial(_itself, root),
        "get_formatter": partial(getattr, root, "formatter"),
        "get_macro": macros.__getitem__,
    }
    for element, does in zip(elements, prints, strict=True):
        element.calls_variable = _does if does else _does_not
        for name, way in ways.items():
            setattr(element, name, way)
        _spared(element)
    root.locales = [_of_all(locale) for locale in root.locales]
    for locale in root.locales:
        locale.terms = locale.terms  # found once, and then at hand
    terms = [part for locale in root.locales for part in (locale, locale.terms) if part is not None]
    for element in (*elements, *terms):
        if not isinstance(element, _NOT_ASKED) and "xpath_search" not in vars(element):
            element.xpath_search = partial(_found, known, element.xpath_search, id(element))
    style.elements = [*elements, *terms]
    return style


def _of_all(locale: Any) -> Any:
    """The words of a language, which citeproc-py reads for each style; what a style says stays its own."""
    return locale if locale.getparent() is not None else _languages.setdefault(locale.get(_LANGUAGE), locale)


def _spared(element: Any) -> None:
    """Of what it would find out each time, and find the same."""
    if isinstance(element, model.Date_Part):
        return
    for method, attributes in _GOES_BY.items():
        if hasattr(type(element), method) and not any(one in element.attrib for one in attributes):
            setattr(element, method, _as_text if method == "format" else _as_it_is)
    if isinstance(element, model.If) and "position" not in element.attrib:
        asked = [getattr(element, ask) for name, ask in _CONDITIONS.items() if name in element.attrib]
        if "type" in element.attrib:
            asked.insert(0, partial(_is_of_type, element.get("type").lower().split()))
        element.render = partial(_if, element, asked, _DECISIONS.get(element.get("match"), all))
    elif isinstance(element, model.Name):
        element.get_option = partial(_option, {}, element.get_option)
    elif isinstance(element, model.Names):
        element.name, element.label = element.name, element.label
    elif isinstance(element, model.Text) and "text-case" not in element.attrib:
        if "variable" in element.attrib:
            element.process = partial(_text, element, element._variable)
        elif "macro" in element.attrib:
            element.process = partial(_text, element, element.get_macro(element.get("macro")).render)


def _does() -> bool:
    return True


def _does_not() -> bool:
    return False


def _itself(thing: Any) -> Any:
    return thing


def _as_it_is(text: Any, language: object = None) -> Any:
    return text


def _as_text(text: Any) -> Any:
    return str(text) if isinstance(text, int | float) else text


def _found(known: Known, search: Any, element: int, expression: str) -> Any:
    key = (element, expression)
    if key not in known:
        known[key] = search(expression)
    return known[key]


def _is_of_type(types: list[str], item: Any) -> list[bool]:
    found = item.reference["type"]
    return [one == found for one in types]


def _if(element: Any, asked: list[Any], decide: Any, item: Any, **given: Any) -> Any:
    if not decide([answer for ask in asked for answer in ask(item)]):
        raise model.ConditionFailed
    return element.render_children(item, **given)


def _text(element: Any, ask: Any, item: Any, context: Any = None, **given: Any) -> tuple[Any, None]:
    """Without the language of the item, for only case goes by that."""
    return ask(item, element if context is None else context), None


def _option(known: dict[Any, Any], ask: Any, name: str, context: Any = None, sorting: Any = None) -> Any:
    if sorting:
        return ask(name, context, sorting)
    key = (name, id(context))
    if key not in known:
        known[key] = ask(name, context)
    return known[key]


class Item(CitationItem):  # type: ignore[misc]
    """Has what it cites at hand."""

    reference: Any = None

    def __init__(self, key: str, reference: Any) -> None:
        super().__init__(key)
        # Past the class, which would take it for one of the citation's own words.
        object.__setattr__(self, "reference", reference)
