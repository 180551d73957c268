"""The measuring part of ``bench_search``: runs inside of Django, on a database that may be lost."""

import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client

from nidairp.search import index
from publications.importing import batch
from publications.models import Publication

QUESTIONS = {
    "common word": "cue",
    "two common words": "cue reward",
    "common word, last page": "cue&in=publications&page=40",
    "rare word": "quokka",
    "author": "Müller17",
    "author and year": "okafor3 2011",
    "phrase": '"quokka habitat"',
    "phrase of common words": '"cue reward"',
    "common phrase": '"substance use"',
    "beginning of a word": "quok*",
    "DOI": "10.1000/x.4711",
    "Greek letter by name": "alpha-synuclein",
    "nothing": "zyzzyva",
}
COMMON = "cue reward rat sleep".split()
TIMES = 5


def publication(number: int, chance: random.Random, words: list[str]) -> dict[str, object]:
    """A third of all have each common word, and the phrase; one in some thousands has the rare ones."""
    abstract = chance.choices(words, k=120)
    for word in COMMON:
        if chance.random() < 0.33:
            abstract[chance.randrange(120)] = word
    if chance.random() < 0.33:
        abstract[60:62] = "substance", "use"
    if number % 4000 == 0:
        abstract[40:42] = "quokka", "habitat"
    if number % 3000 == 0:
        abstract[7] = "α-synuclein"
    names = "Okafor Lindqvist Müller Garcia Nguyen Haddad Novak Kim".split()
    people = [f"{chance.choice(names)}{chance.randrange(40)}, {chance.choice('ABCDEF')} M" for _ in range(7)]
    return {
        "citation_key": f"key{number}",
        "title": " ".join([*chance.choices(words, k=9), chance.choice(COMMON) if number % 9 == 0 else "."]),
        "abstract": " ".join(abstract),
        "authors_text": "; ".join(people),
        "year": chance.randrange(1980, 2026),
        "doi": f"10.1000/x.{number}",
        "pmid": str(20_000_000 + number),
        "journal": "J " + " ".join(chance.choices(words, k=2)),
    }


def bibtex(number: int, chance: random.Random, words: list[str]) -> str:
    values = publication(number, chance, words)
    people = " and ".join(str(values.pop("authors_text")).split("; "))
    fields = "".join(f" {name} = {{{value}}},\n" for name, value in values.items() if name != "citation_key")
    return f"@article{{{values['citation_key']},\n author = {{{people}}},\n{fields}}}\n\n"


def vocabulary(chance: random.Random) -> list[str]:
    """As in real texts a few words make most of it, and most words are rare."""
    syllables = "ba ce di fo gu la me ni po ru sa te vi xo zu kra ple stri".split()
    words = ["".join(chance.choices(syllables, k=chance.randrange(2, 5))) for _ in range(30_000)]
    return [words[int(30_000 * chance.random() ** 4)] for _ in range(60_000)]


def cpu_seconds() -> float:
    """Of this process, and of the server's that works for it; where /proc is missing, of this one alone."""
    if connection.vendor == "postgresql" and Path("/proc/self/stat").exists():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return time.process_time()


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Of processors, and of the clock on the wall (which other programs move too)."""
    started, at_work = time.perf_counter(), cpu_seconds()
    work()
    return 1000 * (cpu_seconds() - at_work), 1000 * (time.perf_counter() - started)


def measure(count: int) -> None:
    print(f"\n{connection.vendor}: {count} publications")
    call_command("migrate", verbosity=0)
    chance = random.Random(1)
    words = vocabulary(chance)

    ratios = []
    for turn in range(2 * TIMES):
        text = "".join(bibtex(10_000_000 + 1000 * turn + one, chance, words) for one in range(1000)).encode()
        if turn % 2:
            index.lie_down()
        else:
            index.rebuild()
        started = cpu_seconds()
        batch.apply(batch.stage([("some.bib", text)]))
        ratios.append(1000 * (cpu_seconds() - started))
    # The least of several is the one that other programs disturbed least.
    with_index, without = min(ratios[::2]), min(ratios[1::2])
    print(f"1000 imported, CPU time: {without:.0f} ms without the index, {with_index:.0f} with it")
    print(f"    the index adds {100 * (with_index / without - 1):.0f} %")

    index.lie_down()
    for start in range(0, count, 5000):
        rows = [Publication(**publication(number, chance, words)) for number in range(start, start + 5000)]
        for row in rows:
            row.slug = row.citation_key
            row.derive()
        Publication.objects.bulk_create(rows)
    print(f"rebuild: {milliseconds(index.rebuild)[0] / 1000:.1f} s of CPU time")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    ask("/search/")
    ask("/publications/")


def ask(address: str) -> None:
    client = Client()
    print(f"{address:34}{'CPU time':>10}{'clock':>10}   medians of {TIMES}")
    for name, question in QUESTIONS.items():
        times = [milliseconds(lambda: client.get(f"{address}?q={question}")) for _ in range(TIMES)]  # noqa: B023
        cpu, clock = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"  {name:32}{cpu:7.0f} ms{clock:7.0f} ms", flush=True)
