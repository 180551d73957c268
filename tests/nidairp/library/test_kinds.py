"""Which files may be attached: by what they hold."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import example, given
from hypothesis import strategies as st

from nidairp.library import kinds

PDF = b"%PDF-1.7\n1 0 obj\n...\ntrailer\n%%EOF\n"


def archive(*names: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return data.getvalue()


def office(folder: str, *more: str) -> bytes:
    return archive("[Content_Types].xml", f"{folder}/document.xml", *more)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        kinds.check_file(SimpleUploadedFile(name, data))
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("paper.pdf", PDF),
        ("paper.PDF", PDF),
        ("letter.docx", office("word")),
        ("table.xlsx", office("xl")),
        ("talk.pptx", office("ppt")),
        ("data.csv", "a,b\r\nä,2\r\n".encode()),
        ("data.csv", b"\xef\xbb\xbfa,b\r\n"),
        ("notes.txt", b"Notes\n"),
        ("data.zip", archive("data.csv")),
        ("empty.zip", archive()),
        ("talk.mp3", b"ID3\x04\x00 sound"),
        ("talk.wav", b"RIFF\x24\x00\x00\x00WAVEfmt "),
        ("talk.mp4", b"\x00\x00\x00\x20ftypisom film"),
        ("talk.webm", b"\x1aE\xdf\xa3 film"),
    ],
)
def test_what_people_attach_is_taken(name: str, data: bytes) -> None:
    kinds.check_file(SimpleUploadedFile(name, data))


@pytest.mark.parametrize(
    "name", ["page.html", "a.svg", "a.js", "a.exe", "a.docm", "a.pdf.html", "noending", ".pdf", "a.htaccess"]
)
def test_other_kinds_are_refused_with_what_is_taken(name: str) -> None:
    assert "is not a kind of file that can be uploaded: choose a PDF, Word" in refusal(name, PDF)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("paper.pdf", b"<html><script>alert(1)</script>"),
        ("paper.pdf", b"<script>alert(1)</script>" + PDF),
        ("paper.pdf", PDF[:20]),
        ("letter.docx", PDF),
        ("letter.docx", office("xl")),
        ("letter.docx", archive("word/document.xml")),
        ("letter.docx", office("word")[:-30]),
        ("data.zip", b"MZ program" + archive("a")),
        ("data.zip", b"PK\x03\x04 and nothing more"),
        ("data.zip", b""),
    ],
)
def test_a_name_that_lies_is_refused(name: str, data: bytes) -> None:
    assert f"“{name}” is not the kind of file its name says" in refusal(name, data)


def test_macros_are_named() -> None:
    assert "contains macros" in refusal("letter.docx", office("word", "word/vbaProject.bin"))


@pytest.mark.parametrize("data", [b"a\x00b", b"\xff\xfea\x00", "für".encode("latin-1"), b"\x1b[31m"])
def test_text_is_utf_8_without_control_characters(data: bytes) -> None:
    assert "is not UTF-8 text: save it as “CSV UTF-8”" in refusal("data.csv", data)


def test_too_large_is_said_in_megabytes() -> None:
    file = SimpleUploadedFile("paper.pdf", PDF)
    file.size = 51 * 1024 * 1024
    with pytest.raises(ValidationError, match="it has 51 MB, and at most 50 MB"):
        kinds.check_file(file)


#: So many bytes in, and with these; the others begin as an archive, or are text.
BEGIN = {
    "pdf": (0, b"%PDF-"),
    "mp3": (0, (b"ID3", b"\xff")),
    "m4a": (4, b"ftyp"),
    "mp4": (4, b"ftyp"),
    "wav": (8, b"WAVE"),
    "webm": (0, b"\x1aE\xdf\xa3"),
}


@given(st.sampled_from(sorted(kinds.KINDS)), st.binary(max_size=400))
@example("mp3", b"ID3")
def test_no_bytes_do_anything_but_be_taken_or_refused(end: str, data: bytes) -> None:
    file = SimpleUploadedFile(f"a.{end}", data)
    try:
        kinds.check_file(file)
    except ValidationError:
        pass
    else:
        at, signature = BEGIN.get(end, (0, b"PK"))
        assert end in {"csv", "txt"} or data[at:].startswith(signature)
    assert file.tell() == 0
