"""LaTeX to the stored form of text."""

import pytest

from publications.bibtex.latex import decode
from tests.steps import grow_with_the_text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'e} \'{e} \'e", "é é é"),
        (r"\v{s} \v s {\v{s}} {\v s}", "š š š š"),
        (r"{\aa}ngstr{\"o}m, {\O}rsted, Wei{\ss}", "ångström, Ørsted, Weiß"),
        (r"\'{\i} {\'\i} {\'{\i}} na{\"\i}ve \'\i x", "í í í naïve íx"),
        (r"\c{c} \c c \H{o} \k{a} \r{u} \d{s} \.{z} \={a} \u{g} \~{n}", "ç ç ő ą ů ṣ ż ā ğ ñ"),
        (r"\'{\^e} and {\~{\^o}}", "ế and ỗ"),
        (r"\ss foo \ae{}on \o{}l", "ßfoo æon øl"),
    ],
)
def test_accents_in_all_their_spellings(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (
            r"\emph{in vivo}, \textit{in vitro}, {\em ex vivo}, {\it a}",
            "<i>in vivo</i>, <i>in vitro</i>, <i>ex vivo</i>, <i>a</i>",
        ),
        (r"\textbf{do not} {\bf go}", "<b>do not</b> <b>go</b>"),
        (r"1\textsuperscript{st} CO\textsubscript{2}", "1<sup>st</sup> CO<sub>2</sub>"),
        (r"\textsc{Small} \mbox{x y}", "Small x y"),
        (r"\enquote{so \emph{it} is}", "“so <i>it</i> is”"),
        (
            "&lt;i&gt;Rattus&lt;/i&gt; and <em>Mus</em>, <jats:italic>Homo</jats:italic>",
            "<i>Rattus</i> and <i>Mus</i>, <i>Homo</i>",
        ),
        ("<scp>DNA</scp> and <jats:sc>rna</jats:sc>", "DNA and rna"),
        (
            '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>&#x3B2;</mi></math>-arrestin, '
            "<mml:math><mml:mi>x</mml:mi></mml:math>",
            "β-arrestin, x",
        ),
        (
            '<semantics><mi mathvariant="normal">β</mi><annotation encoding="application/x-tex">\\beta'
            "</annotation></semantics>-blockers",
            "β-blockers",
        ),
        ("a <script>x</script>, <mat> and 1<m>2", "a <script>x</script>, <mat> and 1<m>2"),
        ("in <MS patients> or <math students>", "in <MS patients> or <math students>"),
    ],
)
def test_styles_become_the_five_tags(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"$^{18}$F and H$_2$O", "<sup>18</sup>F and H<sub>2</sub>O"),
        (r"$\alpha$-synuclein, $\Delta^9$-THC", "α-synuclein, Δ<sup>9</sup>-THC"),
        (r"$37^\circ$C, 5 $\mu$m, $10^{-3}$", "37°C, 5 μm, 10<sup>-3</sup>"),
        (
            r"$p < 0.05$, $\mathrm{Ca}^{2+}$, \(\beta\), \ensuremath{\gamma}",
            "<i>p</i> < 0.05, Ca<sup>2+</sup>, β, γ",
        ),
        (r"4$^{\textrm{ème}}$ DNA$_{\textrm{2}}$", "4<sup>ème</sup> DNA<sub>2</sub>"),
        ("costs $5 million, or $6 million", "costs $5 million, or $6 million"),
        (r"costs \$5", "costs $5"),
    ],
)
def test_simple_formulas_become_text(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("1--2 --- a~b", "1–2 — a\u00a0b"),
        ("``so'' `it' isn't", "“so” ‘it’ isn't"),
        (r"50\% of 5% \& \_ \# \{x\}", "50% of 5% & _ # {x}"),
        ("a &amp; b &#233; &eacute; {\\&}amp; c", "a & b é é & c"),
        (r"\textasciitilde{} \textbackslash{} \ldots\ \textregistered", "~ \\ … ®"),
        (r"hyphen\-ated f\/f", "hyphenated ff"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (
            r"\texorpdfstring{$\mu$}{mu}-opioid, {\texorpdfstring{CO$_2$}{CO2}}",
            "μ-opioid, CO<sub>2</sub>",
        ),
        (
            r"\href{https://x.org/a\_b}{there} \url{https://x.org/c_d}",
            "there (https://x.org/a_b) https://x.org/c_d",
        ),
        ("two\n  lines", "two lines"),
    ],
)
def test_signs_quotes_entities_and_spaces(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("{NIDA} and {fMRI}", '<span class="nocase">NIDA</span> and <span class="nocase">fMRI</span>'),
        ("{{Whole Title}}", '<span class="nocase">Whole Title</span>'),
        (r"{\'E}tude {\LaTeX} {\emph{x}} {2019}", "Étude LaTeX <i>x</i> 2019"),
    ],
)
def test_braces_that_protect_case_are_kept(latex: str, text: str) -> None:
    assert decode(latex, protect=True) == text


@pytest.mark.parametrize(
    "latex", [r"\foo{bar {x}}[y]", r"{\color{red} x}", r"$\frac{1}{2}$", r"\begin{itemize}"]
)
def test_what_has_no_plain_form_stays_and_is_listed(latex: str) -> None:
    left: list[str] = []

    assert decode(f"a {latex} b", left=left) == f"a {latex} b"
    assert left


def test_control_characters_do_not_come_back_as_entities() -> None:
    assert decode('a&#8238;b \\char"202E c') == "ab c"


@pytest.mark.parametrize(
    ("part", "ending"),
    [
        (r"\"", ""),
        ("x $y$ ", ""),
        ("{", "}"),
        ("\\foo{", ""),
        ("{\\foo ", ""),
        ("$", ""),
        ("\\href{a}{", "}"),
        ("\\texorpdfstring{", "}{a}"),
        ("&amp;", ""),
    ],
)
def test_the_work_for_hostile_text_grows_with_it(part: str, ending: str) -> None:
    assert grow_with_the_text(
        lambda text: decode(text, protect=True), lambda parts: part * parts + ending * parts, 250
    )
