"""The HTML of fields is Django's own, made quicker."""

import datetime
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.forms.utils import ErrorList
from django.test.html import parse_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from nidairp.form_renderer import QuickRenderer

ATTRS: list[dict[str, Any]] = [
    {},
    {"id": "a", "required": True, "disabled": False, "data-x": '"><script>', "min": 0, "title": "Ünd & co"},
]
WIDGETS = [
    forms.TextInput(),
    forms.NumberInput(),
    forms.HiddenInput(),
    forms.CheckboxInput(),
    forms.EmailInput(),
    forms.URLInput(),
    forms.DateInput(),
    forms.PasswordInput(render_value=True),
]
RENDERERS = (QuickRenderer(), DjangoTemplates())
DAY = datetime.date(2026, 1, 2)
VALUES = [None, "", 0, 1234567, True, "a & <b>\"'", SafeString("<i>"), DAY, gettext_lazy("Yes")]
CHOICES = [("", "---"), (1, "One & <two>"), (1234, 5678), ("x", SafeString("<i>x</i>"))]
GROUPED = [("Group", [("a", "A"), ("b", "B")]), ("c", "C")]


def same(quick: str, ours: str) -> bool:
    return parse_html(quick) == parse_html(ours)


@pytest.mark.parametrize("attrs", ATTRS)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: type(one).__name__)
def test_inputs_are_djangos(widget: forms.Widget, attrs: dict[str, Any]) -> None:
    for value in VALUES:
        shown = [widget.render("n&me", value, attrs, renderer) for renderer in RENDERERS]
        assert same(*shown), value
        assert isinstance(shown[0], SafeString)


@pytest.mark.parametrize("choices", [CHOICES, GROUPED, [*CHOICES, *GROUPED], []])
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple, forms.RadioSelect])
def test_choices_are_djangos(kind: type[forms.Select], choices: list[Any]) -> None:
    widget = kind(choices=choices)
    for value in ("", "1", "a", ["b", "x"]):
        shown = [widget.render("n", value, ATTRS[1], renderer) for renderer in RENDERERS]
        assert same(*shown), value


@pytest.mark.parametrize("field", [None, "id_title"])
@pytest.mark.parametrize("said", [[], ["Is <wrong>.", SafeString("<b>Is</b> right")]])
def test_errors_are_djangos(said: list[str], field: str | None) -> None:
    lists = [
        ErrorList(said, error_class="extra", renderer=renderer, field_id=field) for renderer in RENDERERS
    ]
    assert same(*map(str, lists))
    assert same(*[one.as_ul() for one in lists])


def test_all_forms_are_drawn_so() -> None:
    assert settings.FORM_RENDERER == "nidairp.form_renderer.QuickRenderer"
    assert isinstance(get_default_renderer(), QuickRenderer)
