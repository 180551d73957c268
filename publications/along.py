"""What goes along when a publication is deleted, kept beside the last entry of its history to come back.

The history itself knows the publication's own columns, and its people as one line.
"""

from collections.abc import Iterable
from typing import Any

from nidairp.patience import patience

from .models import AttachedFile, Author, Contribution, Publication
from .models.locks import hold_names, make_names

Kept = dict[str, list[dict[str, Any]]]
#: Of a name, what its publication prints, and where.
PRINTED = ("role", "position", "family", "given", "prefix", "suffix")


def take(publications: Iterable[int]) -> dict[int, Kept]:
    """Of each, by its key, right before it is deleted; until then nobody changes it."""
    publications = list(publications)
    with patience():
        if len(publications) > 1:
            make_names()
        hold_names()
    rows = _held(publications)
    return {row.pk: {"people": _people(row), "files": _files(row)} for row in rows}


def _held(publications: list[int]) -> list[Publication]:
    rows = Publication.objects.select_for_update().filter(pk__in=publications).order_by("pk")
    with patience():
        return list(rows.prefetch_related("contributions", "files__document"))


def keep(taken: dict[int, Kept]) -> None:
    """Beside the entry that says of each that it is deleted, by now the newest."""
    history = Publication.history.model.objects
    entries = history.filter(id__in=taken, history_type="-").order_by("history_id")
    newest = {entry.id: entry for entry in entries.only("pk", "id")}
    for pk, entry in newest.items():
        entry.along = taken[pk]
    history.bulk_update(newest.values(), ["along"], batch_size=500)


def put_back(kept: Kept, publication: Publication) -> list[str]:
    """Says what is not there any more. Nobody is joined with somebody else meanwhile."""
    hold_names()
    for person in kept["people"]:
        values = {**person, "author": _still(person["author"])}
        Contribution.objects.create(publication=publication, **values)
    return [words for file in kept["files"] if (words := _attach(file, publication))]


def _people(publication: Publication) -> list[dict[str, Any]]:
    return [
        {name: getattr(person, name) for name in PRINTED} | {"author": person.author_id}
        for person in publication.contributions.all()
    ]


def _files(publication: Publication) -> list[dict[str, Any]]:
    return [
        {"document": file.document_id, "label": file.label, "position": file.position, "name": str(file)}
        for file in publication.files.all()
    ]


def _still(author: int) -> Author | None:
    """Whoever it was may have been joined with another since; gone, the name itself says who it is."""
    found = Author.objects.select_related("merged_into").filter(pk=author).first()
    return found and found.standing


def _attach(file: dict[str, Any], publication: Publication) -> str:
    library: Any = AttachedFile._meta.get_field("document").related_model
    if not library.objects.filter(pk=file["document"]).exists():
        return f"The file “{file['name']}” is no longer in the library: upload and attach it again."
    places = {name: file[name] for name in ("label", "position")}
    AttachedFile.objects.create(publication=publication, document_id=file["document"], **places)
    return ""
