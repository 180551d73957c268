"""The people of a CSL-JSON object: authors and editors as names, what else is known of them as fields."""

from typing import Any

from publications.bibtex.entry import Name
from publications.formats import people
from publications.formats.csl_values import as_json, listed, named_of, text_of
from publications.formats.draft import Draft

Object = dict[str, Any]

_PARTS = ("family", "given", "suffix", "non-dropping-particle", "dropping-particle", "literal", "name")
#: How a name is to be set, or who among several comes first; the order says so too.
_ASIDE = frozenset(
    (
        *(
            "sequence",
            "authenticated-orcid",
            "comma-suffix",
            "static-ordering",
            "parse-names",
            "isInstitution",
        ),
        *("affiliation", "ORCID", "role-start", "nameType", "nameIdentifiers"),
    )
)


def people_of(made: Draft, members: Object) -> None:
    """Takes authors and editors out of the members; other roles stay fields, as lists of names."""
    for role, people_here in (("author", made.authors), ("editor", made.editors)):
        for one in listed(members.pop(role, [])):
            name = _name(one)
            if name and people.is_others(name.family):
                made.others.add(role)
            elif name:
                people_here.append(name)
                _about(made, str(name), one)
            else:
                made.add(f"csl-{role}", as_json(one))
    for role, value in members.items():
        if names := _names_only(value):
            members[role] = " and ".join(str(name) for name in names)


def _names_only(value: object) -> list[Name]:
    """The names of a role such as the translators; empty where the value is anything else."""
    if not isinstance(value, list) or not all(
        isinstance(one, dict) and {"family", "literal"} & set(one) for one in value
    ):
        return []
    return [name for one in value if (name := _name(one))]


def _name(value: object) -> Name | None:
    if isinstance(value, str):
        return people.guessed(value)[0] if value.strip(" ,;") else None
    if not isinstance(value, dict):
        return None
    family, given, suffix, particle, dropping, literal, named = (
        text_of(value.get(part)).strip() for part in _PARTS
    )
    if family:
        return people.person(family, given, suffix, " ".join(part for part in (dropping, particle) if part))
    whole = literal or named or given
    return people.institution(whole) if whole else None


def _about(made: Draft, name: str, value: object) -> None:
    """What an agency says of a person beside the name."""
    if not isinstance(value, dict):
        return
    for place in listed(value.get("affiliation") or []):
        where = named_of(place)
        made.add("affiliation", f"{name}: {where}" if where else "")
    if orcid := text_of(value.get("ORCID")):
        made.add("auid", f"{name}: {orcid}")
    unknown = {key: one for key, one in value.items() if key not in _ASIDE and key not in _PARTS}
    if unknown:
        made.add("csl-author", f"{name}: {as_json(unknown)}")
