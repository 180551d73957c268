"""What LaTeX calls the characters: tables, built once, of commands and accents.

Only commands that stand for characters are here; those that act on an argument are in `latex`.
"""

import unicodedata

# command of one sign or letter -> combining character
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "d": "\u0323",
    "b": "\u0331",
    "r": "\u030a",
    "h": "\u0309",
    "U": "\u030e",
    "G": "\u030f",
    "C": "\u030f",
    "f": "\u0311",
    "t": "\u0361",
    "textcommabelow": "\u0326",
    "textcommaabove": "\u0313",
    "newtie": "\u0361",
    "textogonekcentered": "\u0328",
    "ocirc": "\u030a",
    "polhk": "\u0328",
    "udot": "\u0323",
}

# accents that only stand in formulas
MATH_ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "acute": "\u0301",
    "grave": "\u0300",
    "check": "\u030c",
    "breve": "\u0306",
    "mathring": "\u030a",
}

# what an accent over nothing prints
SPACING = {
    "`": "`",
    "'": "´",
    "^": "^",
    "~": "~",
    '"': "¨",
    "=": "¯",
    ".": "˙",
    "u": "˘",
    "v": "ˇ",
    "H": "˝",
    "c": "¸",
}

_LETTERS = """
aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł ss ß SS ẞ i ı j ȷ dh ð DH Ð dj đ DJ Đ th þ TH Þ ng ŋ NG Ŋ ij ĳ
IJ Ĳ textschwa ə textesh ʃ textipa ʻ hamza ʾ ain ʿ ayn ʿ alif ʾ textturncommainverted ʻ
textreversedapostrophe ʽ cyrchar ‌
"""

_TEXT = """
textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ”
textquotedbl " textquotesingle ' quotesinglbase ‚ quotedblbase „ glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq
‹ frq › og « fg » lq ‘ rq ’ guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹
guilsinglright › textbackslash \\ textbar | textless < textgreater > textbraceleft { textbraceright } lbrace
{ rbrace } textasciitilde ~ textasciicircum ^ textasciigrave ` textasciiacute ´ textasciimacron ¯
textasciidieresis ¨ textunderscore _ textdollar $ textellipsis … ldots … dots … textdegree ° degree °
textregistered ® textcopyright © copyright © texttrademark ™ trademark ™ textservicemark ℠ textsection § S §
textparagraph ¶ P ¶ textdagger † dag † textdaggerdbl ‡ ddag ‡ textbullet • textperiodcentered ·
textcentereddot · textpm ± texttimes × textdiv ÷ textmu µ textohm Ω textcelsius ℃ texteuro € euro € EUR €
textsterling £ pounds £ textyen ¥ textcent ¢ textcurrency ¤ textflorin ƒ textwon ₩ textrupee ₨ textonehalf ½
textonequarter ¼ textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textordfeminine
ª textordmasculine º textexclamdown ¡ textquestiondown ¿ textbrokenbar ¦ textlnot ¬ textnumero № numero № No
№ textperthousand ‰ textpertenthousand ‱ textfractionsolidus ⁄ textasteriskcentered ∗ textminus − textsurd √
textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓ textbardbl ‖ textestimated ℮ textrecipe ℞
textreferencemark ※ textinterrobang ‽ textmusicalnote ♪ textopenbullet ◦ textbigcircle ◯ textlangle 〈
textrangle 〉 textvisiblespace ␣ textcircledP ℗ slash / ding • checkmark ✓ textalpha α textbeta β textgamma γ
textdelta δ textepsilon ε textzeta ζ texteta η texttheta θ textiota ι textkappa κ textlambda λ textmugreek μ
textnu ν textxi ξ textpi π textrho ρ textsigma σ texttau τ textupsilon υ textphi φ textchi χ textpsi ψ
textomega ω textGamma Γ textDelta Δ textTheta Θ textLambda Λ textXi Ξ textPi Π textSigma Σ textPhi Φ textPsi
Ψ textOmega Ω male ♂ female ♀ Letter ✉ TeX TeX LaTeX LaTeX LaTeXe LaTeX2e BibTeX BibTeX XeTeX XeTeX
ConTeXt ConTeXt LuaTeX LuaTeX LuaLaTeX LuaLaTeX XeLaTeX XeLaTeX pdfTeX pdfTeX emdash — endash – Dash —
registered ® textoverline ‾ hyphen - adddot . addcomma , addcolon : addsemicolon ; cprime ʹ cdprime ʺ
"""

