"""What is done to an object beside its form: each asks first, says what will follow, and is done by POST.

The page that asks carries the version it speaks of: what has been saved meanwhile is not discarded unseen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from nidairp.editing import drafts, permission, publishing, review, revising
from nidairp.editing.models import Edited, Revision
from nidairp.editing.models.revision import LONGEST_NOTE
from nidairp.editing.permission import Do
from nidairp.editing.schedule import said

from .banner import address
from .copying import copy_of


@dataclass(frozen=True)
class Deed:
    """``text`` says what will happen; ``act`` does it and returns the object to go on with."""

    do: Do
    title: str
    text: Callable[[Edited], str]
    button: str
    act: Callable[[Edited, Any, str], Edited]
    done: str
    #: What is asked beside it, if anything is.
    asks: str = ""


def _then(act: Callable[..., Any], *, note: bool = False) -> Callable[[Edited, Any, str], Edited]:
    def acted(obj: Edited, user: Any, words: str) -> Edited:
        act(obj, user, words) if note else act(obj, user)
        return obj

    return acted


def _unscheduled(obj: Edited) -> str:
    if obj.is_public:
        return "What was scheduled becomes a draft again. The public goes on seeing what it sees now."
    moment = f"on {said(obj.publish_at)}" if obj.publish_at else "at its moment"
    return f"It will not become public {moment}. It becomes a draft, and nothing is lost."


DEEDS = {
    "discard": Deed(
        Do.CHANGE,
        "Discard the draft",
        lambda obj: "The form then shows what is public or scheduled. The draft stays in the history, "
        "from where it can be restored." + (" Scheduled changes are discarded, too." if _waits(obj) else ""),
        "Discard the draft",
        _then(drafts.discard),
        "The draft was discarded.",
    ),
    "unpublish": Deed(
        Do.PUBLISH,
        "Unpublish",
        lambda obj: f"{obj.get_absolute_url()} is no longer found, and lists, feeds, the sitemap and the "  # type: ignore[attr-defined]
        "search no longer show it. It stays here, and can be published again.",
        "Unpublish",
        _then(publishing.unpublish, note=True),
        "Unpublished: the public no longer sees it.",
        asks="Note for the history (optional)",
    ),
    "unschedule": Deed(
        Do.PUBLISH, "Cancel the schedule", _unscheduled, "Cancel the schedule", _then(publishing.unschedule),
        "The schedule was cancelled.",
    ),
    "send_back": Deed(
        Do.PUBLISH,
        "Send back",
        lambda obj: "It is no longer waiting for review, and its writer goes on with it.",
        "Send back",
        _then(review.send_back, note=True),
        "Sent back.",
        asks="What should change? The writer reads it above the form, and gets it by mail.",
    ),
    "copy": Deed(
        Do.ADD,
        "Copy as a new draft",
        lambda obj: "A new draft with the same text and an address of its own. This one stays as it is.",
        "Copy",
        lambda obj, user, note: copy_of(obj, user),
        "This is the copy: a draft that is not public.",
    ),
}  # fmt: skip


def _newest(obj: Edited) -> int:
    newest = Revision.objects.of(obj).newest_first().first()
    return newest.number if newest else 0


def plain(note: str) -> str:
    """On one line, and without what no text has."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in note).split())


def _refuse_unseen(obj: Edited, asked_about: str) -> None:
    """What the page spoke of may be another by now; ``obj`` is locked."""
    unseen = Revision.objects.of(obj).filter(user__isnull=False).newest_first().first()
    if asked_about.isdecimal() and unseen and unseen.number > int(asked_about[:9]):
        name = unseen.user.get_full_name() or unseen.user.get_username()
        kind = obj._meta.verbose_name
        raise ValidationError(
            f"Nothing was done: {name} saved this {kind} on {said(unseen.moment)}, after you had been asked. "
            "This is how it is now."
        )


def _waits(obj: Edited) -> bool:
    return Revision.objects.of(obj).filter(due__isnull=False).exists()


class DeedsAdmin(admin.ModelAdmin):
    """One view for all of them."""

    def get_urls(self) -> list[URLPattern]:
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                f"<int:pk>/{name.replace('_', '-')}/",
                self.admin_site.admin_view(self.deed_view),
                {"name": name},
                name=f"{stem}_{name}",
            )
            for name in DEEDS
        ]
        restore = path(
            "<int:pk>/versions/<int:number>/restore/",
            self.admin_site.admin_view(self.restore_view),
            name=f"{stem}_restore",
        )
        return [*own, restore, *super().get_urls()]

    def deed_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        obj = get_object_or_404(self.get_queryset(request), pk=pk)
        deed = DEEDS[name]
        permission.demand(request.user, deed.do, obj)
        permission.demand(request.user, Do.SEE, obj)
        return self.asked(request, obj, deed)

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        obj = get_object_or_404(self.get_queryset(request), pk=pk)
        permission.demand(request.user, Do.CHANGE, obj)
        revision = get_object_or_404(Revision.objects.of(obj), number=number)
        return self.asked(request, obj, restoring(revision))

    def asked(self, request: HttpRequest, obj: Edited, deed: Deed) -> HttpResponse:
        if request.method == "POST":
            return self._do(request, obj, deed)
        context = {
            **self.admin_site.each_context(request),
            "title": deed.title,
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "deed": deed,
            "text": deed.text(obj),
            "newest": _newest(obj),
            "longest": LONGEST_NOTE,
            "back": address(obj, "change"),
        }
        return TemplateResponse(request, "admin/editing/deed.html", context)

    def _do(self, request: HttpRequest, obj: Edited, deed: Deed) -> HttpResponse:
        try:
            with revising.locked(obj):
                _refuse_unseen(obj, request.POST.get("newest", ""))
                after = deed.act(obj, request.user, plain(request.POST.get("note", ""))[:LONGEST_NOTE])
                self.log_change(request, obj, deed.done)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(address(obj, "change"))
        messages.success(request, deed.done)
        return HttpResponseRedirect(address(after, "change"))


def restoring(revision: Revision) -> Deed:
    def act(obj: Edited, user: Any, note: str) -> Edited:
        drafts.restore(obj, revision, user)
        return obj

    return Deed(
        Do.CHANGE,
        f"Restore version {revision.number}",
        lambda obj: (
            f"What was saved on {said(revision.moment)} becomes the newest draft. What the public "
            "sees stays as it is, until you publish; later versions stay in the history."
        ),
        "Restore as a draft",
        act,
        f"Version {revision.number} is the draft now.",
    )
