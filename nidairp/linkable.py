"""Where links into this site lead: the shell tells the quality checks what stands at an address, or stood."""

from collections.abc import Collection, Iterable

from django.db.models import Model
from django.urls import reverse

from nidairp.quality import addresses
from nidairp.quality.checks.subject import Answer, Target
from nidairp.redirects import kinds
from nidairp.redirects.live import live, matching
from nidairp.redirects.models import Redirect
from nidairp.redirects.paths import normalised


def register_all() -> None:
    addresses.plug_in(targets)


def targets(paths: Collection[str]) -> dict[str, Target]:
    """What answers at each path; in a number of queries that does not grow with the number of paths."""
    editors = reverse("admin:index")
    there = live(paths)
    answers = {path: Answer.EDITORS_ONLY if path.startswith(editors) else Answer.SHOWN for path in there}
    missing = {path for path in paths if path not in there}
    found = {path: Target(answer) for path, answer in answers.items()}
    return found | dict.fromkeys(missing, Target(Answer.NOTHING)) | hidden(missing) | moved(missing)


def hidden(paths: Iterable[str]) -> dict[str, Target]:
    """What stands at these paths for editors only."""
    matches = {path: match for path in paths if (match := matching(path)) and kinds.of_view(match.view_name)}
    rows = zip(matches, kinds.rows_at(matches.values(), public=False), strict=True)
    return {path: Target(Answer.NOT_PUBLISHED, called(row)) for path, row in rows if row is not None}


def called(row: Model) -> str:
    return f"the {row._meta.verbose_name} “{row}”, which is not published"


def moved(paths: Iterable[str]) -> dict[str, Target]:
    """Where redirects lead on from these paths."""
    rows = Redirect.objects.at(*paths).with_targets() if paths else ()
    to = {row.old_path: row.leads_to for row in rows}
    return {path: Target(Answer.MOVED, to[normalised(path)]) for path in paths if to.get(normalised(path))}
