"""The form of an image: its files are made while it is looked at, so that whatever is wrong is said in it."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from nidairp.editing.pictures import HELP, PictureFormField
from nidairp.editing.versions import VersionedForm

from .. import filing, keeping
from ..models import Image

ANIMATED = (
    "The picture was an animation: its first frame is kept, for moving pictures keep people from reading."
)


class ImageForm(VersionedForm):
    file = PictureFormField(label="Picture", help_text=HELP, widget=forms.FileInput)

    class Meta:
        model = Image
        fields = ["title", "description", "credit", "focus_x", "focus_y"]
        widgets = {"description": AdminTextareaWidget(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["file"].required = False
            self.fields["file"].label = "Another picture in its place"
            self.fields["file"].help_text = f"All places that use this image show the new one. {HELP}"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and (there := existing(file, self.instance.pk)):
            raise ValidationError(already_there(there), code="there")
        return file

    def _post_clean(self) -> None:
        """Django has given the instance what was typed, and would now go on to save it."""
        super()._post_clean()
        if not self.errors:
            try:
                self._make_files()
            except ValidationError as error:
                self.add_error("file", error)

    @property
    def moved(self) -> bool:
        file = self.cleaned_data.get("file")
        return bool(file) and filing.prepare(file).picture.moved

    def _make_files(self) -> None:
        if self.cleaned_data.get("file"):
            self.instance.take(self.cleaned_data["file"])
        elif {"focus_x", "focus_y"} & set(self.changed_data):
            self.instance.cut_again()


def existing(file: Any, besides: int | None = None) -> Image | None:
    """The image that was made of the same file, if there is one."""
    return Image.objects.filter(checksum=keeping.checksum(file)).exclude(pk=besides).first()


def already_there(image: Image) -> str:
    return format_html(
        "This picture is in the library already, as “<a href='{}'>{}</a>”: "
        "use that one, or choose another file.",
        reverse("admin:library_image_change", args=[image.pk]),
        image,
    )
