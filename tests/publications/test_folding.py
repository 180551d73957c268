"""Names as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.folding import fold, initial


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller, Anna K.", "muller anna k"),
        ("O’Neill-Weiß", "oneill weiss"),
        ("Łukasik", "lukasik"),
        ("Bjørnsen, Åse", "bjornsen ase"),
        ("ŠIMKOVÁ", "simkova"),
        ("İnan", "inan"),
        ("محمد", "محمد"),
    ],
)
def test_accents_case_and_signs_do_not_count(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("folded", "letter"), [("abebe", "a"), ("محمد", ""), ("3m", ""), ("", "")])
def test_other_scripts_and_signs_stand_under_no_letter(folded, letter):
    assert initial(folded) == letter
