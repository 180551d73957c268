"""What a browser gets for a file: its own type or a download, and never a script in the site's name."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_image

pytestmark = pytest.mark.django_db


def put(name: str, data: bytes) -> str:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return f"/media/{name}"


def test_every_file_of_an_image_is_served_as_what_it_is(client: Client) -> None:
    types = {"png": "image/png", "webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg"}
    for name in make_image().files():
        response = client.get(f"/media/{name}", headers={"accept-encoding": "gzip"})
        assert response.status_code == 200
        assert response["Content-Type"] == types[name.rpartition(".")[2]]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert b"".join(response.streaming_content) == (Path(settings.MEDIA_ROOT) / name).read_bytes()


@pytest.mark.parametrize("name", ["page.html", "a.svg", "a.js", "a.pdf", "a.png.html", "a", "images/.hidden"])
def test_what_is_no_picture_is_not_there(client: Client, name: str) -> None:
    assert client.get(put(name, b"<script>alert(1)</script>")).status_code == 404


@pytest.mark.parametrize(
    "name", ["../local.env.png", "%2e%2e/x.png", "images", "no/such.png", "a%00.png", "//x.png"]
)
def test_nothing_outside_the_storage_is_reached(client: Client, name: str) -> None:
    put("images/a.png", b"x")
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_a_browser_that_has_it_is_told_so(client: Client) -> None:
    address = put("images/a.png", b"x")
    first = client.get(address)
    changed = first["Last-Modified"]
    first.close()
    assert client.get(address, headers={"if-modified-since": changed}).status_code == 304
    again = client.get(address, headers={"if-modified-since": "nonsense"})
    assert again.status_code == 200
    again.close()
    assert client.post(address).status_code == 405
