"""The forms of images and files: an upload is stored as the form is checked, so that it says what fails."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from nidairp.editing import pictures
from nidairp.editing.versions import VersionedForm

from .. import filing, keeping, kinds
from ..models import Document, Image, Stored

ANIMATED = "The picture was an animation: its first frame is kept, because moving pictures distract readers."
THERE = "This {} is already in the library, as “<a href='{}'>{}</a>”: use that one, or choose another file."


class StoredForm(VersionedForm):
    file = forms.FileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            file, kind = self.fields["file"], self.instance._meta.verbose_name
            file.required = False
            file.label = f"Replace this {file.label.lower()}"
            says = f"All places that use this {kind} will show the new one; this one can be put back."
            file.help_text = f"{says} {file.help_text}"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and (there := existing(type(self.instance), file, self.instance.pk)):
            raise ValidationError(already_there(there), code="there")
        return file

    def _post_clean(self) -> None:
        """Django has given the instance what was typed, and would now go on to save it."""
        super()._post_clean()
        if not self.errors:
            try:
                self.store()
            except ValidationError as error:
                self.add_error("file", error)

    def store(self) -> None:
        if self.cleaned_data.get("file"):
            self.instance.take(self.cleaned_data["file"])


class ImageForm(StoredForm):
    file = pictures.PictureFormField(label="Picture", help_text=pictures.HELP, widget=forms.FileInput)

    class Meta:
        model = Image
        fields = ["title", "description", "credit", "focus_x", "focus_y"]
        widgets = {"description": AdminTextareaWidget(attrs={"rows": 2})}

    @property
    def moved(self) -> bool:
        file = self.cleaned_data.get("file")
        return bool(file) and filing.prepare(file).picture.moved

    def store(self) -> None:
        super().store()
        if not self.cleaned_data.get("file") and {"focus_x", "focus_y"} & set(self.changed_data):
            self.instance.cut_again()


class DocumentForm(StoredForm):
    file = forms.FileField(
        label="File",
        help_text=kinds.HELP,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{end}" for end in kinds.KINDS)}),
        validators=[kinds.check_file],
    )

    class Meta:
        model = Document
        fields = ["title"]


def existing(model: type[Stored], file: Any, besides: int | None = None) -> Any:
    """The row that was made of the same file, if there is one."""
    return model._default_manager.filter(checksum=keeping.checksum(file)).exclude(pk=besides).first()


def already_there(stored: Stored) -> str:
    options = stored._meta
    address = reverse(f"admin:library_{options.model_name}_change", args=[stored.pk])
    kind = "picture" if isinstance(stored, Image) else "file"
    return format_html(THERE, kind, address, stored)
