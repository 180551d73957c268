"""Other ways to read a question that finds nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.search.otherwise import readings
from nidairp.search.query import parse


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Vendruscolo LF", '"Vendruscolo L"*'),
        ("koob gf", '"koob g"*'),
        ("Koob GF 2019", '"Koob G"* 2019'),
        ("Carmack, S. A. (2019)", '"Carmack S"* (2019)'),
        ("de la Cruz MJ", 'de la "Cruz M"*'),
        ("O'Neill S", '"O\'Neill S"*'),
        ("G.F. Korbell", '"Korbell G"*'),
        ("brain MRI", "brain* MRI"),
        ("heroin in rats", "heroin* in rats*"),
        ("postdoc", "postdoc*"),
        ("A2A-D2", "A2A D2"),
        ("sleep 2019–2021", "sleep 2019 OR 2020 OR 2021"),
        ("NF-kappaB", "NF-kappa-B"),
        ("TNFalpha", "TNF-alpha"),
        ('"opioid relief"', "opioid relief"),
    ],
)
def test_the_nearest_comes_first(typed, first):
    assert next(readings(typed)) == first


@pytest.mark.parametrize("typed", ["", "10.1172/JCI125534", "30913040", "rat", '"'])
def test_what_can_be_read_in_one_way_only_is(typed):
    assert list(readings(typed)) == []


@given(st.text(st.sampled_from("aAbKoGF \"*-–.,'é字 ")))
def test_each_reading_is_another_question(typed):
    understood = [(parse(text).terms, parse(text).unwanted) for text in readings(typed)]
    assert len(understood) == len(set(understood)) <= 7
    assert (parse(typed).terms, parse(typed).unwanted) not in understood


def test_what_may_have_a_hyphen_by_chance_is_looked_for_at_last():
    assert list(readings("drug -seeking rats"))[-1] == "drug seeking rats"
    assert list(readings('pain -"cue reward"'))[-1] == 'pain "cue reward"'
