import pytest

from publications.formats.markup import stored


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("plain \\alpha $x$ {y}", "plain \\alpha $x$ {y}"),
        ("a &amp; b &lt; c", "a & b < c"),
        ("&lt;i&gt;in vivo&lt;/i&gt;", "<i>in vivo</i>"),
        ("&amp;lt;b&amp;gt;", "<b>"),
        ("&alpha;-synuclein, &#946; and &#x3b3;", "α-synuclein, β and γ"),
        ("AT&T &nonsense; R&D", "AT&T &nonsense; R&D"),
        ("<em>a</em> <strong>b</strong> <SUP>c</SUP>", "<i>a</i> <b>b</b> <sup>c</sup>"),
        ("<jats:italic>a</jats:italic>", "<i>a</i>"),
        ("one<br/>two", "one two"),
        ('<span class="nocase">NIDA</span>', '<span class="nocase">NIDA</span>'),
        ('<span style="color: red">a</span>', "a"),
        ("<scp>small</scp>", "small"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
        ("P <0.05 and a<b>c", "P <0.05 and a<b>c"),
        ("<script>x</script>", "<script>x</script>"),
        ("  one \n\t two ", "one two"),
        ("<jats:title>Abstract</jats:title><jats:p>Text</jats:p>", "Text"),
        ("&#8238;a&#0;", "a�"),
    ],
)
def test_markup_of_other_formats_becomes_the_stored_form(text: str, form: str) -> None:
    assert stored(text) == form
