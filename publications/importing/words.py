"""Words that decide whether two titles mean the same work: numbers written out, corrections, empty words.

Only lists; what is made of them is `titles` and `works`.
"""

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}


def _numbered(*words: str) -> dict[str, str]:
    return {word: str(at) for at, word in enumerate(words, 1)}


ROMAN = _numbered("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
CARDINAL = _numbered("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINAL = _numbered("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

#: What a number counts: in "Part two" and "Second edition" the number is more than a word.
COUNTED = frozenset(
    {
        "part", "parts", "pt", "volume", "vol", "paper", "chapter", "chap", "study", "experiment", "phase",
        "section", "book", "edition", "number", "no", "report", "update", "supplement", "year", "wave",
        "annual", "symposium", "conference", "congress", "meeting",
    }
)  # fmt: skip

#: Words near the beginning or the end of a title that make it another work about the first.
MARKERS = {
    **dict.fromkeys(
        ("erratum", "errata", "corrigendum", "corrigenda", "correction", "corrections"), "correction"
    ),
    **dict.fromkeys(("comment", "comments", "commentary"), "comment"),
    **dict.fromkeys(("reply", "response", "rejoinder"), "reply"),
    **dict.fromkeys(("poster", "abstract"), "abstract"),
    **dict.fromkeys(("review", "reviewed"), "review"),
    **{word: word for word in ("addendum", "retraction", "concern", "editorial", "protocol", "supplement")},
}

#: Words that add nothing to a title; "with", "without" and "not" are not among them.
EMPTY = frozenset(
    {"a", "an", "the", "of", "in", "on", "and", "for", "to", "by", "from", "at", "as", "is"}
)  # fmt: skip

#: Titles of three or four words with one of these are borne by many works.
GENERIC = frozenset(
    {
        "introduction", "editorial", "preface", "foreword", "contents", "index", "obituary", "reply",
        "response", "letter", "comment", "commentary", "erratum", "correction", "corrigendum", "news",
        "abstracts", "acknowledgments", "conclusion", "conclusions", "discussion", "overview", "summary",
        "appendix", "bibliography", "references", "methods", "results", "reviewers",
    }
)  # fmt: skip

#: Endings and beginnings of which one letter makes another substance or another thing.
TELLING_ENDS = ("ate", "ite", "ide", "ane", "ene", "yne", "ine", "one", "ol", "yl")
TELLING_STARTS = ("micro", "macro", "abduct", "adduct", "anti", "ante", "inter", "intra", "prim", "prem")

INFLECTIONS = ("s", "es", "e", "d", "ed", "ing", "al")

#: Words that abbreviations of journals leave out.
UNABBREVIATED = frozenset(
    {
        "of", "the", "and", "for", "in", "on", "an", "de", "la", "le", "et", "des", "und", "der",
        "die", "fur",
        "usa", "u", "s", "a", "united", "states", "america",
    }
)  # fmt: skip
