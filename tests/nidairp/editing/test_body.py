"""Rich text: one list for what is typed and what is kept."""

import warnings

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django_prose_editor.config import check_legacy_dependencies
from hypothesis import given
from hypothesis import strategies as st

from nidairp.editing.body import EXTENSIONS, accept, sanitize
from nidairp.editing.templatetags.editing import rich_body
from tests.factories import make_page
from tests.sent import opened_form


def test_no_extension_misses_its_partner():
    """With one missing the browser shows an empty field, and Python only warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert check_legacy_dependencies(EXTENSIONS) == []


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>A</h2>",
        "<h4>A</h4>",
        "<p>a<strong>b</strong><em>c</em><sub>d</sub><sup>e</sup><br>f</p>",
        "<ul><li><p>a</p></li></ul>",
        '<p><a href="https://example.org/">a</a></p>',
        '<p><a href="mailto:a@example.org">a</a></p>',
        "<blockquote><p>a</p></blockquote><hr>",
        "<table><tbody><tr><th><p>a</p></th><td><p>b</p></td></tr></tbody></table>",
    ],
)
def test_what_the_editor_writes_is_kept(kept):
    assert sanitize(kept) == kept


@pytest.mark.parametrize(
    ("given_html", "left"),
    [
        ("<script>alert(1)</script>", ""),
        ("<img src=x onerror=alert(1)>", ""),
        ('<p style="color:red" class="x" id="y">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ("<h1>a</h1>", "a"),
        ("<iframe src='https://example.org'></iframe>", ""),
        ("<svg><script>alert(1)</script></svg>", ""),
        ("<p></p>", ""),
    ],
)
def test_what_nobody_may_write_is_taken_out(given_html, left):
    assert sanitize(given_html) == left


@given(st.text())
def test_any_text_comes_out_clean_and_cleaning_twice_changes_nothing(text):
    once = sanitize(text)
    assert "<script" not in once.lower()
    assert sanitize(once) == once


def test_output_is_cleaned_again():
    assert rich_body("<p>a<script>b</script></p>") == "<p>a</p>"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 500_001, "500,001 characters"),
        ("<div>" * 30_001, "30,001 tags"),
        ("<ul>" * 125_000, "125,000 tags"),
    ],
)
def test_a_text_that_is_too_long_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValidationError, match=f"it has {says}.*Nothing is lost"):
        accept(text)


def test_the_longest_text_is_taken() -> None:
    assert accept("<p>" + "x" * 499_993) == "<p>" + "x" * 499_993 + "</p>"


@pytest.mark.django_db
def test_the_form_gives_back_what_is_too_long(admin_client: Client) -> None:
    page = make_page()
    address = f"/admin/pages/page/{page.pk}/change/"
    text = f"<p>begins{'x' * 500_000}ends</p>"
    shown = admin_client.post(address, opened_form(admin_client, address, body=text)).content.decode()
    assert "This text is too long for one page" in shown
    assert "begins" in shown and "ends" in shown
