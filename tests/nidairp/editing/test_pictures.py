"""Which pictures may stand on the site: by what they are, not by what they are called."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from nidairp.editing.pictures import PictureFormField
from nidairp.library.models import Image as LibraryImage

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str, name: str) -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(data, kind)
    return SimpleUploadedFile(name, data.getvalue())


def huge_png(width: int, height: int) -> SimpleUploadedFile:
    """A head that promises more than there is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b"")
    return SimpleUploadedFile("map.png", b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def refusal(file: SimpleUploadedFile) -> str:
    with pytest.raises(ValidationError) as refused:
        PictureFormField().clean(file)
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("JPEG", "a.jpg"),
        ("JPEG", "a.JPEG"),
        ("MPO", "a.jpg"),
        ("PNG", "a.png"),
        ("WEBP", "a.webp"),
        ("AVIF", "a.avif"),
        ("GIF", "a.gif"),
    ],
)
def test_what_browsers_show_is_taken(kind: str, name: str) -> None:
    assert PictureFormField().clean(picture(kind, name)).image.size == (60, 40)


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("plot.svg", SVG),
        SimpleUploadedFile("plot.png", SVG),
        picture("TIFF", "scan.tiff"),
        picture("TIFF", "scan.png"),
        picture("BMP", "old.bmp"),
        SimpleUploadedFile("paper.png", b"%PDF-1.7 nothing"),
        SimpleUploadedFile("cut.png", b"\x89PNG\r\n"),
    ],
    ids=lambda file: f"{file.name} {file.size}",
)
def test_other_kinds_are_refused_with_a_way_out(file: SimpleUploadedFile) -> None:
    said = refusal(file)
    assert said.startswith(f"“{file.name}” cannot be shown on the site: choose a JPEG, PNG, WebP")
    assert "as PNG and choose that." in said


def test_a_name_that_says_another_kind_is_refused() -> None:
    assert "is a PNG picture by its content: let its name end in .png" in refusal(picture("PNG", "a.jpg"))


@pytest.mark.parametrize(
    ("size", "said"), [((9000, 6000), "54 megapixels"), ((60000, 60000), "far more")], ids=str
)
def test_too_many_pixels_are_refused_before_they_are_unpacked(size: tuple[int, int], said: str) -> None:
    sentence = refusal(huge_png(*size))
    assert f"too large: it has {said}, and at most 20 MB and 50 megapixels" in sentence


def test_between_pillows_own_limits_too() -> None:
    assert "100 megapixels" in refusal(huge_png(10000, 10000))


def test_too_many_bytes_are_refused() -> None:
    file = picture("PNG", "a.png")
    file.size = 21 * 1024 * 1024
    assert "too large: it has 21 MB" in refusal(file)


@pytest.mark.django_db
def test_the_form_says_what_is_taken_and_refuses_the_rest(admin_client: Client) -> None:
    address = "/admin/library/image/add/"
    shown = admin_client.get(address).content.decode()
    assert "JPEG, PNG, WebP, AVIF or GIF, at most 20 MB and 50 megapixels." in shown
    assert 'accept=".avif,.gif,.jpeg,.jpg,.png,.webp"' in shown
    sent = {"focus_x": "50", "focus_y": "50", "file": picture("TIFF", "scan.tiff")}
    response = admin_client.post(address, sent)
    assert "“scan.tiff” cannot be shown" in response.context["adminform"].errors["file"][0]
    assert not LibraryImage.objects.exists()
