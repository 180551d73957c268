"""Where the pictures of shared links are: for the site, and for each article without a figure."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from news.models import Post

DAY = 24 * 3600


@require_safe
@cache_control(max_age=DAY, public=True)
def of_site(request: HttpRequest) -> HttpResponse:
    return _answer("The science of addiction", settings.SITE_TAGLINE)


@require_safe
@cache_control(max_age=DAY, public=True)
def of_post(request: HttpRequest, category: str, slug: str) -> HttpResponse:
    rows = Post.objects.published().select_related("category").only("title", "category__name")
    post = get_object_or_404(rows, category__slug=category, slug=slug)
    return _answer(post.category.name, str(post))


def _answer(kind: str, title: str) -> HttpResponse:
    from . import share_card

    with default_storage.open(share_card.stored(kind, title)) as file:
        return HttpResponse(file.read(), content_type="image/png")
