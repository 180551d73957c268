"""ORCID iDs: every form that people paste, one that is kept, and slips of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.orcid import address, check_digit, normalised

JOSIAH = "0000-0002-1825-0097"


@pytest.mark.parametrize(
    "text",
    [
        JOSIAH,
        "0000000218250097",
        " 0000 0002 1825 0097 ",
        "https://orcid.org/0000-0002-1825-0097",
        "http://orcid.org/0000-0002-1825-0097/",
        "orcid.org/0000-0002-1825-0097",
        "0000‐0002‐1825‐0097",
    ],
)
def test_every_form_comes_to_one(text):
    assert normalised(text) == JOSIAH


def test_the_last_sign_may_be_an_x():
    assert normalised("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize("text", ["", "0000-0002-1825", "https://example.org/0000-0002-1825-0097", "٠" * 16])
def test_what_is_none_says_what_one_looks_like(text):
    with pytest.raises(ValueError, match="16 digits"):
        normalised(text)


@given(st.text("0123456789", min_size=15, max_size=15), st.data())
def test_one_wrong_sign_is_noticed(digits, data):
    whole = digits + check_digit(digits)
    assert normalised(whole).replace("-", "") == whole
    at = data.draw(st.integers(0, 14))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != whole[at]]))
    with pytest.raises(ValueError, match="does not fit"):
        normalised(whole[:at] + other + whole[at + 1 :])


def test_it_is_shown_as_orcid_asks():
    assert address(JOSIAH) == "https://orcid.org/0000-0002-1825-0097"
