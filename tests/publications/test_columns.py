"""Columns say what the rows say, whatever is in them and however they are cut into segments."""

import datetime
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nidairp.rich import strip
from publications import columns, lists
from publications.columns import Columns, Combined, part_of
from publications.lists import Lists
from publications.segments import NAMELESS, NUMBER, Row, beginning, pack, sort_text, state_of
from tests.publications.citations.hard_titles import HARD

TEXTS = st.text(max_size=30)
NUMBERS = st.sets(st.integers(1, 2**31), max_size=5)
ROWS = st.builds(
    Row,
    id=st.integers(1, 2**40),
    day=st.dates(),
    year=st.none() | st.integers(1, 9999),
    kind=st.sampled_from(["article", "book", "ärger"]),
    state=st.sampled_from(["", "published"]),
    title=TEXTS,
    person=TEXTS,
)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.tuples(ROWS, NUMBERS, NUMBERS), max_size=6), max_size=3))
@pytest.mark.slow
def test_what_is_packed_is_there_again(drawn):
    """The ids of a segment are below those of the next one, as in the database."""
    whole = sorted({row.id: (row, authors, tags) for part in drawn for row, authors, tags in part}.items())
    cut = len(whole) // 2
    segments = [_packed([rows for _, rows in part]) for part in (whole[:cut], whole[cut:])]
    made = Columns(part_of([segment]) for segment in segments)
    assert_is(made, whole)
    assert_is(Columns([part_of(segments)]), whole)
    between = whole[cut][0] if whole else 1
    assert_is(Columns([made.part(1, between), made.part(between, 2**40 + 1)]), whole)
    assert_is(Columns([made.part(1, between)]), whole[:cut])
    begun = [beginning(row.title) for _, (row, _, _) in whole]
    places = [sorted(set(begun)).index(one) for one in begun]
    assert made.ranks("title", lambda: segments).tolist() == places
    assert made.ranks("title", list).tolist() == places  # worked out once


def assert_is(columns, whole):
    assert columns.facts["id"].tolist() == [pk for pk, _ in whole]
    for at, (_, (row, authors, tags)) in enumerate(whole):
        assert columns.facts["day"][at] == row.day.toordinal()
        assert columns.facts["year"][at] == (row.year or 0)
        assert columns.kinds[columns.facts["kind"][at]] == row.kind
        assert columns.states[columns.facts["state"][at]] == row.state
        only = np.arange(len(whole)) == at
        assert columns.authors.counts(only)[0].tolist() == sorted(authors)
        assert columns.tags.counts(only)[0].tolist() == sorted(tags)
    for number in {number for _, (_, authors, _) in whole for number in authors}:
        expected = [number in authors for _, (_, authors, _) in whole]
        assert columns.authors.rows_with(number).tolist() == expected


def _packed(rows):
    authors = [(row.id, one) for row, several, _ in rows for one in several]
    return pack(
        [row for row, _, _ in rows], [*authors, *authors], [(r.id, t) for r, _, tags in rows for t in tags]
    )


@settings(deadline=None, max_examples=50)
@given(st.sets(st.integers(1, 100), max_size=20), st.lists(st.integers(-5, 120)))
def test_rows_of_ids_that_are_there(there, wanted):
    rows = [Row(pk, datetime.date.min, None, "book", "", "", "") for pk in sorted(there)]
    made = Columns([part_of([pack(rows, [], [])])])
    assert made.facts["id"][made.rows_of(wanted)].tolist() == sorted(there & set(wanted))


def test_rows_that_have_come_or_gone_meanwhile_are_passed_over():
    rows = [Row(pk, datetime.date.min, None, "book", "", title, "") for pk, title in enumerate("cab", 1)]
    made = Columns([part_of([pack(rows[:2], [], [])])])
    assert made.ranks("title", lambda: [pack(rows[1:], [], [])]).tolist() == [1, 0]
    assert Columns([]).ranks("title", lambda: [pack(rows, [], [])]).tolist() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller, Ä", "muller a"),
        ("<i>In vivo</i> [<sup>18</sup>F]", "in vivo 18f"),
        ("“Wanting” & liking", "wanting liking"),
        ("β-arrestin", "β arrestin"),
        ("… —", ""),
    ],
)
def test_what_a_text_is_sorted_by(text, expected):
    assert sort_text(text) == expected


