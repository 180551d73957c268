"""Where an address that nothing answers leads now. Whoever asks has made sure that nothing does.

Row after row is followed here, not by the visitor: however long the chain, the answer is one hop, and a chain
that comes back to itself is no answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from django.db.models import Model
from django.urls import ResolverMatch

from nidairp.addresses import is_safe

from . import kinds
from .live import live, matching
from .models import Redirect
from .paths import asked, normalised
from .variants import variants

MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """Of which row, and where to; without an address: gone for good."""

    redirect: Redirect
    address: str = ""


def answer(path: str, query: str = "") -> Answer | None:
    """For a decoded path; None where no row says anything or what it leads to is not public."""
    if found := _answer_to_question(path, query):
        return found
    if path == "/":
        return None
    match = matching(path)
    first = _row(path, match)
    if first is None or (normalised(path) == first.old_path != path and live([first.old_path])):
        return None
    last = _last(first)
    if last is None:
        return None
    follows = first.old_path != normalised(path) and match and kinds.of_view(match.view_name)
    place = _place(last, match if follows else None)
    if place is None or place == path:
        return None
    return Answer(first, _with_query(place, query) if place.startswith("/") else place)


def _answer_to_question(path: str, query: str) -> Answer | None:
    """Where the question is part of the address (``/?p=12``), as in systems that number what they hold."""
    keys = asked(query, path) if query else []
    found = {row.old_path: row for row in Redirect.objects.at(*keys)} if keys else {}
    first = next((found[key] for key in keys if key in found), None)
    last = _last(first) if first else None
    place = _place(last, None) if last else None
    if first is None or place is None:
        return None
    left = [] if first.old_path == keys[0] else _left(query, path, first.old_path)
    return Answer(first, _with_query(place, urlencode(left)) if place.startswith("/") else place)


def _left(query: str, path: str, old: str) -> list[tuple[str, str]]:
    """What of a question is not the part that was answered."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return [(name, value) for name, value in pairs if normalised(f"{path}?{name}={value}") != old]


def answered(paths: Iterable[str]) -> set[str]:
    """Which of many paths lead a visitor to something: what stands there, or a redirect that is not gone."""
    paths = set(paths)
    there = live(paths).keys() & paths
    missing = paths - there
    led = {row.old_path for row in Redirect.objects.at(*missing) if not row.is_gone} if missing else set()
    return there | {path for path in missing if normalised(path) in led}


def _row(path: str, match: ResolverMatch | None) -> Redirect | None:
    """The path's own row, else that of the row which it follows: the list of a category for its feed.

    Or that of which it is a variant: a smaller size of a picture that has moved, a page of a list.
    """
    kind = kinds.of_view(match.view_name) if match else None
    main = kind.main_address(match) if kind and match else path
    near = [normalised(one) for one in (path, main, *variants(path))]
    found = {row.old_path: row for row in Redirect.objects.at(*near)}
    return next((found[one] for one in near if one in found), None)


def _last(row: Redirect) -> Redirect | None:
    """The end of the chain that begins with this row; None for a circle."""
    seen = {row.pk}
    for step in _steps(row):
        if step.pk in seen or len(seen) > MOST_STEPS:
            return None
        seen.add(step.pk)
        row = step
    return row


def _steps(row: Redirect) -> Iterator[Redirect]:
    while row.address.startswith("/"):
        path = unquote(urlsplit(row.address).path)
        after = Redirect.objects.at(path).first()
        if after is None or live([path]):
            return
        yield (row := after)


def _place(row: Redirect, match: ResolverMatch | None) -> str | None:
    """Where a row leads; empty for what is gone; None for what is not public."""
    if row.object_id is None:
        return row.address if not row.address or is_safe(row.address) else None
    target = public_target(row)
    if target is None:
        return None if _exists(row) else ""
    kind = kinds.of_model(type(target))
    if kind and match and kinds.of_view(match.view_name) is kind:
        return kind.following(target, match)
    return target.get_absolute_url()


def public_target(row: Redirect) -> Model | None:
    model = row.content_type.model_class() if row.content_type else None
    kind = kinds.of_model(model) if model else None
    if kind is None:
        return None
    there = kind.rows().filter(pk=row.object_id).first()
    return there or kind.rows().filter(pk=kind.standing_in(row.object_id)).first()


def _exists(row: Redirect) -> bool:
    model = row.content_type.model_class()
    return model is not None and model._base_manager.filter(pk=row.object_id).exists()


def _with_query(address: str, query: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, query)))))
