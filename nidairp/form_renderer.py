"""Django's own HTML of inputs, choices and lists of errors, written without a template for each.

A form with a thousand authors has nine thousand of them, and their templates took most of its time.
What else a form is made of is drawn by Django's templates, as ever.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from nidairp.markup import filled, joined

_WIDGETS = "django/forms/widgets/{}.html"
_SELECT, _OPTION = _WIDGETS.format("select"), _WIDGETS.format("select_option")
_INPUTS = "checkbox date datetime email hidden input number password search tel text time url".split()

Context = dict[str, Any]


def attributes(attrs: dict[str, Any]) -> SafeString:
    return joined("", [_attribute(name, value) for name, value in attrs.items() if value is not False])


def _attribute(name: str, value: object) -> SafeString:
    return filled(" {}", name) if value is True else filled(' {}="{}"', name, value)


def one_input(context: Context) -> SafeString:
    widget = context["widget"]
    value = filled(' value="{}"', widget["value"]) if widget["value"] is not None else ""
    attrs = attributes(widget["attrs"])
    return filled('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attrs)


def option(context: Context) -> SafeString:
    widget = context["widget"]
    return filled(
        '<option value="{}"{}>{}</option>', widget["value"], attributes(widget["attrs"]), widget["label"]
    )


def errors(context: Context) -> SafeString:
    """There are none, nearly always."""
    found = context["errors"]
    if not found:
        return joined("", [])
    items = joined("", [filled("<li>{}</li>", error) for error in found])
    place = filled(' id="{}_error"', found.field_id) if getattr(found, "field_id", None) else ""
    return filled('<ul class="{}"{}>{}</ul>', context["error_class"], place, items)


QUICK: dict[str, Callable[[Context], SafeString]] = {
    **{_WIDGETS.format(name): one_input for name in _INPUTS},
    "django/forms/errors/list/default.html": errors,
    "django/forms/errors/list/ul.html": errors,
}


class QuickRenderer(DjangoTemplates):
    def render(self, template_name: str, context: Context, request: Any = None) -> str:
        if template_name == _SELECT and (made := self._select(context["widget"])):
            return made
        quick = QUICK.get(template_name)
        return quick(context) if quick else super().render(template_name, context, request)

    def _select(self, widget: dict[str, Any]) -> SafeString | None:
        """Without groups; those and options of another look are left to the templates."""
        options = [one for group, several, _ in widget["optgroups"] for one in several if not group]
        if len(options) < sum(len(several) for _, several, _ in widget["optgroups"]):
            return None
        if any(one["template_name"] != _OPTION for one in options):
            return None
        shown = joined("", [option({"widget": one}) for one in options])
        return filled('<select name="{}"{}>{}</select>', widget["name"], attributes(widget["attrs"]), shown)
