"""Author lists to names and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.bibtex.entry import Name
from publications.bibtex.names import _is_simple, _read_again, format_names, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Stephanie A Carmack", [Name("Carmack", "Stephanie A")]),
        (
            "Smith, John AND Doe, Jane\n and Plato",
            [Name("Smith", "John"), Name("Doe", "Jane"), Name("Plato")],
        ),
        ("Ludwig van Beethoven", [Name("Beethoven", "Ludwig", "van")]),
        ("van der Berg, Jan", [Name("Berg", "Jan", "van der")]),
        ("Van de Graaff, R. J.", [Name("Graaff", "R. J.", "Van de")]),
        ("García de la Vega, Ana", [Name("García de la Vega", "Ana")]),
        (
            r"Charles Louis Xavier Joseph de la Vall{\'e}e Poussin",
            [Name("Vallée Poussin", "Charles Louis Xavier Joseph", "de la")],
        ),
        ("King, Jr., Martin Luther", [Name("King", "Martin Luther", "", "Jr.")]),
        ("{National Institute on Drug Abuse}", [Name("National Institute on Drug Abuse")]),
        (
            "{Barnes and Noble} and {von Neumann}, John",
            [Name("Barnes and Noble"), Name("von Neumann", "John")],
        ),
        (r"{\'E}. Galois and D.~E. Knuth", [Name("Galois", "É."), Name("Knuth", "D. E.")]),
        ("Jean d'Ormesson and al-Hassan, Ali", [Name("d'Ormesson", "Jean"), Name("al-Hassan", "Ali")]),
        ("family=Berg, given=Jan, prefix=van der", [Name("Berg", "Jan", "van der")]),
        (
            "St John-Mollusc, Oliver and Lovecraft, H.{\\,}P.",
            [Name("St John-Mollusc", "Oliver"), Name("Lovecraft", "H. P.")],
        ),
    ],
)
def test_names_by_the_rules_of_bibtex(text: str, names: list[Name]) -> None:
    assert split_names(text) == (names, False, False)


@pytest.mark.parametrize(
    "text", ["Doe, J. and others", "J. Doe and et al.", "Doe, J. et al.", "Doe, J. and ..."]
)
def test_others_are_told_apart_from_names(text: str) -> None:
    assert split_names(text)[:2] == ([Name("Doe", "J.")], True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Carmack SA, Keeley RJ, Lu H", [Name("Carmack", "SA"), Name("Keeley", "RJ"), Name("Lu", "H")]),
        ("Carmack SA and Keeley RJ", [Name("Carmack", "SA"), Name("Keeley", "RJ")]),
        ("Smith, J. & Doe, K.", [Name("Smith", "J."), Name("Doe", "K.")]),
        ("Smith, J.; Doe, K.; Lee, A. B.", [Name("Smith", "J."), Name("Doe", "K."), Name("Lee", "A. B.")]),
        ("Smith, J., Doe, K. and Lee, A.", [Name("Smith", "J."), Name("Doe", "K."), Name("Lee", "A.")]),
        ("A. Smith, B. Jones and C. Brown", [Name("Smith", "A."), Name("Jones", "B."), Name("Brown", "C.")]),
        ("John Smith, Jane Doe, Wei Lu", [Name("Smith", "John"), Name("Doe", "Jane"), Name("Lu", "Wei")]),
        (
            "John Smith Jr. and Doe, Jane, III",
            [Name("Smith", "John", "", "Jr."), Name("Doe", "Jane", "", "III")],
        ),
        ("World Health Organization", [Name("World Health Organization")]),
        ("العربي، سعيد and حسن، علي", [Name("العربي", "سعيد"), Name("حسن", "علي")]),
    ],
)
def test_lists_that_do_not_follow_the_rules_are_guessed_and_say_so(text: str, names: list[Name]) -> None:
    assert split_names(text) == (names, False, True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name("Carmack", "Stephanie A"), "Stephanie A Carmack"),
        (Name("Berg", "Jan", "van der"), "van der Berg, Jan"),
        (Name("Smith", "John", "", "Jr."), "Smith, Jr., John"),
        (Name("National Institute on Drug Abuse"), "{National Institute on Drug Abuse}"),
        (Name("von Neumann", "John"), "{von Neumann}, John"),
        (Name("Vallée Poussin", "C."), "Vallée Poussin, C."),
    ],
)
def test_names_are_written_as_plainly_as_they_can_be(name: Name, text: str) -> None:
    assert format_names([name]) == text


part = st.sampled_from(
    [
        "",
        "Li",
        "van",
        "de la",
        "Jr.",
        "A. B.",
        "Ortega y Gasset",
        "O'Neil",
        "x",
        "IV",
        "and",
        "SA",
        "Übel",
        "A, B",
        "ع، ب",
        "{",
        "&",
    ]
)


@given(
    st.lists(
        st.builds(
            Name,
            part.filter(bool),
            part,
            st.sampled_from(["", "van", "de la"]),
            st.sampled_from(["", "Jr.", "III"]),
        ),
        max_size=4,
    )
)
def test_names_come_back_as_they_went(names: list[Name]) -> None:
    assert split_names(format_names(names))[0] == names


words = st.sampled_from(
    "Ann J. A. G1 Et Al And and AND Others Jr Sr Iii III Vii Esq Phd Ph.D. Senior 2nd De de Van El Institute "
    "University Study Group Inc Ltd Office Of for Family1 Smith Lu LU Xu Ng JP J-P Jean-Paul É Ünal".split()
)
several = st.lists(words, max_size=3).map(" ".join)


@given(st.builds(Name, several.filter(bool), several), st.booleans())
def test_a_simple_name_is_written_as_one_that_is_read_again(name: Name, ascii: bool) -> None:
    """What is certain without a look at all rules is what these say."""
    assert format_names([name], ascii=ascii) == _read_again(name, ascii)


@pytest.mark.parametrize(
    ("family", "given", "is_simple"),
    [
        ("Carmack", "Stephanie A.", True),
        ("Smith-Jones", "Jean-Paul", True),
        ("Lu", "Hui", False),
        ("Senior", "Ann", False),
        ("Institute", "Salk", False),
        ("Jones", "And Ann", False),
        ("Beethoven", "Ludwig van", False),
        ("Smith", "JA", False),
        ("Ünal", "Ann", False),
    ],
)
def test_which_names_are_simple(family: str, given: str, is_simple: bool) -> None:
    assert _is_simple(Name(family, given)) is is_simple
