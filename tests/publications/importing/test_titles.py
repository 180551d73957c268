"""Titles made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.importing.titles import Agreement, agreement, fold, title


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("β-arrestin", " beta -arrestin"),
        ("R&D", "r and d"),
        ("smoker’s", "smokers"),
    ],
)
def test_accents_and_foreign_letters_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Heroin seeking.", "heroin SEEKING"),
        ('<span class="nocase">GABA</span><sub>A</sub> receptors', "GABAA receptors"),
        ("Part II: relapse", "Part 2: relapse"),
        ("Second edition of it all", "2nd edition of it all".replace("2nd", "2")),
        ("The opioids of the brain", "Opioids of brain"),
    ],
)
def test_spellings_of_one_title_are_exactly_alike(one: str, other: str) -> None:
    assert agreement(title(one), title(other)) is Agreement.EXACT


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ("Effect of nicotine on sleep", "Effects of nicotine on sleep", Agreement.NEAR),
        ("Behavior of the rat", "Behaviour of the rat", Agreement.NEAR),
        ("Incubation of cocaine craving", "Incubation of cocaine craving: a review", Agreement.SHORTENED),
        (
            "Effects of voluntary nicotine intake on the sleep of rats",
            "Effects of voluntary nicotine intake on the sleep of mice",
            Agreement.LIKE,
        ),
        ("Incubation of cocaine craving", "Incubation of cocaine craving 2", Agreement.LIKE),
        ("Neurons of stress", "A theory of everything", Agreement.OTHER),
        ("", "", Agreement.OTHER),
    ],
)
def test_degrees_of_agreement(one: str, other: str, agreed: Agreement) -> None:
    assert agreement(title(one), title(other)) is agreed


def test_numbers_inside_words_and_roman_numerals_are_numbers() -> None:
    assert title("Part IV: D2 receptors and 12 rats").numbers == ("12", "2", "4")


def test_a_lone_i_is_a_word() -> None:
    assert title("I remember that I smoked").numbers == ()


@pytest.mark.parametrize("text", ["Introduction", "Editorial", "Opioids", "Reply to Smith"])
def test_common_titles_are_generic(text: str) -> None:
    assert title(text).generic


@given(st.text(max_size=200))
def test_any_text_agrees_with_itself(text: str) -> None:
    made = title(text)
    assert agreement(made, made) is (Agreement.EXACT if made.key else Agreement.OTHER)


@given(st.text(max_size=80), st.text(max_size=80))
def test_agreement_is_mutual(one: str, other: str) -> None:
    assert agreement(title(one), title(other)) is agreement(title(other), title(one))
