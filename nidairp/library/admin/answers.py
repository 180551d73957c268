"""What the dialog asks for: images by their words, and a new one from a file that was chosen or dropped."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ..models import Image
from .forms import ANIMATED, ImageForm, existing

PER_PAGE = 24
THERE = "This picture was already in the library, so nothing new was added."


def told(image: Image) -> dict[str, Any]:
    """An image as the dialog shows it and the form takes it."""
    return {
        "id": image.pk,
        "title": image.title,
        "description": image.description,
        "credit": image.credit,
        "measures": f"{image.width} × {image.height}",
        "thumb": image.smallest("thumb")["url"],
        "shown": image.smallest("whole"),
        "url": reverse("admin:library_image_change", args=[image.pk]),
    }


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    number = request.GET.get("number", "")
    if number.isdecimal() and len(number) < 19:
        return JsonResponse({"results": [told(image) for image in Image.objects.filter(pk=number)]})
    words = "".join(letter for letter in request.GET.get("q", "")[:200] if letter.isprintable())
    pages = Paginator(Image.objects.with_words(words).newest_first(), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    results = [told(image) for image in page]
    return JsonResponse({"results": results, "count": pages.count, "more": page.has_next()})


@require_POST
def uploaded(request: HttpRequest, model_admin: admin.ModelAdmin) -> HttpResponse:
    form = ImageForm({"focus_x": 50, "focus_y": 50}, request.FILES)
    if form.is_valid():
        form.instance.uploaded_by = request.user
        try:
            with transaction.atomic():
                image = form.save()
                model_admin.log_addition(request, image, [{"added": {}}])
        except IntegrityError:
            pass
        else:
            return JsonResponse({"image": told(image), "note": ANIMATED if form.moved else ""})
    file = request.FILES.get("file")
    if file and (there := existing(Image, file)):
        return JsonResponse({"image": told(there), "note": THERE})
    return JsonResponse({"errors": [text for texts in form.errors.values() for text in texts]}, status=400)
