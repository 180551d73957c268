"""What the database cannot hold, found out before it refuses a whole import."""

from publications.models import Contribution, Publication, too_many_keywords
from publications.values import Values

_COLUMNS: dict[str, int] = {
    one.name: one.max_length
    for one in Publication._meta.concrete_fields
    if one.name in ("citation_key", "source_type") and one.max_length
}
#: Columns with an index: PostgreSQL cannot index more than about 2,700 bytes.
_LIMITS = {**_COLUMNS, **dict.fromkeys(("doi", "pmid", "pmcid", "arxiv"), 255)}
_FAMILY = Contribution._meta.get_field("family").max_length or 0
_PREFIX = Contribution._meta.get_field("prefix").max_length or 0
_PEOPLE = 30_000


def too_long(values: Values) -> str:
    """Why an entry cannot be stored, as a sentence that says what to do; empty where it can."""
    for name, limit in _LIMITS.items():
        if len(values["columns"][name] or "") > limit:
            return f"The {name.replace('_', ' ')} is longer than {limit} characters: shorten it."
    for person in values["people"]:
        whole = person["family"] + person["given"]
        if len(whole) > _FAMILY or len(person["prefix"]) > _PREFIX or len(person["suffix"]) > _PREFIX:
            return f"The name “{whole[:40]}…” is too long: check the “and” between the names."
    if len(values["people"]) > _PEOPLE:
        return f"There are more than {_PEOPLE:,} names: shorten the list."
    return too_many_keywords(values["columns"]["keywords"] or "")
