"""Which addresses show which rows: the shell tells the quality checks, which look after links."""

from functools import partial

from news.models import Category, Post
from nidairp.pages.models import Page
from nidairp.quality.addresses import Shown, register
from publications.models import Publication


def register_all() -> None:
    posts = {"category": "category__slug", "slug": "slug"}
    in_category = partial(Post.objects.select_related, "category")
    register("news:post", Shown("post", in_category, lambda: in_category().published(), posts))
    for view in ("news:category", "news:category_feed"):
        register(view, Shown("category", Category.objects.all, Category.objects.all, {"slug": "slug"}))
    register("pages:page_detail", Shown("page", Page.objects.all, Page.objects.published, {"path": "path"}))
    shown = Shown("publication", Publication.objects.all, Publication.objects.published, {"slug": "slug"})
    for view in ("publications:detail", "publications:file", "publications:citation"):
        register(view, shown)
