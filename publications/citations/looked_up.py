"""What citeproc-py 0.11 looks up and works out again for each word that it prints, done once for each style.

It goes by XPath to the same macros, terms and options each time, and asks each element for attributes that
most have not. A style that has been parsed does not change, but for the parts of dates, which are left alone
here; so the answers are put on its elements.
"""

from functools import cache, partial
from typing import Any

from citeproc import CitationStylesStyle, model

Known = dict[tuple[int, str], Any]
#: What a method does goes by these attributes; without them it gives back what it was given.
_GOES_BY = {
    "format": ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"),
    "wrap": ("prefix", "suffix"),
    "quote": ("quotes",),
    "case": ("text-case",),
    "strip_periods": ("strip-periods",),
}
#: What a language calls something, and how it is printed.
_ASKED = ("get_single_term", "get_plural_term", "get_locale_option", "get_date")
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
    asked = {name: cache(getattr(root, name)) for name in _ASKED}
    for element, does in zip(elements, prints, strict=True):
        element.calls_variable = _does if does else _does_not
        for name, way in (ways if isinstance(element, model.Locale) else ways | asked).items():
            setattr(element, name, way)
        _spared(element)
    root.locales = [_of_all(locale) for locale in root.locales]
    words = [part for locale in root.locales for part in _words(locale)]
    for element in (*elements, *words):
        if not isinstance(element, _NOT_ASKED) and "xpath_search" not in vars(element):
            element.xpath_search = partial(_found, known, element.xpath_search, id(element))
    style.elements = [*elements, *words]
    return style


def _of_all(locale: Any) -> Any:
    """The words of a language, which citeproc-py reads for each style; what a style says stays its own."""
    return locale if locale.getparent() is not None else _languages.setdefault(locale.get(_LANGUAGE), locale)


def _words(locale: Any) -> list[Any]:
    """Itself, its terms and its dates: found once, and then at hand."""
    locale.terms = locale.terms
    dates = locale.findall("cs:date", locale.nsmap)
    for date in dates:
        date.is_locale_date = _does
    return [part for part in (locale, locale.terms, *dates) if part is not None]


def _spared(element: Any) -> None:
    """Of what it would find out each time, and find the same."""
    if isinstance(element, model.Date_Part):
        return
    for method, attributes in _GOES_BY.items():
        if hasattr(type(element), method) and not any(one in element.attrib for one in attributes):
            setattr(element, method, _as_text if method == "format" else _as_it_is)
    if isinstance(element, model.Name):
        element.get_option = partial(_option, {}, element.get_option)
        element.et_al = cache(element.et_al)
    elif isinstance(element, model.Date):
        element.is_locale_date = cache(element.is_locale_date)
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
