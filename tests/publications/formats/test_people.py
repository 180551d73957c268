import pytest

from publications.bibtex.entry import Name
from publications.formats.people import guessed, initialled, inverted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Carmack, Stephanie A", Name("Carmack", "Stephanie A")),
        ("van der Berg, Jan", Name("Berg", "Jan", "van der")),
        ("King, Martin L Jr", Name("King", "Martin L", suffix="Jr")),
        ("King, M. L., Jr.", Name("King", "M. L.", suffix="Jr.")),
        ("King, Jr., M. L.", Name("King", "M. L.", suffix="Jr.")),
        ("Smith, John V", Name("Smith", "John V")),
        ("Plato", Name("Plato")),
        ("Lee, Ann,", Name("Lee", "Ann")),
        ("A, B, C", Name("A", "B, C")),
    ],
)
def test_a_name_with_the_family_name_first(text: str, name: Name) -> None:
    assert inverted(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Carmack SA", Name("Carmack", "SA")),
        ("King ML Jr", Name("King", "ML", suffix="Jr")),
        ("van der Berg J", Name("Berg", "J", "van der")),
        ("Sartre J-P", Name("Sartre", "J-P")),
        ("Study Group", Name("Study Group")),
    ],
)
def test_a_name_with_initials_only(text: str, name: Name) -> None:
    assert initialled(text) == name


@pytest.mark.parametrize(
    ("text", "name", "was_guessed"),
    [
        ("Lee, Ann", Name("Lee", "Ann"), False),
        ("Ann Lee", Name("Lee", "Ann"), True),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van"), True),
        ("Lee A", Name("Lee", "A"), True),
        ("National Institute on Drug Abuse", Name("National Institute on Drug Abuse"), False),
        (
            "Centers for Disease Control and Prevention",
            Name("Centers for Disease Control and Prevention"),
            False,
        ),
        ("WHO", Name("WHO"), False),
    ],
)
def test_a_name_without_a_comma_is_a_guess_or_an_institution(
    text: str, name: Name, was_guessed: bool
) -> None:
    assert guessed(text) == (name, was_guessed)
