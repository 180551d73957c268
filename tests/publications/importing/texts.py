"""BibTeX for the tests of the import: short entries, of which each takes only what matters."""

from publications.importing import batch as importing
from publications.models import ImportBatch, ImportRow

TITLE = "Heroin addiction engages negative emotional learning"


def entry(key: str = "Carmack:2019aa", kind: str = "article", **fields: str) -> str:
    """One entry with a title, two authors and a year of its own, unless said otherwise."""
    said = {
        "title": TITLE,
        "author": "Stephanie A Carmack and George F Koob",
        "year": "2019",
        "journal": "J Clin Invest",
    } | fields
    lines = [f"{name} = {{{text}}}" for name, text in said.items() if text]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def stage(*entries: str, **options: bool) -> ImportBatch:
    return importing.stage([("a.bib", "".join(entries).encode())], **options)


def imported(*entries: str) -> ImportBatch:
    """A batch that is applied already."""
    batch = stage(*entries)
    importing.apply(batch)
    return batch


def only_row(batch: ImportBatch) -> ImportRow:
    return batch.rows.get()
