"""Text as it is compared, in Python and in the database alike."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from nidairp.search.letters import fold, plain

CASES = [
    ("Müller", "muller"),
    ("Łukasik, Paweł", "lukasik pawel"),
    ("Weiß", "weiss"),
    ("Jónsdóttir, Sigríður", "jonsdottir sigridur"),
    ("ØRSTED Æther", "orsted aether"),
    ("α-synuclein", "alpha synuclein"),
    ("TNFα", "tnf alpha"),
    ("Ω and µ", "omega and mu"),
    ("10.1172/JCI125534", "10 1172 jci125534"),
    ("rat’s — “cue”", "rat s cue"),
    ("Ca²⁺", "ca2"),
    ("ﬁne ＡＢ", "fine ab"),
    ("ά", "alpha"),
    ("漢字 Жук", "漢字 жук"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_fold(text, folded):
    assert fold(text).split() == folded.split()


@given(texts=st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=4))
def test_a_letter_becomes_the_same_whatever_stands_around_it(texts):
    apart = [fold(letter) for text in texts for letter in text]
    assert fold("".join(texts)) == "".join(apart)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("H<sub>2</sub>O <i>in vivo</i>", "H2O in vivo"),
        ('<p>One</p><p>two &amp; <a href="/x/">three</a></p>', " One  two & three "),
        ("p < 0.05 and x > 3", "p < 0.05 and x > 3"),
        ('<span class="nocase">GABA</span>', "GABA"),
    ],
)
def test_plain(text, said):
    assert plain(text) == said


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)).split() == fold(text).split()


@pytest.mark.django_db
@pytest.mark.parametrize("function", [fold, plain])
@pytest.mark.parametrize(
    "text", [text for text, _ in CASES] + ["<p>Über <b>β</b>-arrestin &lt;</p>", "a <b c"]
)
def test_the_database_has_the_same_rules(function, text):
    assert in_database(function.__name__, text).split() == function(text).split()


@pytest.mark.django_db
@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf", "No", "So", "Sk"])))
def test_the_database_has_the_same_rules_for_any_latin_text(text):
    assert in_database("fold", text).split() == fold(text).split()


def in_database(name: str, text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT search_{name}(%s)", [text])
        return cursor.fetchone()[0]
