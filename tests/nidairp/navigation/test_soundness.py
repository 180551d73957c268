"""Pure: rows in, sentences out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nidairp.navigation.soundness import Place, Row, places, problems, stray

ROOT = Row(1, None, "Primary", Place(1, 1, 6, 0))
NEWS = Row(2, 1, "News", Place(1, 2, 5, 1))
HOT = Row(3, 2, "Hot", Place(1, 3, 4, 2))


def test_a_sound_tree_has_no_problems() -> None:
    assert problems([HOT, ROOT, NEWS]) == []


def test_each_wrong_number_is_told_with_what_it_should_be() -> None:
    wrong = replace(HOT, place=Place(2, 3, 9, 1))
    (sentence,) = problems([ROOT, NEWS, wrong])
    assert sentence == (
        "Item 3 “Hot”: tree is 2, should be 1; right is 9, should be 4; level is 1, should be 2."
    )


def test_a_gap_is_a_problem() -> None:
    assert len(problems([replace(ROOT, place=Place(1, 1, 8, 0)), NEWS, HOT])) == 1


def test_an_item_below_itself_is_told() -> None:
    assert problems([ROOT, replace(NEWS, parent=3), HOT])[0] == "Item 2 “News” stands below itself."


def test_an_item_whose_parent_is_gone_is_told() -> None:
    assert problems([ROOT, replace(NEWS, parent=9), HOT])[0] == (
        "Item 2 “News” stands below item 9, which is gone."
    )


def test_of_a_circle_only_the_highest_item_is_cut() -> None:
    circle = [replace(NEWS, parent=3), HOT, Row(4, 3, "Below the circle", Place(1, 1, 2, 1))]
    assert [row.pk for row in stray([ROOT, *circle])] == [2]


def test_two_roots_never_share_a_tree() -> None:
    twin = Row(9, None, "Footer", Place(1, 1, 2, 0))
    trees = {place.tree for place in places([replace(ROOT, place=Place(1, 1, 2, 0)), twin]).values()}
    assert len(trees) == 2


@given(parents=st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=12))
def test_whatever_the_links_a_cut_tree_is_numbered_whole(parents: list[int | None]) -> None:
    rows = [Row(0, None, "Root", Place(1, 1, 2, 0))]
    rows += [Row(pk, parent, "x", Place(1, pk, pk, 1)) for pk, parent in enumerate(parents, start=1)]
    cut = {row.pk for row in stray(rows)}
    rows = [replace(row, parent=0) if row.pk in cut else row for row in rows]
    due = places(rows)
    assert due.keys() == {row.pk for row in rows}
    assert problems(replace(row, place=due[row.pk]) for row in rows) == []