@pytest.mark.parametrize("title", HARD.values(), ids=HARD)
def test_hard_titles_are_sorted_by_what_is_read(title):
    assert sort_text(title).split()[0] in strip(title).casefold()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text()))
def test_beginnings_are_in_the_order_of_the_whole(texts):
    whole = sorted(filter(sort_text, texts), key=sort_text)
    begun = [beginning(text) for text in whole]
    assert begun == sorted(begun)
    assert all(one < NAMELESS for one in begun)


def test_what_stands_first_as_forthcoming_is_so_whatever_said_it():
    assert state_of("In  Press", datetime.date.max) == "forthcoming"
    assert state_of(" Submitted ", datetime.date(2020, 1, 1)) == "submitted"


@given(
    st.lists(st.lists(st.integers(1, 9), max_size=3), min_size=1, max_size=60),
    st.sampled_from([1, lists.FEW]),
    st.data(),
)
def test_counts_of_few_rows_and_of_many_are_those_of_these_rows(rows, few, data):
    lengths, numbers = [len(row) for row in rows], [one for row in rows for one in row]
    made = Lists.of(np.array(lengths, "<u2"), np.array(numbers, NUMBER))
    wanted = data.draw(st.sets(st.integers(0, len(rows) - 1)))
    mask = np.isin(np.arange(len(rows)), sorted(wanted))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lists, "FEW", few)
        numbers, counts = made.counts(mask)
    found = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
    assert found == Counter(one for at in wanted for one in rows[at])


@given(
    st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 5), st.integers(0, 50), st.booleans())),
    st.sampled_from([0, 100_000]),
)
@pytest.mark.slow
def test_years_kinds_and_states_are_counted_together(rows, many):
    given = list(zip(*rows, strict=True)) or [()] * 4
    facts = {
        name: np.array(one, "<u2") for name, one in zip(("year", "kind", "state"), given[:3], strict=True)
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(columns, "MANY", many)
        combined = Combined(facts)
    for mask in (np.array(given[3], bool), np.ones(len(rows), bool)):
        there = zip(*(combined.facts[name].tolist() for name in facts), strict=True)
        counts = dict(zip(there, combined.counts(mask).tolist(), strict=True))
        expected = Counter(row[:3] for row, wanted in zip(rows, mask.tolist(), strict=True) if wanted)
        assert {one: count for one, count in counts.items() if count} == expected


@pytest.mark.parametrize(
    "authors", [[(1, 1 << 32)], [(1, number) for number in range(1 << 16)]], ids=["key", "count"]
)
def test_what_is_too_large_to_be_packed_is_not_packed_as_something_else(authors):
    with pytest.raises(OverflowError, match="does not fit"):
        pack([Row(1, datetime.date.min, None, "book", "", "", "")], authors, [])


def test_to_pack_and_to_count_loads_nothing_more_of_numpy():
    """A process holds 1.5 MB more with what numpy has for gaps in columns; here there are none."""
    asked = """
import datetime, sys
from publications.columns import Columns, part_of
from publications.segments import Row, pack
rows = [Row(number, datetime.date(2026, 1, 1), 2026, "article", "", "", "") for number in range(1, 1001)]
pairs = [(row.id, 7 + row.id % 3) for row in rows]
columns = Columns([part_of([pack(rows, pairs, pairs)])])
few = columns.rows_of([1, 2, 3])
assert [counts.tolist() for counts in columns.authors.counts(few)] == [[7, 8, 9], [1, 1, 1]]
assert len(columns.combined.counts(few))
print([name for name in sys.modules if name.startswith("numpy.ma.")])
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
