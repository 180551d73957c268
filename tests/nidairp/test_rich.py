"""The stored form of text."""

from hypothesis import given
from hypothesis import strategies as st

from nidairp.rich import cut, strip, to_html

PIECES = [
    "<i>",
    "</i>",
    "<b>",
    "</b>",
    '<span class="nocase">',
    "</span>",
    "<script>",
    "&",
    "a",
    "<sup>",
    "</sup>",
]


def test_paired_tags_are_markup_and_all_else_is_text() -> None:
    text = 'H<sub>2</sub>O < <b>x & "<i>y</i>" <script>'

    assert to_html(text) == "H<sub>2</sub>O &lt; &lt;b&gt;x &amp; &quot;<i>y</i>&quot; &lt;script&gt;"
    assert strip(text) == 'H2O < <b>x & "y" <script>'


def test_tags_that_cross_are_text() -> None:
    assert to_html("<i>a<b>b</i>c</b>") == "<i>a&lt;b&gt;b</i>c&lt;/b&gt;"


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_html_is_balanced_whatever_the_text(text: str) -> None:
    html = to_html(text)

    for tag in ("i", "b", "sup"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>")
    assert "<script>" not in html


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.integers(0, 40))
def test_what_is_cut_is_a_beginning_with_its_markup_closed(text: str, longest: int) -> None:
    shown = cut(text, longest)

    assert len(shown) <= longest
    assert strip(text).startswith(strip(shown))
    assert shown == text or len(text) > longest


def test_what_is_cut_keeps_its_markup() -> None:
    text = "GABA<sub>A</sub> <i>in <b>vivo</b> and</i> more"
    assert cut(text, 100) == text
    assert cut(text, 45) == "GABA<sub>A</sub> <i>in <b>vivo</b> and</i> mo"
    assert cut(text, 36) == "GABA<sub>A</sub> <i>in <b>vi</b></i>"
    assert cut(text, 34) == "GABA<sub>A</sub> <i>in </i>"
    assert cut(text, 15) == "GABA"
