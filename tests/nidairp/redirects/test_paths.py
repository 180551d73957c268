"""The one form of a path: every spelling of an address comes to it, and it stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.redirects.paths import Unusable, normalised, typed

SITE = "https://www.example.org"
texts = st.text(max_size=40) | st.text("/aÄöİßｆ.%?#\\ ", max_size=20)


@given(texts)
def test_a_normal_path_stays_as_it_is(path: str) -> None:
    once = normalised(path)
    assert normalised(once) == once
    assert once.startswith("/") and "//" not in once


@given(texts)
def test_case_and_slashes_make_no_difference(path: str) -> None:
    normal = normalised(path)
    assert normalised(f"//{path}") == normal
    assert normalised(normal.rstrip("/") or "/") == normal
    assert normalised(normal.lower()) == normal


@given(texts | texts.map(lambda text: f"/{text}") | texts.map(lambda text: f"{SITE}/{text}"))
def test_what_is_typed_is_a_normal_path_or_refused(text: str) -> None:
    try:
        path = typed(text, SITE)
    except Unusable:
        return
    assert normalised(path) == path != "/"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/About/Contact", "/about/contact/"),
        ("https://www.example.org/a/", "/a/"),
        ("/caf%C3%A9/", "/café/"),
        ("/cafe\N{COMBINING ACUTE ACCENT}/", "/café/"),
        ("/files/Paper.PDF", "/files/paper.pdf"),
        (" /a// ", "/a/"),
        ("old/labs", "/old/labs/"),
    ],
)
def test_spellings_come_to_one_form(text: str, path: str) -> None:
    assert typed(text, SITE) == path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "example.org/a",
        "mailto:a/b",
        "/",
        "/a/../b/",
        "/a\\b/",
        "/a\x00/",
        "/%00/",
        "/%ff/",
        "/\u202e/",
        "http://[/",
        "/a" * 400,
    ],
)
def test_what_no_browser_asks_for_is_refused(text: str) -> None:
    with pytest.raises(Unusable):
        typed(text, SITE)
