"""Pairs of works with the answer that a librarian gives: the same work, or two.

The hard ones are written by hand; the many are made by a seeded builder, which takes an invented work and
does to it what programs and people do to records (same), or what makes it another work (different).
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from publications.importing.works import Work

SEED = 20190408


class Pair(NamedTuple):
    name: str
    one: Work
    other: Work
    same: bool


# Made by the builder

_SUBJECTS = (
    "Heroin seeking",
    "Cocaine self-administration",
    "Nicotine withdrawal",
    "Alcohol drinking",
    "Oxycodone intake",
    "Methamphetamine craving",
    "Incubation of craving",
    "Cue-induced relapse",
    "Compulsive drug taking",
    "Negative reinforcement",
    "Reward prediction errors",
    "Habit learning",
    "Fear extinction",
    "Sleep disturbance",
)
_VERBS = (
    "depends on",
    "is reduced by",
    "engages",
    "alters",
    "is predicted by",
    "requires",
    "is linked to",
    "increases activity of",
    "is controlled by",
    "follows",
)
_PLACES = (
    "dopamine neurons of the ventral tegmental area",
    "the central nucleus of the amygdala",
    "orbitofrontal projections to the dorsal striatum",
    "β-arrestin signaling in the nucleus accumbens",
    "corticotropin-releasing factor in the extended amygdala",
    "hypothalamic orexin neurons",
    "glutamate release in the prefrontal cortex",
    "μ-opioid receptors of the brain stem",
    "a thalamic circuit for aversion",
    "insular cortex and its connections",
)
_ENDS = (
    "in rats",
    "in mice",
    "in adolescents",
    "in human smokers",
    "of female rats",
    "during abstinence",
    "",
)
_FAMILIES = (
    ("Müller", "Anna K"),
    ("van der Berg", "Jan"),
    ("Lowery-Gionta", "Emily G"),
    ("Vendruscolo", "Leandro F"),
    ("O’Brien", "Charles"),
    ("Østergaard", "Lise"),
    ("García Márquez", "José"),
    ("Li", "Wei"),
    ("Koob", "George F"),
    ("Ströbele", "Karin"),
    ("Żak", "Piotr"),
    ("Nguyen", "Thu Ha"),
    ("Smith", "Mary"),
    ("De Vries", "Taco"),
)
_JOURNALS = (
    ("The Journal of Clinical Investigation", "J Clin Invest"),
    (
        "Proceedings of the National Academy of Sciences of the United States of America",
        "Proc Natl Acad Sci U S A",
    ),
    ("Psychopharmacology", "Psychopharmacology (Berl)"),
    ("Biological Psychiatry", "Biol. Psychiatry"),
    ("Neuropsychopharmacology", "Neuropsychopharmacology"),
    ("Journal of Neuroscience", "J. Neurosci."),
    ("Addiction Biology", "Addict Biol"),
    ("Drug and Alcohol Dependence", "Drug Alcohol Depend."),
)


def built(count: int = 520) -> Iterator[Pair]:
    """So many pairs, the same at every call."""
    chance = random.Random(SEED)
    for number in range(count):
        work = _work(chance, number)
        change, same = chance.choice(_CHANGES)
        other = change(chance, work)
        if chance.random() < 0.3:
            work, other = other, work
        yield Pair(f"{number} {change.__name__}", work, other, same)


def _work(chance: random.Random, number: int) -> Work:
    title = " ".join(
        (chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_PLACES), chance.choice(_ENDS))
    )
    family, given = chance.choice(_FAMILIES)
    year, page = chance.randint(1990, 2025), chance.randint(2, 1900)
    return Work(
        ref=number,
        key=f"{family.split()[-1]}:{year}{chance.choice('abcdef')}{chance.choice('abcdef')}",
        type="article",
        title=title.strip() + chance.choice(("", ".")),
        family=family,
        given=given,
        year=year,
        doi=f"10.5555/{number}.{page}" if chance.random() < 0.5 else "",
        pmid=str(10_000_000 + number) if chance.random() < 0.3 else "",
        container=chance.choice(_JOURNALS)[0],
        volume=str(chance.randint(2, 200)),
        pages=f"{page}–{page + 9}",
    )


# What does not make it another work


def rekeyed(chance: random.Random, work: Work) -> Work:
    """Out of another program: no identifiers, another key, an abbreviated journal."""
    short = dict(_JOURNALS)[work.container]
    return replace(work, key=f"{work.family}{work.year}", doi="", pmid="", container=short)


def shouted(chance: random.Random, work: Work) -> Work:
    return replace(work, title=work.title.upper(), key="x", doi="", pmid="")


def marked_up(chance: random.Random, work: Work) -> Work:
    first, _, rest = work.title.partition(" ")
    return replace(work, title=f'<span class="nocase">{first}</span> <i>{rest}</i>', key="x", doi="", pmid="")


def unaccented(chance: random.Random, work: Work) -> Work:
    spelled = work.title.replace("β", "beta").replace("μ", "mu")
    family = (
        work.family.replace("ü", "ue")
        .replace("ö", "oe")
        .replace("Ø", "O")
        .replace("Ż", "Z")
        .replace("í", "i")
    )
    return replace(work, title=spelled, family=family.replace("á", "a"), key="x", doi="", pmid="")


def initials_only(chance: random.Random, work: Work) -> Work:
    return replace(work, given="".join(part[0] for part in work.given.split()), key="x", doi="", pmid="")


def online_first(chance: random.Random, work: Work) -> Work:
    """The record of the year before, when there was no volume yet."""
    return replace(work, year=(work.year or 0) - 1, volume="", pages="", key="x", doi="", pmid="")


def misspelt(chance: random.Random, work: Work) -> Work:
    """One letter lost in a long word."""
    words = work.title.split()
    long = [at for at, word in enumerate(words) if len(word) > 7 and word.isalpha()]
    if not long:
        return rekeyed(chance, work)
    at = chance.choice(long)
    words[at] = words[at][:4] + words[at][5:]
    return replace(work, title=" ".join(words), key="x", doi="", pmid="")


def cut_off(chance: random.Random, work: Work) -> Work:
    """A subtitle that one of the records lacks; volume and pages are there."""
    return replace(work, title=f"{work.title.rstrip('.')}: evidence from imaging", key="x", doi="", pmid="")


def same_doi(chance: random.Random, work: Work) -> Work:
    doi = work.doi or "10.5555/abc"
    return replace(
        work, doi=doi.upper().lower(), title=work.title.rstrip("."), family="", year=None, pages=""
    )


def same_key(chance: random.Random, work: Work) -> Work:
    return replace(work, doi="", pmid="", container="", volume="", pages="", year=None)


def only_the_core(chance: random.Random, work: Work) -> Work:
    """Title, first author and year, and nothing else."""
    return replace(work, doi="", pmid="", container="", volume="", pages="", key="")


# What makes it another work


def another_part(chance: random.Random, work: Work) -> Work:
    return replace(work, title=work.title.rstrip(".") + " II", **_elsewhere(chance))


def correction(chance: random.Random, work: Work) -> Work:
    return replace(work, title=f"Erratum: {work.title}", **_elsewhere(chance))


def reply(chance: random.Random, work: Work) -> Work:
    return replace(work, title=f"{work.title.rstrip('.')}: reply to comments", **_elsewhere(chance))


def preprint(chance: random.Random, work: Work) -> Work:
    return replace(
        work, container="bioRxiv", volume="", pages="", doi=f"10.1101/2020.01.{work.ref}", pmid="", key="p"
    )


def conference_version(chance: random.Random, work: Work) -> Work:
    return replace(
        work,
        type="inproceedings",
        container="Annual Meeting of the Society",
        volume="",
        doi="",
        pmid="",
        key="c",
    )


def thesis(chance: random.Random, work: Work) -> Work:
    return replace(work, type="phdthesis", container="", volume="", pages="", doi="", pmid="", key="t")


def other_species(chance: random.Random, work: Work) -> Work:
    """The companion paper: one word makes the difference."""
    title = work.title.rstrip(".")
    swaps = (("rats", "mice"), ("mice", "rats"), ("adolescents", "adults"), ("smokers", "drinkers"))
    for old, new in swaps:
        if title.endswith(old):
            return replace(work, title=title.removesuffix(old) + new, **_elsewhere(chance))
    return replace(work, title=title + " in monkeys", **_elsewhere(chance))


def next_year(chance: random.Random, work: Work) -> Work:
    """A report that bears the same title every few years."""
    return replace(work, year=(work.year or 0) + 3, **_elsewhere(chance))


def namesake(chance: random.Random, work: Work) -> Work:
    """The same words by somebody else, in another journal."""
    journal = chance.choice([name for name, _ in _JOURNALS if name != work.container])
    return replace(work, family="Petersen", given="Hans", container=journal, **_elsewhere(chance))


def stolen_key(chance: random.Random, work: Work) -> Work:
    other = _work(chance, work.ref + 100_000)
    return replace(other, key=work.key, doi="", pmid="")


def another_doi(chance: random.Random, work: Work) -> Work:
    return (
        replace(work, doi="10.5555/zz.1", pmid="", pages="", volume="")
        if work.doi
        else namesake(chance, work)
    )


def _elsewhere(chance: random.Random) -> dict[str, str]:
    page = chance.randint(2000, 3000)
    return {"doi": "", "pmid": "", "key": "z", "pages": f"{page}–{page + 3}"}


_SAME: tuple[Callable[[random.Random, Work], Work], ...] = (
    rekeyed,
    shouted,
    marked_up,
    unaccented,
    initials_only,
    online_first,
    misspelt,
    cut_off,
    same_doi,
    same_key,
    only_the_core,
)
_DIFFERENT: tuple[Callable[[random.Random, Work], Work], ...] = (
    another_part,
    correction,
    reply,
    preprint,
    conference_version,
    thesis,
    other_species,
    next_year,
    namesake,
    stolen_key,
    another_doi,
)
_CHANGES = [*((change, True) for change in _SAME), *((change, False) for change in _DIFFERENT)]
