"""Which names can be one person's, and which never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.bibtex.entry import Name
from publications.merging.alike import alike, block, parts

S, G, I1, I2, P, J = "spelling", "given-name", "one-initial", "initials", "particle", "suffix"


def name(text: str) -> Name:
    """ "Family|given|prefix|suffix"."""
    return Name(*text.split("|"))


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ("Vendruscolo|Leandro F", "Vendruscolo|L F", [I2]),
        ("Vendruscolo|Leandro F", "Vendruscolo|LF", [I2]),
        ("Vendruscolo|Leandro F", "Vendruscolo|L.", [I1]),
        ("Vendruscolo|Leandro F", "Vendruscolo|Leandro", [G]),
        ("Vendruscolo|Janaina Cm", "Vendruscolo|J. C. M.", [I2]),
        ("Müller|Anna K", "Muller|Anna K", [S]),
        ("Müller|Anna K", "Mueller|Anna K", [S]),
        ("Åström|Bo", "Aastroem|Bo", [S]),
        ("Lowery-Gionta|Emily", "Lowery Gionta|Emily", [S]),
        ("O'Neill|Siobhan", "O’Neill|Siobhan", [S]),
        ("O'Neill|Siobhan", "ONeill|S", [I1]),
        ("Chen|Mei-Ling", "Chen|Meiling", [S]),
        ("Chen|Mei-Ling", "Chen|M L", [I2]),
        ("Berg|Jan|van den", "Van den Berg|Jan", [S]),
        ("Berg|Jan|van den", "Vandenberg|Jan", [S]),
        ("Cruz|Maria J|de la", "Cruz|Maria J de la", [S]),
        ("Cruz|Maria|de la", "Cruz|Maria", [S, P]),
        ("Washington|Dale R||Jr.", "Washington|Dale", [G, J]),
        ("King|Martin||Jr.", "King|Martin||Junior", [S]),
        ("Outreach-Group", "Outreach Group", [S]),
        ("王|雷", "王|雷", [S]),
    ],
)
def test_these_can_be_one(one, other, reasons):
    assert alike(name(one), name(other)) == reasons
    assert alike(name(other), name(one)) == reasons
    assert block(name(one)) == block(name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smith|J", "Smith|K"),
        ("Smith|J A", "Smith|J B"),
        ("Smith|John A", "Smith|J B"),
        ("Wang|Lei", "Wang|Ling"),
        ("Wang|Lei", "Wong|Lei"),
        ("Muller|Anna", "Mueller|Anna"),
        ("King|Martin||Jr.", "King|Martin||III"),
        ("Koob", "Koob|George F"),
        ("Berg|Jan|van den", "Berg|Jan|von der"),
        ("王|雷", "王|雷雨"),
        ("Garcia|Ana", "Garcia-Lopez|Ana"),
    ],
)
def test_these_never_are(one, other):
    assert alike(name(one), name(other)) == []
    assert alike(name(other), name(one)) == []


given_names = st.lists(st.sampled_from("Ana Anna B. C Leandro Lei Mei-Ling J.-P. JP É".split()), max_size=3)
families = st.sampled_from(
    ["Müller", "Mueller", "Muller", "de la Cruz", "Cruz", "O'Neill", "Oneill", "Noë", "王"]
)
names = st.builds(
    lambda family, words, suffix: Name(family, " ".join(words), "", suffix),
    families,
    given_names,
    st.sampled_from(["", "Jr.", "III"]),
)


@given(names, names)
def test_whoever_is_alike_is_so_both_ways_and_shares_a_block(one, other):
    assert alike(one, other) == alike(other, one)
    if alike(one, other):
        assert block(one) == block(other)


@given(names, names)
def test_other_first_letters_are_never_alike(one, other):
    firsts = [parts(each).given[:1] for each in (one, other)]
    if all(firsts) and firsts[0][0][0] != firsts[1][0][0]:
        assert alike(one, other) == []


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_any_text_gets_an_answer_and_is_like_itself(family, words, prefix, suffix):
    one = Name(family, words, prefix, suffix)
    assert len(block(one)) <= 60
    assert alike(one, one) or not parts(one).family
