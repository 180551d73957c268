"""Where links into this site lead: the shell tells the quality checks what stands at an address, or stood."""

from collections.abc import Collection, Iterable

from django.db.models import Model
from django.urls import reverse

from nidairp.editing import anchors
from nidairp.quality import addresses
from nidairp.quality.addresses import Place
from nidairp.quality.checks.subject import Answer, Target
from nidairp.redirects import kinds
from nidairp.redirects.live import live, matching
from nidairp.redirects.models import Redirect
from nidairp.redirects.paths import normalised
from nidairp.rich_text import called, without


def register_all() -> None:
    addresses.plug_in(targets, anchors.lacks)


def targets(places: Collection[Place]) -> dict[Place, Target]:
    """What answers at each place; in a number of queries that does not grow with the number of places."""
    there = live({path for path, _ in places})
    missing = {path for path, _ in places if path not in there}
    absent = dict.fromkeys(missing, Target(Answer.NOTHING)) | hidden(missing) | moved(missing)
    return {
        (path, section): answering(there[path], path, section) if path in there else absent[path]
        for path, section in places
    }


def answering(row: Model | object, path: str, section: str) -> Target:
    if path.startswith(reverse("admin:index")):
        return Target(Answer.EDITORS_ONLY)
    return without(row, section) or Target(Answer.SHOWN)


def hidden(paths: Iterable[str]) -> dict[str, Target]:
    """What stands at these paths for editors only."""
    matches = {path: match for path in paths if (match := matching(path)) and kinds.of_view(match.view_name)}
    rows = zip(matches, kinds.rows_at(matches.values(), public=False), strict=True)
    words = "{}, which is not published"
    return {
        path: Target(Answer.NOT_PUBLISHED, words.format(called(row))) for path, row in rows if row is not None
    }


def moved(paths: Iterable[str]) -> dict[str, Target]:
    """Where redirects lead on from these paths."""
    rows = Redirect.objects.at(*paths).with_targets() if paths else ()
    to = {row.old_path: row.leads_to for row in rows}
    return {path: Target(Answer.MOVED, to[normalised(path)]) for path in paths if to.get(normalised(path))}
