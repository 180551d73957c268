"""The rules of the CSL-JSON schema 1.0.2 that a bibliography can break, as one function.

Written for these tests: no package brings the schema itself.
"""

from collections.abc import Iterator
from typing import Any

TYPES = set(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic "
    "collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing "
    "interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference "
    "patent performance periodical personal_communication post post-weblog regulation report review "
    "review-book software song speech standard thesis treaty webpage".split()
)
NAMES = set(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director executive-producer guest host interviewer illustrator narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator "
    "translator".split()
)
DATES = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
NUMBERS_OR_TEXTS = set(
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator "
    "number number-of-pages number-of-volumes page page-first part printing section supplement version "
    "volume".split()
)
TEXTS = set(
    "citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection "
    "archive_location archive-place authority call-number citation-label collection-title container-title "
    "container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN "
    "jurisdiction keyword medium note original-publisher original-publisher-place original-title part-title "
    "PMCID PMID publisher publisher-place references reviewed-genre reviewed-title scale source status title "
    "title-short URL volume-title volume-title-short year-suffix".split()
)
NAME_PARTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}


def faults(items: object) -> Iterator[str]:
    """What the schema would refuse; nothing where all is well."""
    if not isinstance(items, list):
        yield "not a list"
        return
    for item in items:
        if item.get("type") not in TYPES or not isinstance(item.get("id"), str | int):
            yield f"type or id: {item.get('type')!r} {item.get('id')!r}"
        for name, value in item.items():
            if name not in {"type", "id"} and not _holds(name, value):
                yield f"{name}: {value!r}"


def _holds(name: str, value: Any) -> bool:
    if name == "custom":
        return isinstance(value, dict)
    if name in NAMES:
        return isinstance(value, list) and all(_is_name(one) for one in value)
    if name in DATES:
        return _is_date(value)
    if name in NUMBERS_OR_TEXTS:
        return isinstance(value, str | int)
    return name in TEXTS and isinstance(value, str)


def _is_name(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) <= NAME_PARTS
        and all(isinstance(part, str) for part in value.values())
    )


def _is_date(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) - {"date-parts", "season", "circa", "literal", "raw"}:
        return False
    dates = value.get("date-parts", [])
    return len(dates) <= 2 and all(
        1 <= len(parts) <= 3 and all(isinstance(part, str | int) for part in parts) for parts in dates
    )
