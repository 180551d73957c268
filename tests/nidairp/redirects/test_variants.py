"""Other addresses of one thing."""

import time

import pytest

from nidairp.redirects.variants import variants


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/a/fig-300x200.jpg", ["/a/fig.jpg"]),
        ("/a/fig-scaled.jpg", ["/a/fig.jpg"]),
        ("/a/fig-300x200-scaled.png", ["/a/fig-300x200.png", "/a/fig.png"]),
        ("/a/page/3/", ["/a/"]),
        ("/a/feed/atom/", ["/a/feed/", "/a/"]),
        ("/a/2", ["/a/"]),
        ("/a/fig.jpg", []),
        ("/a/b/", []),
    ],
)
def test_each_is_found_from_the_nearest_on(path: str, near: list[str]) -> None:
    assert variants(path) == near


def test_a_long_address_takes_no_longer_than_its_length() -> None:
    begin = time.process_time()
    variants("/" + "-1x1" * 150 + ".jpg")
    variants("/page/1" * 5000)
    assert time.process_time() - begin < 5
