"""A chunk of entries compared with the publications that are there and with the batch so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publications.importing import stored
from publications.importing.candidates import Beside, Shelf, in_database, sought, work_of
from publications.importing.match import Match, find
from publications.importing.plan import Difference, Proposal, differences, flat, propose, says_nothing_new
from publications.importing.works import Work
from publications.models.import_batch import ImportBatch, ImportRow
from publications.values import Values

Changes = dict[int, dict[str, Difference]]


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry's values at its place in the batch."""

    position: int
    place: str
    values: Values


class Comparison:
    """The proposals of one batch, entry after entry; remembers what the batch said before."""

    def __init__(self, batch: ImportBatch, shelf: Shelf | Beside | None = None) -> None:
        self._batch = batch
        self._shelf = shelf or Shelf()
        self._claimed: dict[int, int] = {}

    def propose(self, entries: Sequence[Placed]) -> list[Proposal]:
        """One proposal for each entry."""
        works = {entry.position: sought(entry.position, entry.values) for entry in entries}
        against_database = self._in_database(entries, works)
        near = self._shelve(entries, works)
        twins = self._twins(entries, near)
        return [
            self._settle(entry, works, against_database[entry.position], near[entry.position], twins)
            for entry in entries
        ]

    def _in_database(self, entries: Sequence[Placed], works: Mapping[int, Work]) -> dict[int, Proposal]:
        found = in_database(list(works.values()))
        values = stored.load({pk for pks in found.values() for pk in pks})
        known = {pk: work_of(pk, one) for pk, one in values.items()}
        matches = {
            position: find(work, [known[pk] for pk in sorted(found.get(position, ())) if pk in known])
            for position, work in works.items()
        }
        changes = _changes(entries, matches, values)
        return {position: propose(match, changes[position]) for position, match in matches.items()}

    def _shelve(self, entries: Sequence[Placed], works: Mapping[int, Work]) -> dict[int, set[int]]:
        near: dict[int, set[int]] = {}
        for entry in entries:
            near[entry.position] = self._shelf.near(works[entry.position])
            self._shelf.add(entry.position, works[entry.position])
        return near

    def _twins(self, entries: Sequence[Placed], near: Mapping[int, set[int]]) -> dict[int, Placed]:
        """The earlier entries that may be meant: those of this chunk, the others from their rows."""
        here = {entry.position: entry for entry in entries}
        wanted = {position for positions in near.values() for position in positions} - here.keys()
        rows = ImportRow.objects.filter(batch=self._batch, position__in=wanted)
        earlier = list(rows.values_list("position", "file", "line", "values", "publication_id"))
        unchanged = stored.load({pk for *_, values, pk in earlier if pk and not values})
        for position, file, line, values, pk in earlier:
            said = stored.expanded(values) if values else unchanged.get(pk)
            if said:
                here[position] = Placed(position, f"{file}:{line}", said)
        return here

    def _settle(
        self,
        entry: Placed,
        works: Mapping[int, Work],
        proposal: Proposal,
        near: Iterable[int],
        twins: Mapping[int, Placed],
    ) -> Proposal:
        """The proposal, unless an earlier entry of the batch is about the same work."""
        others = [work_of(position, twins[position].values) for position in sorted(near) if position in twins]
        match = find(works[entry.position], others)
        same = match.same or (match.rivals[0] if match.rivals else None)
        claimed = self._claimed_by(proposal.publication)
        if proposal.outcome == "unchanged":
            return proposal
        if same:
            return _again(entry, twins[same.work.ref])
        if proposal.outcome == "update" and proposal.publication:
            if claimed is not None:
                return Proposal("conflict", "an earlier entry is about the same publication", twin=claimed)
            self._claimed[proposal.publication] = entry.position
        return _rival(entry, proposal, match, twins) if proposal.outcome == "new" else proposal

    def _claimed_by(self, publication: int | None) -> int | None:
        """The entry that changes this publication already."""
        return self._claimed.get(publication or 0)


def _changes(
    entries: Sequence[Placed], matches: Mapping[int, Match], values: Mapping[int, Values]
) -> dict[int, Changes]:
    """For each entry, what it would change in each publication that it may be."""
    found: dict[int, Changes] = {}
    differing: list[tuple[Placed, int]] = []
    for entry in entries:
        meant = _meant(matches[entry.position])
        found[entry.position] = {pk: {} for pk in meant}
        differing += [(entry, pk) for pk in meant if not says_nothing_new(values[pk], entry.values)]
    written = stored.last_written({pk for _, pk in differing}) if differing else {}
    for entry, pk in differing:
        changes = differences(flat(values[pk]), flat(entry.values), written.get(pk, {}))
        found[entry.position][pk] = changes
    return found


def _meant(match: Match) -> list[int]:
    taken = [match.key_taken] if match.key_taken else []
    same = [match.same] if match.same else []
    return [one.work.ref for one in (*same, *match.rivals, *match.possible, *taken)]


def _again(entry: Placed, twin: Placed) -> Proposal:
    mine, theirs = flat(entry.values), flat(twin.values)
    changed = differences(theirs, mine, theirs)
    if not changed:
        return Proposal("unchanged", f"says the same as {twin.place}", twin=twin.position)
    return Proposal("conflict", f"the same work as {twin.place}", twin=twin.position, differences=changed)


def _rival(entry: Placed, proposal: Proposal, match: Match, twins: Mapping[int, Placed]) -> Proposal:
    """New to the database, but an earlier entry has its key, or may be the same work."""
    if match.key_taken:
        twin, why = twins[match.key_taken.work.ref], match.key_taken.relation.reason
        return Proposal("conflict", f"{twin.place} has the same citation key for another work ({why})")
    if match.possible:
        twin = twins[match.possible[0].work.ref]
        theirs, why = flat(twin.values), match.possible[0].relation.reason
        changed = differences(theirs, flat(entry.values), theirs)
        reason = f"may be the same as {twin.place} ({why})"
        return Proposal("possible", reason, twin=twin.position, differences=changed)
    return proposal
