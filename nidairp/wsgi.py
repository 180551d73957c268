"""What the production server calls: the page cache, and Django behind it."""

import os

from django.conf import settings

from nidairp import handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nidairp.settings")

application = handler.application()
if settings.PAGE_CACHE_MB:
    # Its parts know the models, which are not there before Django is.
    from nidairp.pagecache.layer import PageCache

    if settings.METRICS_TOKEN:
        from nidairp.watching.metrics import page_cache

        application = PageCache(
            application, settings.PAGE_CACHE_MB, lambda result: page_cache.labels(result).inc()
        )
    else:
        application = PageCache(application, settings.PAGE_CACHE_MB)
