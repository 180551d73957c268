"""What comes out of an upload: pixels as they should look, and nothing else."""

import contextlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from nidairp.library import decoding, encoding
from nidairp.library.decoding import decode
from tests.nidairp.library.pictures import halves, upload, with_exif

RED, BLUE = (255, 0, 0), (0, 0, 255)


def near(found: object, wanted: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (60, 40), (5, 20)), (3, (60, 40), (55, 20)), (6, (40, 60), (20, 5)), (8, (40, 60), (20, 55))],
)
def test_a_photograph_stands_upright(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    pixels = decode(with_exif(orientation)).pixels
    assert pixels.size == size
    assert near(pixels.getpixel(red_at), (254, 0, 0))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_to_store_pixels_becomes_one_of_two(mode: str) -> None:
    picture = Image.new("I;16", (60, 40), 65535) if mode == "I;16" else halves().convert(mode)
    assert decode(upload(picture)).pixels.mode == "RGB"


def test_sixteen_bits_are_scaled_and_not_cut_off() -> None:
    picture = Image.new("I;16", (60, 40), 0x8000)
    assert near(decode(upload(picture)).pixels.getpixel((3, 3)), (128, 128, 128), by=2)


def test_the_colours_of_a_printers_file_are_kept() -> None:
    picture = Image.new("CMYK", (60, 40), (0, 255, 255, 0))
    assert near(decode(upload(picture, "JPEG", quality=95)).pixels.getpixel((3, 3)), RED)


def test_what_shows_through_goes_on_showing_through() -> None:
    picture = halves().convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 10, 40))
    pixels = decode(upload(picture)).pixels
    assert pixels.mode == "RGBA"
    assert pixels.getpixel((3, 3))[3] == 0 and pixels.getpixel((50, 3))[3] == 255
    palette = Image.new("P", (60, 40), 0)
    palette.putpalette([255, 0, 0])
    assert decode(upload(palette, transparency=0)).pixels.getpixel((3, 3))[3] == 0


def test_a_colour_profile_is_worked_in_and_left_behind() -> None:
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pixels = decode(upload(halves(), icc_profile=srgb)).pixels
    assert near(pixels.getpixel((3, 3)), RED, by=2) and pixels.info == {}
    for useless in (linear, b"no profile at all"):
        assert near(decode(upload(halves(), icc_profile=useless)).pixels.getpixel((3, 3)), RED, by=2)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_frame_is_kept_and_that_is_known(kind: str) -> None:
    frames = [halves(left="blue", right="red"), halves(left="lime")]
    moving = decode(upload(halves(), kind, save_all=True, append_images=frames, duration=100))
    assert moving.moved
    assert near(moving.pixels.getpixel((3, 3)), RED, by=30)
    assert not decode(upload(halves(), kind)).moved


def test_several_pictures_of_one_camera_are_no_animation() -> None:
    assert not decode(upload(halves(), "MPO", save_all=True, append_images=[halves(30, 20)])).moved


def test_a_file_that_ends_too_early_is_refused_with_a_way_out() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = upload(halves(600, 400), kind)
        cut = SimpleUploadedFile(whole.name or "", whole.read()[: int(whole.size or 0) * 2 // 3])
        with pytest.raises(ValidationError, match=r"damaged|cannot be shown"):
            decode(cut)


@given(st.binary(max_size=300), st.integers(0, 250))
def test_no_bytes_do_anything_but_be_refused_or_decoded(noise: bytes, at: int) -> None:
    whole = upload(halves(), "PNG").read()
    file = SimpleUploadedFile("a.png", whole[:at] + noise + whole[at + len(noise) :])
    with contextlib.suppress(ValidationError):
        assert decode(file).pixels.mode in {"RGB", "RGBA"}


@pytest.mark.slow
def test_a_very_large_photograph_is_kept_at_the_size_of_a_page() -> None:
    pixels = decode(upload(Image.new("L", (9000, 5000), 90), "JPEG")).pixels
    assert pixels.size == (decoding.LONGEST, round(5000 * decoding.LONGEST / 9000))


def test_nothing_of_the_file_goes_on_but_its_pixels() -> None:
    script = b"<script>alert(document.domain)</script>"
    photograph = with_exif()
    polyglot = SimpleUploadedFile("a.jpg", photograph.read() + script)
    for data in encoding.everything(decode(polyglot), (50, 50)).files.values():
        assert script not in data and b"SECRET" not in data
        with Image.open(BytesIO(data)) as made:
            assert not dict(made.getexif()) and "comment" not in made.info and "xmp" not in made.info
