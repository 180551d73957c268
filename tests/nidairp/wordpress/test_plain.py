"""Titles and parts of addresses out of an export."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.rich import strip
from nidairp.wordpress import plain

PIECES = ["<i>", "</i>", "<em class='x'>", "</em>", "<B>", "</strong>", "<sub>", "</sub>", "<i/>", "<br>"]
PIECES += ["<sup title='a>b'>", "</sup>", "<div>", "a", " ", "&nbsp;", "&amp;", "\u200b", " < 1"]
ESCAPED = ["&lt;sub&gt;", "&lt;/sub&gt;", "&lt;i&gt;", "&lt;/i&gt;"]


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
        ("<i>In vivo imaging", "In vivo imaging"),
        ("Foo</i> bar", "Foo bar"),
        ("<em>a <strong>b</em> c</strong>", "<i>a b</i> c"),
        ("A<i/>B", "AB"),
        ("<i class='fa fa-star'></i> News", "News"),
        ("<b></b>Title<sup> </sup>", "Title"),
        ("one <i> two </i> three", "one <i>two </i>three"),
        ("<em data-x='a>b'>t</em>", "<i>t</i>"),
        ("<i isn't>t</i>", "<i>t</i>"),
        ("The tag &lt;i&gt; is <i>not</i> &lt;b&gt;", "The tag <i> is <i>not</i> <b>"),
        ("<i>Never &lt;i&gt; in italics</i>", "Never <i> in italics"),
        ("H<sub>2</sub>O<br>and more", "H<sub>2</sub>O and more"),
        ("a" * 58 + "<sub>b</sub>", "a" * 58 + "b"),
        ("<i>in vivo</i> GABA&lt;sub&gt;A&lt;/sub&gt;", "<i>in vivo</i> GABA<sub>A</sub>"),
        ("The tag &lt;b&gt; and <b>more</b>", "The tag <b> and <b>more</b>"),
        ("<i>" + "a" * 60 + "</i>", "a" * 60),
        ("<i>" + "a" * 61 + "</i>", "<i>" + "a" * 52 + "</i>…"),
    ],
)
def test_a_title_keeps_its_sub_and_superscripts_and_italics(written: str, title: str) -> None:
    assert plain.title(written, 60) == title


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_the_markup_a_title_shows_its_plain_text_and_no_tag(markup: str) -> None:
    shown = strip(plain.title(markup, 10_000))

    assert shown == plain.text(markup)
    assert not plain._TAG.search(shown)


@given(st.lists(st.sampled_from(PIECES + ESCAPED)).map("".join), st.integers(1, 60))
def test_escaped_tags_are_markup_where_they_have_partners_and_text_where_not(markup: str, most: int) -> None:
    assert strip(plain.title(markup, 10_000)) == strip(plain.text(markup))
    assert len(plain.title(markup, most)) <= most


def test_greek_letters_in_an_address_have_their_names() -> None:
    assert plain.slug("%ce%b1-synuclein") == "alpha-synuclein"
    assert plain.slug("%ce%b1-synuclein", names_greek=False) == "synuclein"
    assert plain.slug("stra%C3%9Fe") == "strasse"
