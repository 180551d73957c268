"""``load_demo``: makes what is missing, once, and leaves alone what is there."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from news.models import Post
from nidairp.demo import load
from nidairp.pages.models import Page
from tests.factories import make_page, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


REFUSED = "The site has content already: nothing was loaded.\n"


def load_demo(**options: Any) -> str:
    said = StringIO()
    call_command("load_demo", stdout=said, **options)
    return said.getvalue()


def all_rows() -> dict[str, list[dict[str, Any]]]:
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()
    }


def test_loading_again_changes_nothing() -> None:
    load_demo()
    before = all_rows()
    assert load_demo() == "The demonstration content is complete.\n"
    assert all_rows() == before


@pytest.mark.one_database
def test_loading_again_leaves_edits_alone_and_brings_back_what_is_missing() -> None:
    load_demo()
    Page.objects.filter(path="privacy").update(title="Your privacy")
    Post.objects.get(slug="poster-day-four-prizes").delete()
    assert load_demo() == "Demonstration content loaded: posts 1.\n"
    assert Page.objects.get(path="privacy").title == "Your privacy"
    assert Post.objects.filter(slug="poster-day-four-prizes").exists()


@pytest.mark.one_database
@pytest.mark.parametrize("make", [make_page, make_post])
def test_if_empty_leaves_a_site_in_use_alone(make: Any) -> None:
    make(title="Somebody's work")
    before = all_rows()
    assert load_demo(if_empty=True) == REFUSED
    assert all_rows() == before


@pytest.mark.one_database
def test_if_empty_loads_into_a_new_site_once() -> None:
    assert load.is_empty()
    assert "pages 37, categories 8, " in load_demo(if_empty=True)
    before = all_rows()
    assert load_demo(if_empty=True) == REFUSED
    assert all_rows() == before
