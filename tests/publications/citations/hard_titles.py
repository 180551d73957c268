"""Titles that formats stumble over, in the stored form: followed through every way out."""

from nidairp.rich import strip

HARD = {
    "isotope": "Uptake of <sup>18</sup>F-labelled ligands",
    "latin": "Neurons recorded <i>in vivo</i> in the rat",
    "receptor": 'Subunits of the <span class="nocase">GABA</span><sub>A</sub> receptor',
    "greek": "β-arrestin recruitment without G proteins",
    "quotes": "The “wanting” of 'more': a \"quoted\" title",
    "ampersand": "Risk & reward: R&D at AT&T",
    "less": "Doses <5 mg/kg and x > y; a <b lone tag",
    "script": "</script><script>alert(1)</script> & <!-- comment",
    "rtl": "دراسة الإدمان: مراجعة",
    "unpaired": "When a < b </i> is not markup",
    "backslash": "A \\ path {with} $dollars$ and 50% # _ ~ ^",
}
PLAIN = {name: strip(title) for name, title in HARD.items()}
