"""What visitors get at many addresses: the same as ``answering`` says of one, in few queries for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from . import kinds
from .answering import answer
from .live import live, matching
from .models import Redirect
from .paths import asked, normalised
from .variants import variants


@dataclass(frozen=True, slots=True)
class Ending:
    """``place``: where a redirect leads; empty where the address itself answers. A row's own is ``sure``."""

    answers: bool
    place: str = ""
    sure: bool = False


NOTHING = Ending(False)


def outcomes(addresses: Iterable[str]) -> dict[str, Ending]:
    """For decoded addresses of this site, with or without a question."""
    listed = list(addresses)
    keys = {address: _keys(address) for address in listed}
    rows = {
        row.old_path: row for row in Redirect.objects.at(*{key for some in keys.values() for key in some})
    }
    here = live([address for address in listed if "?" not in address])
    public = _public(rows.values())
    found = {}
    for address in listed:
        row = next((rows[key] for key in keys[address] if key in rows), None)
        if address in here and not (row and "?" in row.old_path):
            found[address] = Ending(True)
        else:
            found[address] = _ending(address, row, public)
    return _checked(found)


def _keys(address: str) -> list[str]:
    path, _, question = address.partition("?")
    if question:
        return asked(question, path)
    return [normalised(one) for one in (path, *variants(path))]


def _public(rows: Iterable[Redirect]) -> dict[tuple[int, int], Model]:
    """What redirects lead to and the public may see, one query for each kind."""
    asked_for: dict[int, set[int]] = {}
    for row in rows:
        if row.content_type_id and row.object_id:
            asked_for.setdefault(row.content_type_id, set()).add(row.object_id)
    found = {}
    for number, pks in asked_for.items():
        model = ContentType.objects.get_for_id(number).model_class()
        kind = kinds.of_model(model) if model else None
        for target in kind.rows().filter(pk__in=pks) if kind else ():
            found[number, target.pk] = target
    return found


def _ending(address: str, row: Redirect | None, public: dict[tuple[int, int], Model]) -> Ending:
    if row is None:
        return _singly(address)
    if row.object_id is not None:
        target = public.get((row.content_type_id, row.object_id))
        return Ending(True, target.get_absolute_url(), sure=True) if target else NOTHING
    return Ending(True, row.address) if row.address else NOTHING


def _singly(address: str) -> Ending:
    """Few get further: what follows another address, such as a category's feed."""
    path, _, question = address.partition("?")
    match = matching(path)
    kind = kinds.of_view(match.view_name) if match else None
    if match is None or kind is None or match.view_name == kind.view:
        return NOTHING
    found = answer(path, question)
    return Ending(True, found.address) if found and found.address else NOTHING


def _checked(found: dict[str, Ending]) -> dict[str, Ending]:
    """A redirect to a fixed place is one only if something answers there."""
    fixed = {ending.place for ending in found.values() if ending.place.startswith("/") and not ending.sure}
    here = live({_path(place) for place in fixed})
    dead = {place for place in fixed if not _stands(place, here)}
    return {address: NOTHING if ending.place in dead else ending for address, ending in found.items()}


def _stands(place: str, here: dict[str, Model | object]) -> bool:
    path = _path(place)
    return path in here or path == "/"


def _path(place: str) -> str:
    return unquote(urlsplit(place).path)
