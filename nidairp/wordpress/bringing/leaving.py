"""What came with an earlier export and is in this one no longer: it stays, and somebody is told."""

from news.models import Post
from nidairp.pages.models import Page
from nidairp.wordpress.report import Outcome

from .origins import there
from .voyage import Voyage

NAMED = 10
STAYS = "{} are not in this export, and stay as they are here. Unpublish what was deleted there: {}."


def tell(voyage: Voyage) -> None:
    """In one line of each kind: an export of a part of the site lacks very many."""
    for kind, model in (("post", Post), ("page", Page)):
        gone = [row.object_id for row in voyage.origins.others(kind, voyage.survey.items)]
        standing = there(model, gone)
        if not standing:
            continue
        titles = model._base_manager.filter(pk__in=sorted(standing)[:NAMED]).values_list("title", flat=True)
        names = ", ".join(f"“{title}”" for title in titles) + (" …" if len(standing) > NAMED else "")
        voyage.report.add(Outcome.DOUBTFUL, kind, "no longer there", STAYS.format(len(standing), names))
