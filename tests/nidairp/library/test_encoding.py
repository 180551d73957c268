"""The files that are made: never larger than the picture, all of one proportion where lists show them."""

from io import BytesIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nidairp.library import encoding
from nidairp.library.decoding import Picture, decode
from tests.nidairp.library.pictures import halves, upload

sides = st.integers(1, 5000)
per_cent = st.integers(0, 100)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.slow
def test_a_large_photograph_comes_in_five_widths_three_kinds_and_two_crops() -> None:
    made = encoding.everything(decode(upload(halves(2500, 1500), "JPEG")), (50, 50))
    assert made.sizes["whole"] == [[480, 288], [800, 480], [1200, 720], [1600, 960], [2400, 1440]]
    assert made.sizes["thumb"] == [[240, 160], [480, 320], [720, 480]]
    assert made.sizes["shared"] == [[1200, 630]]
    kinds = {name.rpartition(".")[2]: opened(data).format for name, data in made.files.items()}
    assert kinds == {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}
    for name, data in made.files.items():
        width = name.removeprefix("whole-").partition(".")[0]
        assert not width.isdecimal() or opened(data).width == int(width)


@pytest.mark.parametrize(("size", "widths"), [((60, 40), [60]), ((500, 900), [480, 500]), ((480, 10), [480])])
def test_nothing_is_made_larger_than_it_is(size: tuple[int, int], widths: list[int]) -> None:
    made = encoding.everything(decode(upload(halves(*size))), (50, 50))
    assert [width for width, _ in made.sizes["whole"]] == widths
    assert all(
        width <= size[0] and height <= size[1] for rows in made.sizes.values() for width, height in rows
    )


def test_what_shows_through_does_so_in_every_kind_and_is_white_where_it_cannot() -> None:
    picture = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    made = encoding.everything(decode(upload(picture)), (50, 50))
    assert all(opened(made.files[f"whole-60.{end}"]).mode == "RGBA" for end in ("png", "webp", "avif"))
    assert opened(made.files["shared.jpg"]).getpixel((1, 1)) == (255, 255, 255)


@given(sides, sides, per_cent, per_cent, st.sampled_from([1.5, 1200 / 630, 1.0]))
def test_a_crop_lies_inside_and_holds_the_focal_point(
    width: int, height: int, x: int, y: int, ratio: float
) -> None:
    left, top, right, bottom = encoding.window((width, height), ratio, (x, y))
    assert 0 <= left < right <= width and 0 <= top < bottom <= height
    assert left - 1 <= width * x / 100 <= right + 1 and top - 1 <= height * y / 100 <= bottom + 1
    assert right - left == width or bottom - top == height
    if min(width, height) > 50:
        assert abs((right - left) / (bottom - top) - ratio) < 0.1


def test_the_focal_point_decides_what_a_thumbnail_shows() -> None:
    picture = Picture(halves(1200, 200), "PNG")
    for focus, colour in ((0, (255, 0, 0)), (100, (0, 0, 255))):
        thumb = opened(encoding.crops(picture, (focus, 50)).files["thumb-300.png"])
        assert thumb.getpixel((10, 10)) == thumb.getpixel((290, 190)) == colour


def test_noise_takes_more_bytes_than_the_encoder_expects_and_is_encoded() -> None:
    noise = Image.frombytes("RGB", (400, 300), Random(7).randbytes(360_000))
    settings = {"quality": 88, "progressive": True, "optimize": True, "subsampling": "4:4:4"}
    assert len(encoding.encoded(noise, "JPEG", settings)) > 120_000
