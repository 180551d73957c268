"""Which tables move the generation: all but those named here, each with the reason.

So a table that somebody adds and forgets here is watched: it may cost a page made anew, never a stale one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

TABLE = "generation_generation"
#: Never read for what the public sees.
UNSEEN = {
    "admin.logentry": "the log of the admin",
    "auth.permission": "what people may do",
    "auth.group": "what people may do",
    "auth.group_permissions": "what people may do",
    "auth.user": "whoever is logged in",
    "auth.user_groups": "what people may do",
    "auth.user_user_permissions": "what people may do",
    "axes.accessattempt": "who tried to log in",
    "axes.accessattemptexpiration": "who tried to log in",
    "axes.accessfailurelog": "who tried to log in",
    "axes.accesslog": "who logged in",
    "contenttypes.contenttype": "names of tables",
    "sessions.session": "who is logged in",
    "editing.share": "links to previews, which are never kept",
    "editing.unsaved": "what is in forms",
    "generation.generation": "the number itself",
    "library.formerdocument": "for editors: what was replaced",
    "library.formerimage": "for editors: what was replaced",
    "links.finding": "for editors: broken links",
    "navigation.historicalmenuitem": "history",
    "news.historicalcategory": "history",
    "openforms.openform": "who has a form open",
    "otp_static.staticdevice": "who logs in with what",
    "otp_static.statictoken": "who logs in with what",
    "otp_totp.totpdevice": "who logs in with what",
    "publications.authormerge": "what was merged; the authors themselves say where they lead",
    "publications.authorpair": "for editors: what might be merged",
    "publications.historicalpublication": "history",
    "publications.importbatch": "for editors: imports",
    "publications.importrow": "for editors: imports",
    "publications.importsource": "for editors: imports",
    "publications.listmark": "made from publications, and read only as what is made from them",
    "publications.listsegment": "made from publications, and read only as what is made from them",
    "quality.assessment": "for editors: what could be better",
    "redirects.historicalredirect": "history",
    "roles.grant": "what people may do",
}
_BEHIND = frozenset("draft_id submitted_at submitted_by_id created_by_id".split())
#: Columns of the others that may change without anything to be seen of it.
UNSEEN_COLUMNS = {
    "news.post": _BEHIND,
    "pages.page": _BEHIND,
    "redirects.redirect": frozenset({"hits", "last_used"}),
}
#: Only rows that come to be so are seen: versions are kept of every draft, but some are due at a moment.
ONLY_WHERE = {"editing.revision": "NEW.due IS NOT NULL"}
#: Written to by other triggers, which often find nothing to write: only rows count, not statements.
BY_ROW = frozenset({"search.entry"})


@dataclass(frozen=True, slots=True)
class Watched:
    """A table and whose it is; the columns whose update counts (empty: any), and the rows (empty: all)."""

    table: str
    app: str
    columns: tuple[str, ...] = ()
    where: str = ""
    by_row: bool = False


def watched() -> Iterator[Watched]:
    for model in tables():
        if model._meta.label_lower not in UNSEEN:
            label = model._meta.label_lower
            where = ONLY_WHERE.get(label, "")
            yield Watched(
                model._meta.db_table, model._meta.app_label, _columns(model), where, label in BY_ROW
            )


def tables() -> Iterator[type[Model]]:
    """One model for each table that Django knows."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def _columns(model: type[Model]) -> tuple[str, ...]:
    there = [field.column for field in model._meta.local_concrete_fields]
    unseen = UNSEEN_COLUMNS.get(model._meta.label_lower)
    return tuple(column for column in there if column not in unseen) if unseen else ()
