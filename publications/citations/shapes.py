"""What a style says of works of one shape, found out once for each shape.

A style has parts for all that a work may be; of an article in a journal it prints a tenth of them. Which
these are goes by the work's type, by which variables it has and by which of these are numbers: that is its
shape. So of works of a shape that was met before nothing is asked again, and nothing is tried in vain.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from citeproc import CitationItem, CitationStylesStyle, model
from citeproc.source import DateBase, VariableError
from citeproc.string import join

from nidairp.shelf import Shelf

#: Of so many shapes each style remembers what it says. Most works have one of a few.
SHAPES = 32
#: A part of an element: how it prints, whether it takes the element's delimiter, whether it is a variable.
Part = tuple[Callable[..., Any], bool, bool]
Parts = tuple[Part, ...]
#: What a condition asks of an item, by its attributes, in the order in which citeproc-py asks. The position
#: counts in the citations of a text alone.
_CONDITIONS = {
    "type": "_type",
    "variable": "_variable",
    "is-numeric": "_is_numeric",
    "is-uncertain-date": "_is_uncertain_date",
    "locator": "_locator",
}
_DECISIONS: dict[str | None, Callable[[Sequence[object]], bool]] = {
    "any": any,
    "none": lambda answers: not any(answers),
}


class Item(CitationItem):  # type: ignore[misc]
    """Has what it cites at hand, and by its elements what the style says of such works."""

    reference: Any = None
    parts: dict[Any, Parts]

    def __init__(self, reference: Any, parts: dict[Any, Parts]) -> None:
        super().__init__(reference.key)
        # Past the class, which would take them for words of the citation.
        object.__setattr__(self, "reference", reference)
        object.__setattr__(self, "parts", parts)


class Shapes:
    """A style, and what it says of works of each shape."""

    def __init__(self, style: CitationStylesStyle) -> None:
        self.style = style
        self._layout = style.root.bibliography.layout
        elements = list(style.root.iter(f"{{{style.root.nsmap['cs']}}}*"))
        self._variables = _named(elements, "variable") | _named(elements, "variable", "_short") | {"page"}
        self._numbers = sorted(_named(elements, "is-numeric"))
        self._dates = sorted(_named(elements, "is-uncertain-date"))
        self._shelf: Shelf[dict[Any, Parts]] = Shelf(SHAPES, lambda parts: 1)
        for element in elements:
            _go_by_shape(element)

    def printed(self, reference: Any) -> str:
        self._layout.repressed = {}
        text = self._layout.render_children(Item(reference, self._parts(reference)))
        return str(self._layout.format(self._layout.wrap(text)))

    def _parts(self, reference: Any) -> dict[Any, Parts]:
        is_numeric = model.If.re_numeric.match
        numbers = [bool(is_numeric(str(reference.get(name, "")))) for name in self._numbers]
        dates = [_is_uncertain(reference.get(name)) for name in self._dates]
        shape = (reference.type, self._variables.intersection(reference), *numbers, *dates)
        if (known := self._shelf.get(shape)) is None:
            found: dict[Any, Parts] = {}
            _parts(self._layout, Item(reference, found))
            known = {element: parts for element, parts in found.items() if parts}
            self._shelf.put(shape, known)
        return known


def _named(elements: Sequence[Any], attribute: str, ending: str = "") -> frozenset[str]:
    """Variables, as a reference calls them."""
    said = " ".join(element.get(attribute, "") for element in elements)
    return frozenset(name.replace("-", "_") + ending for name in said.split())


def _is_uncertain(date: Any) -> bool:
    return isinstance(date, DateBase) and bool(date.get("circa"))


def _go_by_shape(element: Any) -> None:
    if isinstance(element, model.Group):
        element.process = partial(_group, element)
    elif isinstance(element, model.Choose):
        element.render = partial(_choice, element)
    elif isinstance(element, model.Parent):
        element.render_children = partial(_children, element)


def _children(element: Any, item: Item, delimiter: str = "", **given: Any) -> Any:
    texts, _ = _printed(element, item, delimiter, given)
    return join(texts, delimiter) if texts else None


def _group(element: Any, item: Item, **given: Any) -> Any:
    texts, has_variables = _printed(element, item, element.get("delimiter", ""), given)
    if texts and (has_variables or not element.calls_variable()):
        return element.join(texts)
    raise VariableError


def _choice(element: Any, item: Item, delimiter: str = "", **given: Any) -> Any:
    branch = _branch(element, item)
    return None if branch is None else branch.render_children(item, delimiter=delimiter, **given)


def _printed(element: Any, item: Item, delimiter: str, given: dict[str, Any]) -> tuple[list[Any], bool]:
    """What the parts say, and whether any of it was a variable."""
    texts, has_variables = [], False
    for render, takes_delimiter, is_variable in _parts(element, item):
        try:
            text = render(item, delimiter=delimiter, **given) if takes_delimiter else render(item, **given)
        except VariableError:
            continue
        if text is not None:
            texts.append(text)
            has_variables = has_variables or is_variable
    return texts, has_variables


def _parts(element: Any, item: Item) -> Parts:
    if (parts := item.parts.get(element)) is None:
        parts = item.parts[element] = tuple(_found(element, item))
    return parts


def _found(element: Any, item: Item) -> Iterator[Part]:
    """Of a choice that part which is chosen."""
    for child in element.iterchildren():
        if _is_silent(child, item):
            continue
        is_choice = isinstance(child, model.Choose)
        render = _branch(child, item).render_children if is_choice else child.render
        yield render, is_choice, child.calls_variable()


def _branch(choose: Any, item: Item) -> Any:
    """The first one that holds."""
    branches = choose.iterchildren()
    return next((one for one in branches if isinstance(one, model.Else) or _holds(one, item)), None)


def _holds(condition: Any, item: Item) -> bool:
    asked = [getattr(condition, ask) for name, ask in _CONDITIONS.items() if name in condition.attrib]
    decide = _DECISIONS.get(condition.get("match"), all)
    return decide([answer for ask in asked for answer in ask(item)])


def _is_silent(element: Any, item: Item) -> bool:
    """Whether it is sure to print nothing of works of this shape; in doubt it is not."""
    if isinstance(element, model.Text):
        if "macro" in element.attrib:
            return not _parts(element.get_macro(element.get("macro")), item)
        return "variable" in element.attrib and not _is_there(element, item)
    if isinstance(element, model.Number | model.Date):
        return not _is_there(element, item)
    if isinstance(element, model.Names):
        substitute = element.substitute()
        others = () if substitute is None else substitute.iterchildren()
        return not _is_there(element, item) and all(_is_silent(other, item) for other in others)
    if isinstance(element, model.Choose):
        branch = _branch(element, item)
        return branch is None or not _parts(branch, item)
    if isinstance(element, model.Group):
        parts = _parts(element, item)
        return not parts or (element.calls_variable() and not any(is_variable for _, _, is_variable in parts))
    return False


def _is_there(element: Any, item: Item) -> bool:
    """Any of its variables, or what may stand in the place of one. The last two are not the work's own."""
    names = element.get("variable", "").replace("-", "_").split()
    if element.get("form") == "short":
        names += [f"{name}_short" for name in names]
    if any(name.startswith("page") for name in names):
        names.append("page")
    return any(name in item.reference or name in ("locator", "citation_number") for name in names)
