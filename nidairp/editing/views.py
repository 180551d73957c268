"""A preview for somebody without an account, by a signed link."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from . import permission, preview, revising
from .models import Share
from .schedule import said


@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """One answer for whatever is wrong with the link: it is not there."""
    share = Share.objects.select_related("revision", "made_by").opened_by(token)
    obj = share and share.object
    if share is None or obj is None or not permission.opens(share, obj):
        raise Http404
    content = share.revision.content if share.revision else revising.newest(obj)
    until = f"This link works until {said(share.expires_at)}."
    moment = f"As saved on {said(share.revision.moment)}. " if share.revision else ""
    try:
        return preview.render(request, obj, content, f"{moment}{until}")
    except ValidationError as error:
        raise Http404 from error
