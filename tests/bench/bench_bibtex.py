"""How fast the old site's entries are read, beside bibtexparser, its stock chain and pybtex, in one run.

Prints a table; asserts nothing. Run: python -m tests.bench.bench_bibtex
"""

import random
import time
from collections.abc import Callable

import bibtexparser
from bibtexparser import middlewares
from bibtexparser.splitter import Splitter
from pybtex.database import parse_string as pybtex_parse

from publications.bibtex.parse import parse
from publications.bibtex.write import write

FAMILIES = (
    "Okafor Lindqvist Tanaka Rossi Müller Garcia Smith Nguyen Brown Silva Cohen Haddad Novak Kim".split()
)
GIVEN = "Ana Jan Mei Omar Eva Luis Noor Ivan Sara Tom Ngozi Jorge Lena Paul Aiko".split()
WORDS = "the cue of reward in rats was reduced after sleep and learning changed circuits which lasted".split()


def entry(number: int, chance: random.Random) -> str:
    people = " and ".join(
        f"{chance.choice(GIVEN)} {chance.choice('ABCDEF')} {chance.choice(FAMILIES)}{chance.randrange(40)}"
        for _ in range(8)
    )
    title = " ".join(chance.choices(WORDS, k=10))
    abstract = " ".join(chance.choices(WORDS, k=110))
    accent = r" \emph{in vivo} with $^{18}$F" if number % 5 == 0 else ""
    return (
        f"@article{{Key:{number},\ntitle = {{{title}{accent}}},\nauthor = {{{people}}},\n"
        f"url = {{https://www.ncbi.nlm.nih.gov/pubmed/{number}}},\ndoi = {{10.1000/x.{number}}},\n"
        f"issn = {{1558-8238 (Electronic); 0021-9738 (Linking)}},\nyear = {{2019}},\ndate = {{2019-03-26}},\n"
        f"journal = {{J Clin Invest}},\nvolume = {{130}},\nabstract = {{{abstract}.}},\nkeywords = {{}},\n"
        f"pubstate = {{published}},\ntppubtype = {{article}}\n}}\n\n"
    )


def stock_chain(text: str) -> object:
    return bibtexparser.parse_string(
        text,
        append_middleware=[
            middlewares.LatexDecodingMiddleware(),
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
        ],
    )


def rate(work: Callable[[], object], count: int) -> float:
    started = time.process_time()
    work()
    return count / (time.process_time() - started)


def main(count: int = 5000) -> None:
    chance = random.Random(1)
    texts = [entry(number, chance) for number in range(count)]
    whole = "".join(texts)
    few = "".join(texts[: count // 10])
    entries = parse(whole).entries
    rows = {
        "this package: read and understand": rate(lambda: parse(whole), count),
        "this package: write": rate(lambda: list(write(entries)), count),
        "bibtexparser alone (splitting)": rate(lambda: Splitter(whole).split(), count),
        "pybtex (splitting and names)": rate(lambda: pybtex_parse(few, "bibtex"), count // 10),
        "bibtexparser, stock decoding chain": rate(lambda: stock_chain(few), count // 10),
    }
    ours = rows["this package: read and understand"]
    for name, entries_per_second in rows.items():
        print(
            f"{name:40} {entries_per_second:10.0f} entries per CPU second   {ours / entries_per_second:7.2f}"
        )


if __name__ == "__main__":
    main()
