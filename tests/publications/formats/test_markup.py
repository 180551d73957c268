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
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>&#x3B2;</mi></math>-arrestin', "β-arrestin"),
        (
            '<math><semantics><mi mathvariant="normal">β</mi><annotation encoding="application/x-tex">\\beta'
            "</annotation></semantics></math>-blockers",
            "β-blockers",
        ),
        ("<math><msup><mi>x</mi><mn>2</mn></msup><mspace/></math>", "x2"),
        (
            "<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mroot><mi>x</mi><mn>3</mn></mroot></math>",
            "∑inx3",
        ),
        (
            "<math><mmultiscripts><mi>C</mi><mprescripts/><none/><mn>14</mn></mmultiscripts>"
            "<mtable><mtr><mtd><mfenced><mi>a</mi></mfenced></mtd></mtr></mtable></math>",
            "C14a",
        ),
        ("in <MS patients> or <math students>", "in <MS patients> or <math students>"),
        ("P <0.05 and a<b>c", "P <0.05 and a<b>c"),
        ("<script>x</script>", "<script>x</script>"),
        ("  one \n\t two ", "one two"),
        ("<jats:title>Abstract</jats:title><jats:p>Text</jats:p>", "Text"),
        ("&#8238;a&#0;", "a�"),
    ],
)
def test_markup_of_other_formats_becomes_the_stored_form(text: str, form: str) -> None:
    assert stored(text) == form
