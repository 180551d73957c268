"""The found words in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.search import marking
from nidairp.search.marking import LEAD, LOOKED_THROUGH, SHOWN, _fullest, excerpt, marked
from nidairp.search.query import parse


def shown(text: str, typed: str) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in marked(text, parse(typed)))


@pytest.mark.parametrize(
    ("text", "typed", "there"),
    [
        ("Heroin in rats", "heroin rat", "[Heroin] in [rats]"),
        ("Müller, Anna", "muller", "[Müller], Anna"),
        ("An α-synuclein study", "alpha-synuclein", "An [α-synuclein] study"),
        ("Bias at TNFα", "TNF-alpha", "Bias at [TNFα]"),
        ("Negative results, negative emotional learning", '"negative emotional"',
         "Negative results, [negative emotional] learning"),
        ("Neurons of neuroscience", "neuro*", "[Neurons] of [neuroscience]"),
        ("Nothing here", "elsewhere", "Nothing here"),
        ("A cue, a REWARD", "cue reward", "A [cue], a [REWARD]"),
        ("A cue – reward_cue", '"cue reward"', "A [cue – reward_cue]"),
        ("A cue of reward", '"cue reward"', "A cue of reward"),
        ("A cue and rewarding", '"and rewa"*', "A cue [and rewarding]"),
        ("", "x", ""),
    ],
)  # fmt: skip
def test_marked(text, typed, there):
    assert shown(text, typed) == there


def test_an_excerpt_shows_the_place_where_most_of_the_words_stand():
    text = "heroin " + "filler " * 100 + "heroin changes learning " + "filler " * 100
    pieces = excerpt(text, parse("heroin learning"))
    assert [piece.text for piece in pieces if piece.found] == ["heroin", "learning"]
    assert pieces[0].text == "… " and pieces[-1].text == " …"


def test_of_a_text_of_megabytes_only_the_beginning_is_looked_through(monkeypatch):
    looked_at = []
    monkeypatch.setattr(marking, "_spans", lambda text, query: looked_at.append(len(text)) or [])

    pieces = excerpt("first " + "word here " * 200_000, parse("word"))

    assert looked_at == [LOOKED_THROUGH]
    assert pieces[0].text.startswith("first word here") and pieces[-1].text == " …"


class Counting(list):
    """How often something in it is looked at."""

    looks = 0

    def __getitem__(self, number):
        self.looks += 1
        return super().__getitem__(number)


def test_each_hit_is_looked_at_twice_however_many_there_are():
    hits = Counting(range(0, 100_000, 5))
    assert _fullest(hits) == 0
    assert hits.looks <= 2 * len(hits)


@given(st.lists(st.integers(0, 2_000), unique=True).map(sorted))
def test_an_excerpt_begins_where_most_found_words_follow(starts):
    reach = SHOWN - LEAD
    expected = max(starts, key=lambda at: (sum(at <= other < at + reach for other in starts), -at), default=0)
    assert _fullest(starts) == expected


@given(st.text("aAb, -", max_size=30), st.text('ab "*-', max_size=12))
def test_plain_letters_are_marked_as_they_are_beside_others(text, typed):
    assert shown(f"{text} é", typed) == f"{shown(text, typed)} é"


@given(st.text(), st.text())
def test_marking_loses_and_adds_nothing(text, typed):
    assert "".join(piece.text for piece in marked(text, parse(typed))) == text
    assert sum(len(piece.text) for piece in excerpt(text, parse(typed))) <= SHOWN + 4
