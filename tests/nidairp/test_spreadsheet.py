"""Lines for spreadsheets: no cell is a formula, and what was guarded is plain again."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.spreadsheet import guarded, line, plain

FORMULA = tuple("=+-@\t\r\uff1d")
cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(str.strip)
formulas = st.builds(
    lambda start, rest: start + rest, st.sampled_from(["=", "+", "-", "@", "\uff1d", "'=", "''+"]), cells
)


@given(st.text() | formulas)
@pytest.mark.slow
def test_a_cell_is_its_text_and_never_begins_like_a_formula(text: str) -> None:
    cell = guarded(text)
    assert cell in (text, f"'{text}")
    assert not cell.strip(" \n").startswith(FORMULA)


@given(cells | formulas)
def test_what_was_guarded_is_plain_again(cell: str) -> None:
    assert plain(guarded(cell)) == cell


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=20), min_size=1))
def test_a_line_is_read_back_cell_by_cell(texts: list[str]) -> None:
    assert next(csv.reader([line(texts)])) == [guarded(text) for text in texts]


def test_what_is_no_text_is_written_as_text() -> None:
    assert line([1, None, True]) == "1,None,True\r\n"
