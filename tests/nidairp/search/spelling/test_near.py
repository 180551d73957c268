"""Which words a mistyped one may have been."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.search.spelling.near import LETTERS, one_away, parted, sounding_alike
from nidairp.search.spelling.suggesting import ASKED

WORDS = st.text(LETTERS, min_size=4, max_size=12)


@given(
    WORDS, st.integers(0, 11), st.sampled_from(LETTERS), st.sampled_from(["more", "less", "other", "swap"])
)
def test_one_mistake_is_found_wherever_it_is(word, at, letter, mistake):
    at %= len(word)
    before, after = word[:at], word[at:]
    mistyped = {
        "more": before + letter + after,
        "less": before + after[1:],
        "other": before + letter + after[1:],
        "swap": before + after[1:2] + after[:1] + after[2:],
    }[mistake]
    assert mistyped == word or word in one_away(mistyped)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("amigdla", "amygdala"),
        ("psylocibin", "psilocybin"),
        ("benzodiazipene", "benzodiazepine"),
        ("buprenorfin", "buprenorphine"),
        ("epinefrin", "epinephrine"),
        ("marihuanna", "marijuana"),
        ("skizofrenia", "schizophrenia"),
        ("acumbans", "accumbens"),
        ("vendruskollo", "vendruscolo"),
        ("hipocampis", "hippocampus"),
        ("methamfetamin", "methamphetamine"),
    ],
)
def test_what_sounds_alike_is_found_with_two_mistakes(typed, meant):
    assert meant not in one_away(typed)
    assert meant in sounding_alike(typed, ASKED)


def test_a_word_is_not_near_itself():
    assert "heroin" not in one_away("heroin") | {*sounding_alike("heroin", ASKED)}


def test_what_is_asked_for_a_long_word_has_a_bound():
    assert len(one_away("electroencephalographies")) < 1500
    assert len(sounding_alike("dextroamphetamin", 500)) == 500


def test_a_word_can_be_two():
    assert ("self", "administration") in parted("selfadministration")
    assert parted("heron") == []
