"""Files of the storage on the way to a reader: pictures by their own type, everything else as a download.

The type comes from a list, never from guessing, and no file can run a script in the site's name: each answer
is its own sandbox. In production nginx gives the pictures (docs/images-and-files.md).
"""

from email.utils import parsedate_to_datetime

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date

SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
#: A name never gets another content: what is new has a new name.
FOR_GOOD = "public, max-age=31536000, immutable"
PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def answer(
    request: HttpRequest, name: str, media_type: str, keep: str, save_as: str = ""
) -> HttpResponseBase:
    """The file, under the name that it is to be saved by if it is a download."""
    try:
        changed = default_storage.get_modified_time(name)
        if not_newer(request, changed.timestamp()):
            return HttpResponseNotModified()
        response = FileResponse(
            default_storage.open(name), as_attachment=bool(save_as), filename=save_as, content_type=media_type
        )
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = keep
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    if not save_as:
        # Feed readers and whoever shares a page show its pictures.
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    # Else the middleware packs again what is packed already, and the browser never learns how much there is.
    response["Content-Encoding"] = "identity"
    return response


def not_newer(request: HttpRequest, changed: float) -> bool:
    since = request.headers.get("If-Modified-Since", "")
    try:
        return bool(since) and int(changed) <= parsedate_to_datetime(since).timestamp()
    except (ValueError, OverflowError):
        return False
