"""Which thesis somebody means: BibLaTeX, RIS and CSL-JSON have one type for all, and say the degree in words.

BibTeX has a type for each of two degrees, and our site for four.
"""

import re

#: A doctor's first: what is said beside it, such as the place "Boston, MA", is no degree of the thesis.
_DEGREES = {
    "phdthesis": r"\bph\.?\s?d|doctor|\bd\.?\s?phil\b",
    "mastersthesis": r"master|mathesis|magister|\bm\.?\s?(?:a|s|sc|phil|eng)\b",
    "bachelorthesis": r"bachelor|bathesis|\bb\.?\s?(?:a|s|sc|eng)\b",
    "diplomathesis": r"diplom",
}
_SAID = [(re.compile(words, re.I), kind) for kind, words in _DEGREES.items()]


def kind_of_thesis(words: str) -> str:
    """The type for "mathesis", "Master's thesis", "MSc"; a doctor's where they say nothing of a degree."""
    return next((kind for said, kind in _SAID if said.search(words)), "phdthesis")
