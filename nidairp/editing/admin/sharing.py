"""Links to previews for people without an account: made, listed and revoked beside the form."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from nidairp.editing import permission
from nidairp.editing.models import Edited, Revision, Share
from nidairp.editing.models.share import DAYS, in_days
from nidairp.editing.permission import Do
from nidairp.editing.schedule import said

from .banner import address

PERIODS = [(1, "1 day"), (DAYS, "7 days"), (30, "30 days")]


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}: {obj.get_kind_display().lower()} on {said(obj.moment)}"


class ShareForm(forms.ModelForm):
    revision = VersionChoice(
        Revision.objects.none(),
        required=False,
        label="What it shows",
        empty_label="Whatever is newest when the link is opened",
    )
    days = forms.TypedChoiceField(label="How long it works", choices=PERIODS, coerce=int, initial=DAYS)

    class Meta:
        model = Share
        fields = ["note", "revision", "days"]

    def __init__(self, obj: Edited, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions: Any = self.fields["revision"]
        versions.queryset = Revision.objects.of(obj).newest_first().defer("content")


class SharingAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/share/", wrap(self.share_view), name=f"{stem}_share"),
            path("<int:pk>/share/<int:number>/revoke/", wrap(self.revoke_view), name=f"{stem}_revoke"),
            *super().get_urls(),
        ]

    def share_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = self._shared(request, pk)
        form = ShareForm(obj, request.POST or None)
        if request.method == "POST" and form.is_valid():
            self._make(request, obj, form)
            return HttpResponseRedirect(address(obj, "share"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Share a preview",
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "form": form,
            "links": [(share, public_address(share), permission.opens(share, obj)) for share in _links(obj)],
        }
        return TemplateResponse(request, "admin/editing/share.html", context)

    @method_decorator(require_POST)
    def revoke_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        obj = self._shared(request, pk)
        share = get_object_or_404(Share.objects.of(obj), pk=number)
        share.revoked_at = share.revoked_at or timezone.now()
        share.save(update_fields=["revoked_at"])
        self.log_change(request, obj, f"Revoked the link to a preview: {share}.")
        messages.success(request, "The link no longer works.")
        return HttpResponseRedirect(address(obj, "share"))

    def _shared(self, request: HttpRequest, pk: int) -> Edited:
        obj: Edited = get_object_or_404(self.get_queryset(request), pk=pk)
        permission.demand(request.user, Do.SHARE, obj)
        return obj

    def _make(self, request: HttpRequest, obj: Edited, form: ShareForm) -> None:
        share = form.save(commit=False)
        share.object, share.made_by = obj, request.user
        share.expires_at = in_days(form.cleaned_data["days"])
        share.save()
        self.log_change(request, obj, f"Made a link to a preview, until {said(share.expires_at)}.")
        messages.success(request, f"The link below works until {said(share.expires_at)}.")


def _links(obj: Edited) -> list[Share]:
    """Those that open, and those that did until lately."""
    since = timezone.now() - datetime.timedelta(days=30)
    return list(Share.objects.of(obj).filter(expires_at__gt=since).select_related("made_by", "revision"))


def public_address(share: Share) -> str:
    """Never from the request: a link that is mailed must lead to the site."""
    return settings.SITE_URL + reverse("shared_preview", args=[share.token])
