"""Two texts word by word: nothing is lost, and a small change stays small."""

from hypothesis import given
from hypothesis import strategies as st

from nidairp.editing.difference.words import Line, Piece, compare_lines, compare_words, folded

TEXT = st.text(alphabet="ab ,.\u00e9\u03b2-", max_size=60)
LINES = st.lists(st.text(alphabet="abc ", min_size=1, max_size=12), max_size=12)


def side(line: Line, *marks: str) -> str:
    return "".join(piece.text for piece in line if piece.mark in marks)


@given(TEXT, TEXT)
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    line = compare_words(old, new)
    assert side(line, "same", "removed") == old
    assert side(line, "same", "added") == new


@given(LINES, LINES)
def test_all_lines_of_both_texts_are_there_in_order(old: list[str], new: list[str]) -> None:
    lines = compare_lines(old, new)
    assert [text for text in (side(line, "same", "removed") for line in lines) if text] == old
    assert [text for text in (side(line, "same", "added") for line in lines) if text] == new


@given(LINES)
def test_the_same_has_no_change(lines: list[str]) -> None:
    assert {piece.mark for line in compare_lines(lines, lines) for piece in line} <= {"same"}


def test_a_word_that_changed_is_all_that_changed() -> None:
    assert compare_words("Rats learn to avoid pain.", "Rats learn to seek pain.") == [
        Piece("same", "Rats learn to "),
        Piece("removed", "avoid"),
        Piece("added", "seek"),
        Piece("same", " pain."),
    ]


def test_words_side_by_side_are_read_in_one_go() -> None:
    assert compare_words("a one two z", "a three four z") == [
        Piece("same", "a "),
        Piece("removed", "one two"),
        Piece("added", "three four"),
        Piece("same", " z"),
    ]


def test_a_paragraph_put_in_between_is_added_whole() -> None:
    old = ["The first paragraph.", "The last paragraph of the text."]
    new = [
        "The first paragraph.",
        "Something quite different was put here.",
        "The last paragraph of the text.",
    ]
    assert compare_lines(old, new)[1] == [Piece("added", new[1])]


def test_long_stretches_are_folded() -> None:
    old = [str(n) for n in range(20)]
    new = [*old[:10], "new", *old[10:]]
    found = folded(compare_lines(old, new))
    assert [line if isinstance(line, int) else side(line, "same", "added") for line in found] == [
        9, "9", "new", "10", 9,
    ]  # fmt: skip
