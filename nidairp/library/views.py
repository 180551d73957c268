"""What the library gives to readers: the sizes of its images, and its files as downloads."""

from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from .models import Document
from .serving import FOR_GOOD, PICTURES, answer


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture. What else lies in the storage has addresses of its own, or none."""
    media_type = PICTURES.get(PurePosixPath(path).suffix.lower())
    if media_type is None:
        raise Http404
    return answer(request, path, media_type, FOR_GOOD)


@require_safe
def file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    return get_object_or_404(Document, token=token, name=name).answer(request)
