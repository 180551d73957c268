"""Titles and parts of addresses out of an export."""

import pytest

from nidairp.wordpress import plain


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("GABA<sub>A</sub> &amp; <em>in vivo</em>", "GABA<sub>A</sub> & <i>in vivo</i>"),
        ('<strong class="x">Bold</strong> <SUP>18</SUP>F', "<b>Bold</b> <sup>18</sup>F"),
        ("One<br />two <span style='a'>three</span>", "One two three"),
        ("<subject>a</subject> <i", "a <i"),
        ("<em></em>", ""),
        ("p &lt; 0.05", "p < 0.05"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("a" * 58 + "<sub>b</sub>", "a" * 58 + "b"),
    ],
)
def test_a_title_keeps_its_sub_and_superscripts_and_italics(written: str, title: str) -> None:
    assert plain.title(written, 60) == title


def test_greek_letters_in_an_address_have_their_names() -> None:
    assert plain.slug("%ce%b1-synuclein") == "alpha-synuclein"
    assert plain.slug("%ce%b1-synuclein", names_greek=False) == "synuclein"
    assert plain.slug("stra%C3%9Fe") == "strasse"
