"""What a page was drawn from is gone when the page is there."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from django.template import TemplateDoesNotExist, engines
from django.test import RequestFactory

from nidairp.drawing import Templates


class Thing:
    name = "shown"


@pytest.fixture
def templates() -> Iterator[Templates]:
    """Nothing but reference counts lets go of anything."""
    gc.disable()
    yield Templates({"NAME": "alone", "DIRS": [], "APP_DIRS": False, "OPTIONS": {}})
    gc.enable()


def test_a_page_leaves_nothing_of_what_it_was_drawn_from(templates):
    thing = Thing()
    gone = weakref.ref(thing)
    text = templates.from_string("{% with a=thing %}{{ a.name }}{% endwith %}").render(
        {"thing": thing}, RequestFactory().get("/")
    )
    del thing
    assert text == "shown"
    assert gone() is None


def test_a_template_that_is_not_there_is_named(templates):
    with pytest.raises(TemplateDoesNotExist, match=r"nowhere\.html"):
        templates.get_template("nowhere.html")
    with pytest.raises(TemplateDoesNotExist, match=r"nowhere\.html") as failed:
        templates.from_string("{% include 'nowhere.html' %}").render({}, RequestFactory().get("/"))
    assert failed.value.backend is templates


def test_the_site_draws_by_them():
    assert isinstance(engines["django"], Templates)
