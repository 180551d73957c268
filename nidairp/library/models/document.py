"""A file for readers to take away: uploaded once, attached wherever somebody points at it.

Its address stays when another version takes its place; the stored file itself is never written over.
"""

from typing import Any

from django.core.files import File
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from .. import keeping, names, serving
from ..kinds import Kind, check_file, ending, kind_named
from .stored import Stored, StoredQuerySet

AN_HOUR = "public, max-age=3600"


class Document(Stored):
    COLUMNS = (*Stored.COLUMNS, "name", "stored_as")

    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="What readers see where nothing else is said. Empty: the file's name.",
    )
    token = models.CharField(max_length=16, unique=True, editable=False)
    name = models.CharField(max_length=120, unique=True, editable=False)
    stored_as = models.CharField(max_length=200, editable=False)

    objects = StoredQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "file"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:file", args=[self.token, self.name])

    @property
    def kind(self) -> Kind:
        return kind_named(self.name)

    @property
    def measures(self) -> str:
        """ "PDF, 1.2 MB"."""
        return f"{self.kind.label}, {filesizeformat(self.size)}"

    def files(self) -> list[str]:
        return [self.stored_as] if self.stored_as else []

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """The file as a download, at whatever address it was asked for."""
        return serving.answer(request, self.stored_as, self.kind.served_as, AN_HOUR, save_as=self.name)

    def take(self, file: File) -> None:
        """Stores an upload and points at it; the one before is kept as an earlier file."""
        check_file(file)
        before, came_as = self.columns(), file.name or ""
        self.title = self.title or names.words(came_as)
        self.token = self.token or names.token()
        if ending(self.name) != ending(came_as):
            self.name = self._free_name(names.stem(self.name or came_as, "file"), ending(came_as))
        self.stored_as = f"files/{names.token()}/{self.name}"
        self.checksum, self.size = keeping.checksum(file), file.size
        keeping.put({self.stored_as: file})
        self.replaced(before)

    def put_back(self, former: Any) -> None:
        """Its name may be another file's by now."""
        if Document.objects.filter(name=former.columns["name"]).exclude(pk=self.pk).exists():
            stem, _, end = former.columns["name"].rpartition(".")
            former.columns["name"] = self._free_name(stem, end)
        super().put_back(former)

    def _free_name(self, stem: str, end: str) -> str:
        """The first of "report.pdf", "report-2.pdf" ... that no other file has."""
        others = Document.objects.exclude(pk=self.pk).filter(name__startswith=stem)
        taken = set(others.values_list("name", flat=True))
        numbered = (f"{stem}-{number}.{end}" for number in range(2, len(taken) + 3))
        plain = f"{stem}.{end}"
        return plain if plain not in taken else next(name for name in numbered if name not in taken)
