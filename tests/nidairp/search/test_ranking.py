"""On SQLite the order of what has a phrase: in its title, oftener, in fewer words comes first."""

import pytest

from nidairp.search.query import parse
from nidairp.search.sqlite.ranking import scores

#: Of title, people, identifiers and text.
ASIDE = ("Sleep", "Kim, A", "10.1000/1", "An aside on cue reward, and on much else that takes its time")


def is_better(typed: str, *entry: str) -> bool:
    better, worse = scores(parse(typed), [entry, ASIDE])
    return better > worse


@pytest.mark.parametrize(
    "entry",
    [
        ("Cue – Reward", "Kim, A", "10.1000/1", "An aside on much else that takes its time"),
        ("Sleep", "Cue, Reward", "10.1000/1", "An aside on much else that takes its time"),
        ("Sleep", "Kim, A", "cue.reward/1", "An aside on much else that takes its time"),
        ("Sleep", "Kim, A", "10.1000/1", "Cue reward aside, of cue reward, and on much else that takes time"),
        ("Sleep", "Kim, A", "10.1000/1", "Cue reward cue reward aside, and on much else that takes its time"),
        ("Sleep", "Kim, A", "10.1000/1", "An aside on cue reward"),
    ],
    ids=["title", "people", "identifiers", "oftener", "one after the other", "shorter"],
)
def test_what_counts_more(entry):
    assert is_better('"cue reward"', *entry)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ('"cue rew"*', "Cue rewarded"),
        ("cue-reward", "Cuereward"),
        ('"cue reward" mice', "A cue reward of a mouse"),
        ('"of α-synuclein"', "Of alpha-synuclein"),
        ('"müller cue"', "Muller cue"),
    ],
)
def test_words_count_in_each_spelling_in_which_they_are_found(typed, title):
    assert is_better(typed, title, *ASIDE[1:3], "")


@pytest.mark.parametrize("title", ["Cue rewards", "Rescue reward", "Cue of reward"])
def test_words_that_only_look_alike_count_nothing(title):
    [none] = scores(parse('"cue reward"'), [(title, "", "", "")])
    assert none == 0


def test_nothing_has_no_order():
    assert scores(parse('"cue reward"'), []) == []


@pytest.mark.parametrize("typed", ["*", "OR", '""', "-"])
def test_who_asks_for_nothing_has_no_order(typed):
    assert scores(parse(typed), [ASIDE, ASIDE]) == [0, 0]
