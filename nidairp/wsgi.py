"""What the production server calls: the page cache, and Django behind it."""

import gc
import os
from typing import Any

from django.conf import settings

from nidairp import handler, memory

memory.share()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nidairp.settings")

django = handler.application()
# Its parts know the models, which are not there before Django is.
from nidairp.pagecache.passing import Passing  # noqa: E402

application: Any = Passing(django)
if settings.PAGE_CACHE_MB:
    from nidairp.pagecache.layer import PageCache

    parts: dict[str, Any] = {"primary": application.read}
    if settings.METRICS_TOKEN:
        from nidairp.watching.metrics import page_cache

        parts["count"] = lambda result: page_cache.labels(result).inc()
    if settings.PAGE_CACHE_SHARED:
        from nidairp.pagecache.release import release
        from nidairp.pagecache.shared import Shared

        parts["shared"] = Shared(settings.PAGE_CACHE_SHARED, settings.SECRET_KEY, release())
    application = PageCache(application, settings.PAGE_CACHE_MB, **parts)

# What is there now stays as long as the process. Left out of the collector's rounds, these half a million
# objects no longer make each round long and put off the next one, while what requests have left piles up.
memory.give_back()
gc.freeze()
# Django leaves a cycle behind each page, with the request in it. With so little to look through, they are
# let go every few pages.
gc.set_threshold(1_000, 20, 50)
