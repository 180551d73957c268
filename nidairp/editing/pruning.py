"""Which versions are kept.

For ever: what was found, published, scheduled or taken off the site. Of all others, those of the last
``DAYS`` days and beside them the newest ``NEWEST`` of each object; and whatever is the present draft, waits
for its moment or is shared by a link.
"""

import datetime

from django.db.models import Model
from django.utils import timezone

from .models import Revision

DAYS = 30
NEWEST = 20
Kind = Revision.Kind
FOR_EVER = (Kind.FOUND, Kind.PUBLISHED, Kind.SCHEDULED, Kind.WITHDRAWN)
#: So many go at once at most: saving must not wait for an old backlog.
AT_ONCE = 100


def prune(row: Model) -> int:
    """Removes what the rule does not keep of this object's versions; says how many."""
    others = Revision.objects.of(row).exclude(kind__in=FOR_EVER)
    newest = others.newest_first().values_list("pk", flat=True)[:NEWEST]
    since = timezone.now() - datetime.timedelta(days=DAYS)
    old = others.filter(moment__lt=since, due=None).exclude(pk__in=[*newest, row.draft_id])
    gone = list(old.values_list("pk", flat=True)[:AT_ONCE])
    if gone:
        Revision.objects.filter(pk__in=gone).delete()
    return len(gone)
