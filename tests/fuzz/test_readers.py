"""Readers of text from outside: no crash, and no time above linear, whatever they are given."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.nasty import TEXTS
from tests.fuzz.parsers import READERS
from tests.fuzz.test_requests import QUICKLY

CORPUS = Path(__file__).parent / "corpus"
#: What means something to one reader or another, and is begun without an end.
UNITS = [
    *"{ } \\ % & $ < > \" ' # ( [ ] - , / ^ _ ~ @ = * é ﬁ".split(),
    *(" ", "\n", "\t", "\r", "\0", "\u202e", " and ", "1", "1/", "a,", "a=", "a={", 'a="', "A. B., ", "van "),
    *("@a{", "@article{a,", "@string{", "\\'", "\\a{", "\\$", "{\\", "$\\", "&amp;", "&#", "http://"),
    *(
        "<i>",
        "<p>",
        "<!--",
        "<![CDATA[",
        "]]>",
        '<a href="',
        "<figure>",
        "<item>",
        "<!-- wp:",
        "[a b=",
        "[/a]",
    ),
    *("\nTY  - JOUR\n", "\nER  - \n", "\nPMID- 1\n", "\nAU  - a", "10.1/"),
    *('{"a":', '[{"', '\\"{', "a:1:{", 's:1:"a";'),
]
#: What is linear takes 8 times as long for the longer one, what is quadratic 64 times.
SHORT, LONG = 2_000, 16_000
MOST, LEAST = 32, 0.002


def cases() -> list[Path]:
    return sorted(CORPUS.glob("*/*"))


def test_what_was_found_before_is_read() -> None:
    assert {case.parent.name for case in cases()} <= set(READERS)
    for case in cases():
        READERS[case.parent.name](case.read_bytes().decode("utf-8", "replace"))


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_no_noise_makes_a_reader_fail(name: str) -> None:
    piece = st.one_of(st.sampled_from(UNITS), st.sampled_from(TEXTS), st.text(max_size=5))

    @settings(QUICKLY, max_examples=max(QUICKLY.max_examples // 4, 20))
    @given(st.lists(piece, max_size=30).map("".join))
    def run(text: str) -> None:
        READERS[name](text.encode("utf-8", "ignore").decode())

    run()


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_the_time_grows_no_faster_than_the_text(name: str) -> None:
    """By the time of this thread alone, and with room for a busy machine: once slow may be unlucky."""
    suspects = UNITS
    for _ in range(3):
        suspects = [unit for unit in suspects if is_slow(name, unit)]
    assert suspects == []


def is_slow(name: str, unit: str) -> bool:
    short, long = (spent(name, unit * (length // len(unit))) for length in (SHORT, LONG))
    return long > MOST * max(short, LEAST)


def spent(name: str, text: str) -> float:
    begun = time.thread_time()
    READERS[name](text)
    return time.thread_time() - begun