_MATH = """
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda
λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi
χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω digamma ϝ
upalpha α upbeta β upgamma γ updelta δ upepsilon ε upmu μ uppi π upsigma σ uptau τ upomega ω upDelta Δ
upOmega Ω pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
odot ⊙ dagger † ddagger ‡ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ wr ≀
diamond ⋄ amalg ⨿ leq ≤ le ≤ leqslant ⩽ geq ≥ ge ≥ geqslant ⩾ ll ≪ gg ≫ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃
approx ≈ cong ≅ propto ∝ asymp ≍ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃
subseteq ⊆ supseteq ⊇ in ∈ ni ∋ notin ∉ vdash ⊢ dashv ⊣ models ⊧ perp ⊥ parallel ∥ mid ∣ nmid ∤ doteq ≐
triangleq ≜ coloneqq ≔ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ leftarrow ← gets ← rightarrow → to → leftrightarrow ↔
Leftarrow ⇐ Rightarrow ⇒ Leftrightarrow ⇔ iff ⟺ implies ⟹ longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹
mapsto ↦ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
hookrightarrow ↪ hookleftarrow ↩ rightleftharpoons ⇌ leftrightharpoons ⇋ rightharpoonup ⇀ infty ∞ partial ∂
nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ neg ¬ lnot ¬ angle ∠ triangle △ square □ Box □
Diamond ◇ blacksquare ■ bigstar ★ prime ′ hbar ℏ hslash ℏ ell ℓ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ complement ∁
eth ð sum ∑ prod ∏ coprod ∐ int ∫ oint ∮ iint ∬ surd √ cdots ⋯ vdots ⋮ ddots ⋱ therefore ∴ because ∵ top ⊤
bot ⊥ flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ langle ⟨ rangle ⟩ lfloor ⌊
rfloor ⌋ lceil ⌈ rceil ⌉ vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖ backslash \\ imath ı jmath ȷ mho ℧
colon : And & lt < gt > lbrack [ rbrack ]
"""

_FUNCTIONS = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp "
    "min max sup inf lim det dim ker gcd deg arg mod Pr hom"
)


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return {name: sign.replace("\u200c", "") for name, sign in zip(words[::2], words[1::2], strict=True)}


LETTERS = _pairs(_LETTERS)
TEXT = _pairs(_TEXT)
MATH = _pairs(_MATH)

# everything that stands for itself wherever it is written
SYMBOLS = {
    **{name: name for name in _FUNCTIONS.split()},
    **MATH,
    **TEXT,
    **LETTERS,
    # "and what follows", of one page or more
    "psq": "\u00a0sq.",
    "psqq": "\u00a0sqq.",
}

# spaces, and what only tells the printer how to break or set a line
SPACES = {
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": "\u202f",
    ";": " ",
    ":": " ",
    ">": " ",
    "space": " ",
    "quad": "\u2003",
    "qquad": "\u2003",
    "enspace": "\u2002",
    "enskip": "\u2002",
    "thinspace": "\u202f",
    "nobreakspace": "\u00a0",
    "textnobreakspace": "\u00a0",
    "nbsp": "\u00a0",
    "newline": " ",
    "linebreak": " ",
    "par": " ",
    "hfill": " ",
    "bibnamedelima": " ",
    "bibnamedelimi": " ",
}
NOTHING = frozenset(
    "- / ! @ relax noindent indent protect unskip ignorespaces nolinebreak "
    "nobreak allowbreak break sloppy left right big Big bigl bigr "
    "Bigl Bigr bigg Bigg biggl biggr displaystyle textstyle scriptstyle "
    "limits nolimits hspace* selectfont null leavevmode "
    "normalfont rm rmfamily upshape mdseries sf sffamily tt ttfamily sc "
    "scshape cal mit small footnotesize scriptsize tiny "
    "normalsize large Large LARGE huge Huge centering raggedright xspace".split()
)


def compose(base: str, accent: str) -> str:
    """A letter with a combining character, in NFC; a dotless i or j gets its letter back."""
    if base == "ı" and accent == "\u0307":
        return "i"
    base = {"ı": "i", "ȷ": "j"}.get(base, base) if accent not in "\u0327\u0328\u0323\u0331\u0326" else base
    return unicodedata.normalize("NFC", base + accent)
