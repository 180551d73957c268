"""The stored form of text to LaTeX and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.bibtex.clean import clean
from publications.bibtex.escape import encode
from publications.bibtex.latex import decode

PIECES = [
    *r"\ { } $ & % # _ ^ ~ ` ' - -- --- – — '' `` ?` !` < > [ ] @ , = ( ) 1".split(),
    *(
        "\\foo",
        "\\foo{x}",
        "{\\foo y}",
        "\\emph",
        "$\\frac{1}{2}$",
        "&amp;",
        "&lt;",
        "<em>",
        "</i>",
        "<sup>",
        '"',
    ),
    *(
        "é",
        "ß",
        "α",
        "≤",
        "中",
        "“",
        "”",
        "‘",
        "’",
        "ï",
        "ı",
        "ẞ",
        "x\u0323",
        "\u00a0",
        " ",
        "word",
        "Łódź",
        "Å",
    ),
]

literal = st.lists(st.sampled_from(PIECES), max_size=8).map("".join).map(clean)
words = st.lists(
    st.sampled_from(["a", "Β", "word", "é", "–", "\\foo{x}", "&", "5%", "中"]), min_size=1, max_size=4
).map(lambda parts: f"a{''.join(parts)}")
styled = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>",
    st.sampled_from(["i", "b", "sup", "sub", 'span class="nocase"']),
    words,
)
stored = (
    st.lists(st.one_of(literal, words, styled), max_size=5)
    .map(lambda parts: " ".join(" ".join(parts).split(" ")))
    .map(lambda text: " ".join(word for word in text.split(" ") if word))
)


@given(stored, st.booleans())
def test_text_comes_back_as_it_went(text: str, ascii_only: bool) -> None:
    latex = encode(text, ascii=ascii_only)

    assert decode(latex, protect=True) == text
    assert not ascii_only or latex.isascii()


@given(stored)
def test_braces_balance_whatever_the_text(text: str) -> None:
    depth = 0
    for sign in encode(text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("50% of <i>in vivo</i> & H<sub>2</sub>O", r"50\% of \textit{in vivo} \& H$_{2}$O"),
        ('<span class="nocase">NIDA</span>', "{NIDA}"),
        ('<span class="nocase"><i>In</i></span>', r"{{}\textit{In}}"),
        ("Åsa & Müller–Łódź", r"{\AA}sa \& M{\"{u}}ller--{\L}{\'{o}}d{\'{z}}"),
        ("α ≤ “x”", r"{\textalpha} \ensuremath{\leq} {\textquotedblleft}x{\textquotedblright}"),
        ("a } b", r"a \textbraceright{} b"),
    ],
)
def test_ascii_spelling(text: str, latex: str) -> None:
    assert encode(text, ascii=True) == latex
