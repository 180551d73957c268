"""One word in the other forms that a reader may mean: plural and singular, British and American.

Rules as coarse as these make words that there are not; these find nothing, and harm nothing.
"""

_IRREGULAR = dict(
    pair.split("/")
    for pair in "mouse/mice child/children woman/women man/men foot/feet criterion/criteria "
    "phenomenon/phenomena datum/data".split()
)
_IRREGULAR |= {plural: one for one, plural in _IRREGULAR.items()}
#: Of words that came from Greek and Latin, with so many letters.
_ENDINGS = (("sis", "ses"), ("us", "i"), ("ex", "ices"), ("ix", "ices"), ("atum", "ata"), ("ium", "ia"))
_LEARNED = 6
#: How words begin, and how they end, in the one and in the other.
_BRITISH_BEGINNINGS = tuple(
    tuple(pair.split("/"))
    for pair in "behaviour/behavior tumour/tumor neighbour/neighbor colour/color favour/favor labour/labor "
    "haemo/hemo haema/hema oestr/estr oedem/edem anaesth/anesth paediatr/pediatr foetal/fetal foetus/fetus "
    "aetiolog/etiolog ischaem/ischem leukaem/leukem diarrhoea/diarrhea centre/center fibre/fiber sulph/sulf "
    "modelling/modeling labelling/labeling labelled/labeled signalling/signaling programme/program "
    "ageing/aging grey/gray".split()
)
_BRITISH_ENDINGS = tuple(
    (f"{british}{rest}", f"{american}{rest}")
    for british, american in (("is", "iz"), ("ys", "yz"))
    for rest in ("e", "es", "ed", "ing", "ation", "ations")
)


def inflected(word: str) -> list[str]:
    """The word itself first."""
    if len(word) < 3 or not word.isalpha():
        return [word]
    forms = (form for one in (word, *_overseas(word)) for form in (one, *_in_other_number(one)))
    return list(dict.fromkeys(forms))


def _overseas(word: str) -> list[str]:
    begun = [
        there + word.removeprefix(here)
        for pair in _BRITISH_BEGINNINGS
        for here, there in (pair, pair[::-1])
        if word.startswith(here)
    ]
    return begun + [
        word.removesuffix(here) + there
        for pair in _BRITISH_ENDINGS
        for here, there in (pair, pair[::-1])
        if word.endswith(here) and len(word) >= _LEARNED
    ]


def _in_other_number(word: str) -> list[str]:
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    learned = [
        word.removesuffix(ending) + other
        for one, several in _ENDINGS
        for ending, other in ((one, several), (several, one))
        if word.endswith(ending) and len(word) >= _LEARNED
    ]
    return learned if word.endswith("sis") else [*learned, _with_or_without_s(word)]


def _with_or_without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
