"""The form by which records come into the admin: a file, text pasted, or identifiers to fetch."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from .bibtex.encoding import UnreadableFile, decode
from .importing.fetch import fetch

_ENCODINGS = (
    ("", "Find out"),
    ("utf-8", "UTF-8"),
    ("windows-1252", "Windows (Western European)"),
    ("windows-1250", "Windows (Central European)"),
    ("windows-1251", "Windows (Cyrillic)"),
    ("windows-1253", "Windows (Greek)"),
    ("windows-1254", "Windows (Turkish)"),
    ("iso-8859-1", "Latin-1"),
    ("iso-8859-2", "Latin-2 (Central European)"),
    ("iso-8859-5", "ISO (Cyrillic)"),
    ("iso-8859-7", "ISO (Greek)"),
    ("iso-8859-15", "Latin-9 (Western European with €)"),
    ("koi8-r", "KOI8-R (Cyrillic)"),
    ("mac_roman", "Mac Roman"),
    ("gb18030", "Chinese (GB 18030)"),
    ("big5", "Chinese (Big5)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC-JP)"),
    ("euc-kr", "Korean (EUC-KR)"),
    ("utf-16", "UTF-16"),
)
PASTED = "pasted text"
ENDINGS = ".bib,.ris,.nbib,.json,.txt"


class ImportForm(forms.Form):
    """One of three ways in; what cannot be read at all is said here, before anything is stored."""

    file = forms.FileField(
        required=False,
        label="File",
        help_text="From any program: BibTeX (.bib), RIS (.ris), PubMed (.nbib) or CSL-JSON (.json).",
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    text = forms.CharField(
        required=False,
        label="or text",
        help_text="In any of these formats.",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false"}),
    )
    identifiers = forms.CharField(
        required=False,
        label="or PubMed IDs and DOIs",
        max_length=50_000,
        help_text="Their records are fetched from PubMed and doi.org, at most 200 at once. "
        "One per line, or separated by spaces or commas; addresses work too.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "spellcheck": "false"}),
    )
    encoding = forms.ChoiceField(
        required=False,
        choices=_ENCODINGS,
        help_text="Change this only if accented letters come out wrong. "
        "Lines that are UTF-8 are read as that anyway.",
    )
    update = forms.BooleanField(
        required=False,
        initial=True,
        label="Change publications that are here already",
        help_text="What was edited by hand here is never overwritten without being asked.",
    )

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        limit = settings.IMPORT_MAX_BYTES
        if file and (file.size or 0) > limit:
            size, most = filesizeformat(file.size), filesizeformat(limit)
            raise forms.ValidationError(f"The file has {size}; at most {most} can be imported at once.")
        return file

    def clean(self) -> dict[str, Any]:
        """Adds `sources` (name and bytes each) and `problems`, sentences about what could not be fetched."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file, text, identifiers = cleaned["file"], cleaned["text"], cleaned["identifiers"]
        if sum(map(bool, (file, text.strip(), identifiers.strip()))) != 1:
            raise forms.ValidationError(
                "Choose a file, paste text or name records to fetch: one of the three."
            )
        if identifiers.strip():
            return cleaned | _fetched(identifiers)
        name, data = (file.name, file.read()) if file else (PASTED, text.encode())
        encoding = cleaned["encoding"] if file else "utf-8"
        try:
            decode(data, encoding or None)
        except UnreadableFile as reason:
            raise forms.ValidationError(str(reason)) from reason
        return cleaned | {"sources": [(name, data)], "problems": [], "encoding": encoding}


def _fetched(identifiers: str) -> dict[str, Any]:
    found = fetch(identifiers)
    problems = [f"“{one.name}”: {one.problem}" if one.name else one.problem for one in found if one.problem]
    sources = [(one.name, one.data) for one in found if not one.problem]
    if not sources:
        raise forms.ValidationError(problems or ["It contains no PubMed ID and no DOI."])
    return {"sources": sources, "problems": problems, "encoding": "utf-8"}
