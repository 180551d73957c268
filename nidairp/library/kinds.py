"""Which files may be attached, and how each is given to readers: by what they hold, not by their names alone.

Such a file is kept byte for byte, and a reader gets it as a download of the type that stands here. HTML, SVG,
scripts and documents with macros are none of these kinds.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File

MAX_MEGABYTES = 50
HELP = f"PDF, Word, Excel, PowerPoint, CSV, plain text, ZIP, sound or film, at most {MAX_MEGABYTES} MB."
TOO_LARGE = "“{}” is too large: it has {} MB, and at most {} MB are allowed. Make it smaller, or split it."
OTHER = (
    "“{}” is not a kind of file that can be uploaded: choose a PDF, Word (.docx), Excel (.xlsx), PowerPoint "
    "(.pptx), CSV (.csv), text (.txt), ZIP (.zip), sound (.mp3, .m4a, .wav) or film (.mp4, .webm) file."
)
LIES = (
    "“{}” is not the kind of file its name says ({}). Save it again in the program it comes from, and choose "
    "the new copy."
)
NOT_UTF_8 = "“{0}” is not UTF-8 text: save it as “{1} UTF-8” in the program it comes from."
MACROS = "“{}” contains macros, which can harm anyone who opens it. Save it without macros, and choose that."
#: An archive of more parts is none that a person has made.
PARTS = 20_000
_OPEN_XML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    label: str
    media_type: str
    holds: Callable[[File], bool]

    @property
    def served_as(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


def check_file(file: File) -> None:
    """Refuses what is too large, of another kind, or not what it says, in a sentence that helps."""
    name = PurePath(file.name or "").name
    if file.size > MAX_MEGABYTES * 1024 * 1024:
        raise ValidationError(TOO_LARGE.format(name, round(file.size / 1024 / 1024), MAX_MEGABYTES))
    kind = KINDS.get(ending(name))
    if kind is None:
        raise ValidationError(OTHER.format(name))
    if not _holds(kind, file):
        raise ValidationError((NOT_UTF_8 if kind.holds is _is_text else LIES).format(name, kind.label))


def ending(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def kind_named(name: str) -> Kind:
    return KINDS[ending(name)]


def _holds(kind: Kind, file: File) -> bool:
    file.seek(0)
    try:
        return kind.holds(file)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return False
    finally:
        file.seek(0)


def _is_pdf(file: File) -> bool:
    """It begins as one, not somewhere within its first thousand bytes, and has an end."""
    if not file.read(8).startswith(b"%PDF-"):
        return False
    file.seek(max(file.size - 2048, 0))
    return b"%%EOF" in file.read()


def _is_office(folder: str) -> Callable[[File], bool]:
    def holds(file: File) -> bool:
        parts = _parts(file)
        if any(PurePath(part).name.lower() == "vbaproject.bin" for part in parts):
            raise ValidationError(MACROS.format(PurePath(file.name or "").name))
        return "[Content_Types].xml" in parts and any(part.startswith(f"{folder}/") for part in parts)

    return holds


def _is_zip(file: File) -> bool:
    """It begins as one: a program or a page with an archive behind it does not."""
    begins = file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    return begins and bool(_parts(file) or file.size)


def _parts(file: File) -> list[str]:
    """The names in its list; nothing is unpacked. Pictures of a disk can have millions."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.namelist()
    if len(parts) > PARTS:
        raise ValueError(len(parts))
    return parts


def _is_text(file: File) -> bool:
    """Text as it is written today, without control characters save those that lay it out."""
    text = file.read().decode("utf-8-sig")
    return not _CONTROL & set(text)


def _begins(at: int, *signatures: bytes) -> Callable[[File], bool]:
    """Sounds and films are told by their first bytes; players refuse what only begins so."""

    def holds(file: File) -> bool:
        file.seek(at)
        return file.read(8).startswith(signatures)

    return holds


_CONTROL = {chr(number) for number in range(32)} - set("\t\n\r\f") | {"\x7f"}
KINDS = {
    "pdf": Kind("PDF", "application/pdf", _is_pdf),
    "docx": Kind("Word", f"{_OPEN_XML}.wordprocessingml.document", _is_office("word")),
    "xlsx": Kind("Excel", f"{_OPEN_XML}.spreadsheetml.sheet", _is_office("xl")),
    "pptx": Kind("PowerPoint", f"{_OPEN_XML}.presentationml.presentation", _is_office("ppt")),
    "csv": Kind("CSV", "text/csv", _is_text),
    "txt": Kind("Text", "text/plain", _is_text),
    "zip": Kind("ZIP", "application/zip", _is_zip),
    "mp3": Kind("MP3", "audio/mpeg", _begins(0, b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")),
    "m4a": Kind("M4A", "audio/mp4", _begins(4, b"ftyp")),
    "wav": Kind("WAV", "audio/wav", _begins(8, b"WAVE")),
    "mp4": Kind("MP4", "video/mp4", _begins(4, b"ftyp")),
    "webm": Kind("WebM", "video/webm", _begins(0, b"\x1aE\xdf\xa3")),
}
