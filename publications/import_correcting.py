"""A refused entry of an import in a form of its own: what is wrong, its text, what it becomes.

Whoever saves second is told who was first and may still save; whatever is wrong, what was typed stays.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from nidairp.editing.versions import STILL_BELOW, KeepMine, VersionField, fingerprint, opened
from nidairp.editing.versions import read as opened_from
from nidairp.openforms.admin import PAGE, tell_saved

from .bibtex.entry import Entry
from .bibtex.parse import LONGEST_SOURCE
from .import_forms import ImportForm
from .import_preview import page_with, shown
from .importing import putting_right
from .importing.outcome import NotPossible
from .models import ImportBatch, ImportRow

_LONGEST = 200_000
_CLOSED = "{} takes up no corrections any more: {}. What you typed is still below; copy it from here."
_GONE = (
    "This import is not there any more: somebody has dropped or deleted it. "
    "What you typed is below: read it as a new one."
)
_OVERTAKEN = "Look at what stands there now; then take over what you need, tick “Save mine over it” and save."


class CorrectionForm(forms.Form):
    """The text of one entry; `entry` is what it says, `fault` what keeps it from saying anything."""

    text = forms.CharField(
        label="Text of the entry",
        strip=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 18, "class": "vLargeTextField", "spellcheck": "false"}),
        help_text="Lines are counted from the first one here. Abbreviations and entries of the same file may "
        "be named.",
    )
    version = VersionField(required=False, widget=forms.HiddenInput, label="Save mine over it")
    entry: Entry | None = None
    fault: putting_right.Fault | None = None

    def __init__(self, row: ImportRow, data: Any = None) -> None:
        super().__init__(data, initial={"text": row.source, "version": opened(fingerprint(row))})
        self._row = row
        if data is None:
            self._read(row.source)

    def _read(self, text: str) -> None:
        said = putting_right.read(self._row, text)
        self.entry, self.fault = (None, said) if isinstance(said, putting_right.Fault) else (said, None)
        if self.fault and self.fault.line:
            box = self["text"].auto_id
            about = (f"{box}_error", f"{box}_fault", f"{box}_helptext")
            self.fields["text"].widget.attrs["aria-describedby"] = " ".join(about[not self.is_bound :])

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self._read(text)
        if self.fault:
            raise ValidationError(self.fault.message)
        return text

    def is_of(self, row: ImportRow) -> bool:
        """Whether the row is the one that the form was opened from, or that it may be saved over."""
        version = self.cleaned_data["version"]
        if opened_from(version)[0] == fingerprint(row):
            return True
        self.fields["version"].widget = KeepMine(version, opened(fingerprint(row)))
        self.add_error("version", f"{_since(row)} {STILL_BELOW} {_OVERTAKEN}")
        return False


class CorrectsEntries(admin.ModelAdmin):
    """The page on which one entry of an import is corrected."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.correct)
        name = "publications_importbatch_correct"
        return [path("<int:pk>/correct/<int:row>/", view, name=name), *super().get_urls()]

    def correct(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        if request.method not in ("GET", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        there = ImportRow.objects.select_related("batch").filter(pk=row, batch=pk).first()
        if there is None:
            return self._gone(request)
        if not self.may_correct(request, there.batch):
            raise PermissionDenied
        if request.method == "POST":
            return self._sent(request, there)
        if leads_to := self._elsewhere(request, there):
            return HttpResponseRedirect(leads_to.get_absolute_url())
        return self._form(request, there, CorrectionForm(there))

    def may_correct(self, request: HttpRequest, batch: ImportBatch) -> bool:
        """Of an applied import an entry begins an import of its own, and who corrects it adds one."""
        adds = batch.state == ImportBatch.State.APPLIED
        return self.has_change_permission(request, batch) and (not adds or self.has_add_permission(request))

    def _elsewhere(self, request: HttpRequest, row: ImportRow) -> ImportBatch | None:
        """Where to look instead, and why, if this entry is not to be corrected here."""
        if other := putting_right.corrections(row.batch, [row]).get(row.position):
            messages.info(request, f"This entry is corrected here, in {other}.")
            return other
        if putting_right.is_open(row):
            return None
        messages.error(request, f"{row} cannot be corrected in {row.batch}: {row.batch.doing.lower()}.")
        return row.batch

    def _gone(self, request: HttpRequest) -> HttpResponse:
        """Nothing is there to be opened; what was typed is not thrown away with it."""
        if request.method != "POST" or not self.has_add_permission(request):
            raise Http404
        messages.error(request, _GONE)
        form = ImportForm(initial={"text": request.POST.get("text", ""), "update": True})
        page = self._context(request, title="Add an import", form=form)
        return TemplateResponse(request, "admin/publications/importbatch/add.html", page)

    def _sent(self, request: HttpRequest, row: ImportRow) -> HttpResponse:
        form = CorrectionForm(row, request.POST)
        if not (form.is_valid() and form.entry):
            return self._form(request, row, form)
        if "save" not in request.POST:
            return self._form(request, row, form, becomes=putting_right.proposed(row, form.entry))
        now, made = None, None
        try:
            with transaction.atomic():
                now = putting_right.held(row.batch_id, row.pk)
                if now and form.is_of(now) and self._takes(now, form):
                    made = putting_right.keep(now, form.entry, request.user)
                    self._log_correction(request, now, made)
        except NotPossible as reason:
            form.add_error(None, f"{reason} {STILL_BELOW}")
        if made:
            return self._corrected(request, row, made)
        if now is None and not form.errors:
            return self._gone(request)
        return self._form(request, now or row, form, theirs=now)

    def _takes(self, row: ImportRow, form: CorrectionForm) -> bool:
        if putting_right.is_open(row):
            return True
        form.add_error(None, _CLOSED.format(row.batch, row.batch.doing.lower()))
        return False

    def _log_correction(self, request: HttpRequest, row: ImportRow, made: ImportRow) -> None:
        what = f"{row.file}, line {row.line}"
        if made.batch_id == row.batch_id:
            self.log_change(request, row.batch, f"Corrected {what}.")
        else:
            self.log_change(request, row.batch, f"Corrected {what}, in {made.batch}.")
            self.log_addition(request, made.batch, f"Begun to correct {what}, of {row.batch}.")

    def _corrected(self, request: HttpRequest, row: ImportRow, made: ImportRow) -> HttpResponse:
        outcome = ImportRow.Outcome(made.outcome).label
        said = f"Corrected {row.file}, line {row.line}: “{outcome}”."
        apart = made.batch_id != row.batch_id
        messages.success(request, f"{said} This import has only this entry: apply it." if apart else said)
        place = f"{made.batch.get_absolute_url()}?page={page_with(made)}#row-{made.pk}"
        return tell_saved(request, HttpResponseRedirect(place))

    def _form(
        self,
        request: HttpRequest,
        row: ImportRow,
        form: CorrectionForm,
        becomes: ImportRow | None = None,
        theirs: ImportRow | None = None,
    ) -> HttpResponse:
        overtaken = theirs if "version" in form.errors else None
        if becomes:  # its text stands in the form
            becomes.source = becomes.original = ""
        page = self._context(
            request,
            title=f"Correct an entry of {row.file}",
            batch=row.batch,
            row=row,
            form=form,
            shown=next(iter(shown([becomes or overtaken])), None) if becomes or overtaken else None,
            overtaken=overtaken,
            cut=LONGEST_SOURCE if len(row.source) >= LONGEST_SOURCE else 0,
            apart=row.batch.state == ImportBatch.State.APPLIED,
            open_form={
                "object": f"publications.importrow.{row.pk}/new",
                "name": f"entry of {row.file}, line {row.line}",
                "says": "",
                "refused": form.is_bound,
                "page": request.POST.get(PAGE, ""),
                "time_zone": settings.TIME_ZONE,
            },
        )
        return TemplateResponse(request, "admin/publications/importbatch/correct.html", page)

    def _context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, **more}


def _since(row: ImportRow) -> str:
    """What has happened to an entry since it was opened."""
    signed = [one["message"] for one in row.warnings if one["code"] == putting_right.CORRECTED]
    if signed:
        return f"Somebody was quicker: “{signed[0]}”"
    if row.result:
        return f"{row.batch} has been applied since you opened this entry: what you save is a new import."
    return "This entry has been changed since you opened it."
