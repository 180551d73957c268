"""What an entry would do to the publication that it is: field by field, with respect for what staff edited.

Pure: values in, differences and a proposal out. A field that the file lacks is not emptied. A field
that differs from what imports wrote last was edited by hand: where the file says nothing new about it, it
stays without a word; where it does, the difference is marked as edited, and only a person may take it.
When the work appeared is taken or left as a whole (``dating``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from publications.importing.dating import WHEN, refuted
from publications.importing.match import Found, Match
from publications.importing.meaning import is_said_already
from publications.keywords import split_keywords
from publications.values import Person, Values

#: A field's value, as JSON: text, a number, or a list of names.
Flat = dict[str, Any]

PEOPLE = {"author": "has_more_authors", "editor": "has_more_editors"}
_NAME = ("prefix", "family", "suffix", "given")


class Difference(TypedDict):
    before: Any
    after: Any
    edited: bool


class Candidate(TypedDict):
    """A publication, or an earlier row of the batch, that an entry may be the same as."""

    publication: int | None
    row: int | None
    reason: str


@dataclass(slots=True)
class Proposal:
    """What is to become of one entry, before anybody decided anything."""

    outcome: str
    reason: str = ""
    publication: int | None = None
    twin: int | None = None
    candidates: list[Candidate] = field(default_factory=list)
    differences: dict[str, Difference] = field(default_factory=dict)


def flat(values: Values) -> Flat:
    """All that is said, under one name each; what is empty is left out, and so is the citation key."""
    columns = values["columns"]
    said = {name: value for name, value in columns.items() if value and name not in _APART}
    said["entry_type"] = f"{columns['entry_type']} {columns.get('source_type') or ''}".rstrip()
    for name, text in (columns.get("extra") or {}).items():
        said[f"extra.{name}"] = text
    for role, more in PEOPLE.items():
        if names := [_name(person) for person in values["people"] if person["role"] == role]:
            said[role] = [*names, ["others"]] if columns.get(more) else names
    return said


def merged(values: Values, changes: Mapping[str, Any]) -> Values:
    """The values with some fields changed; the other way round than `flat`."""
    columns, people = dict(values["columns"]), list(values["people"])
    columns["extra"] = dict(columns.get("extra") or {})
    for name, value in changes.items():
        if name in PEOPLE:
            columns[PEOPLE[name]] = bool(value) and value[-1] == ["others"]
            people = [person for person in people if person["role"] != name]
            people += [_person(name, one) for one in value or [] if one != ["others"]]
        elif name == "entry_type":
            columns["entry_type"], _, columns["source_type"] = value.partition(" ")
        elif name.startswith("extra."):
            _put(columns["extra"], name.removeprefix("extra."), value)
        else:
            columns[name] = "" if value is None and name != "year" else value
    return {"columns": columns, "people": sorted(people, key=lambda person: person["role"])}


def differences(current: Flat, proposed: Flat, written: Flat) -> dict[str, Difference]:
    """What the entry would change; `written` is what imports wrote last."""
    found: dict[str, Difference] = {}
    for name, after in proposed.items():
        before = current.get(name)
        if _same(name, before, after) or (before is not None and _same(name, written.get(name), after)):
            continue
        if is_said_already(name, current, after):
            continue
        found[name] = _difference(before, after, written.get(name))
    if "year" in found:
        _date_as_one(found, current, proposed, written)
    return found


def _difference(before: Any, after: Any, written: Any) -> Difference:
    return {"before": before, "after": after, "edited": before is not None and before != written}


def _date_as_one(found: dict[str, Difference], current: Flat, proposed: Flat, written: Flat) -> None:
    """What the new year refutes goes with the old one; what somebody edited of it keeps all of it."""
    for name in refuted(current, proposed):
        found[name] = _difference(current[name], None, written.get(name))
    together = [found[name] for name in WHEN if name in found]
    edited = any(one["edited"] for one in together)
    for one in together:
        one["edited"] = edited


def says_nothing_new(current: Values, proposed: Values) -> bool:
    """Whether the entry plainly repeats what is there: the quick way to no differences at all."""
    here, said = current["columns"], proposed["columns"]
    if current["people"] != proposed["people"] or not proposed["people"]:
        return False
    flags = PEOPLE.values()
    told = (
        (name, value) for name, value in said.items() if (value or name in flags) and name != "citation_key"
    )
    return all(here[name] == value for name, value in told)


def propose(match: Match, changes: Mapping[int, dict[str, Difference]]) -> Proposal:
    """The proposal for an entry that was looked for among the publications; `changes` by publication."""
    if match.same:
        changed = changes[match.same.work.ref]
        outcome = "update" if changed else "unchanged"
        return Proposal(outcome, match.same.relation.reason, match.same.work.ref, differences=changed)
    if match.rivals:
        return _rivals("conflict", "more than one publication could be meant", match.rivals, changes)
    if match.key_taken:
        taken, why = match.key_taken.work.ref, match.key_taken.relation.reason
        others = [one for one in _candidates(match.possible) if one["publication"] != taken]
        candidates = [candidate(taken, f"same citation key, {why}"), *others]
        reason = f"the citation key belongs to another work ({why})"
        return Proposal("conflict", reason, taken, candidates=candidates, differences=changes[taken])
    if match.possible:
        return _rivals("possible", match.possible[0].relation.reason, match.possible, changes)
    return Proposal("new")


def _same(name: str, one: Any, other: Any) -> bool:
    """Equal; in a DOI capitals mean nothing, and what stands between keywords does not."""
    if name == "keywords" and one and other:
        return split_keywords(one) == split_keywords(other)
    return bool(one == other or (name == "doi" and one and other and one.lower() == other.lower()))


def candidate(publication: int, reason: str) -> Candidate:
    return {"publication": publication, "row": None, "reason": reason}


def _rivals(
    outcome: str, reason: str, rivals: tuple[Found, ...], changes: Mapping[int, dict[str, Difference]]
) -> Proposal:
    first = rivals[0].work.ref
    return Proposal(outcome, reason, first, candidates=_candidates(rivals), differences=changes[first])


def _candidates(found: tuple[Found, ...]) -> list[Candidate]:
    return [candidate(one.work.ref, one.relation.reason) for one in found]


def _name(person: Person) -> list[str]:
    return [person["prefix"], person["family"], person["suffix"], person["given"]]


def _person(role: str, name: list[str]) -> Person:
    prefix, family, suffix, given = name
    return {"role": role, "family": family, "given": given, "prefix": prefix, "suffix": suffix}


def _put(extra: dict[str, str], name: str, text: str | None) -> None:
    if text is None:
        extra.pop(name, None)
    else:
        extra[name] = text


_APART = frozenset({"citation_key", "entry_type", "source_type", "extra", *PEOPLE.values()})
