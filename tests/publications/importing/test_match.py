"""The matching against pairs that a librarian has judged, and one work looked for among several."""

import pytest

from publications.importing.match import Verdict, find, relate
from publications.importing.works import Work
from tests.publications.importing.match_pairs import Pair, built
from tests.publications.importing.match_pairs_hard import hard

PAIRS = [*built(), *hard()]
PAPER = Work(
    1, key="koob2001", type="article", title="Allostasis of reward in the rat", family="Koob", year=2001
)


def test_the_labelled_set_is_large_and_holds_hard_pairs() -> None:
    assert len(PAIRS) >= 400
    assert len(list(hard())) >= 90
    assert {pair.same for pair in hard()} == {True, False}


def test_precision_is_at_least_99_and_recall_97_per_cent() -> None:
    said_same = [pair for pair in PAIRS if relate(pair.one, pair.other).verdict is Verdict.SAME]
    right = sum(pair.same for pair in said_same)
    assert right / len(said_same) >= 0.99
    assert right / sum(pair.same for pair in PAIRS) >= 0.97


@pytest.mark.parametrize("pair", list(hard()), ids=lambda pair: pair.name)
def test_every_hard_pair_is_judged_right(pair: Pair) -> None:
    assert (relate(pair.one, pair.other).verdict is Verdict.SAME) == pair.same


@pytest.mark.parametrize("pair", PAIRS[::7], ids=lambda pair: pair.name)
def test_the_verdict_does_not_depend_on_which_work_comes_first(pair: Pair) -> None:
    assert relate(pair.one, pair.other).verdict == relate(pair.other, pair.one).verdict


def test_the_same_work_is_found_among_others() -> None:
    other = Work(2, key="x", title="Neurons of stress", family="Koob", year=2001)
    match = find(
        Work(0, key="new", type="article", title=PAPER.title, family="Koob", year=2001), [other, PAPER]
    )
    assert match.same is not None
    assert match.same.work == PAPER
    assert not match.possible


def test_two_same_works_are_rivals() -> None:
    twin = Work(2, key="b", type="article", title=PAPER.title, family="Koob", year=2001)
    match = find(Work(0, type="article", title=PAPER.title, family="Koob", year=2001), [PAPER, twin])
    assert match.same is None
    assert [rival.work.ref for rival in match.rivals] == [1, 2]


def test_a_key_of_another_work_is_told() -> None:
    match = find(Work(0, key="koob2001", title="Something else entirely", family="Koob"), [PAPER])
    assert match.same is None
    assert match.key_taken and match.key_taken.work == PAPER


def test_what_cannot_be_told_apart_is_left_to_a_person() -> None:
    match = find(Work(0, key="z", type="article", title=PAPER.title), [PAPER])
    assert match.same is None
    assert [found.work for found in match.possible] == [PAPER]


def test_nothing_matches_nothing() -> None:
    assert find(PAPER, []) == find(Work(0), [])
