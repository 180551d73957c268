"""Other addresses of one thing."""

import pytest

from nidairp.redirects.variants import variants
from tests.steps import grow_with_the_text


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


def test_the_work_for_a_long_address_grows_with_it() -> None:
    assert grow_with_the_text(variants, lambda parts: "/" + "-1x1" * parts + ".jpg", 20)
    assert grow_with_the_text(variants, lambda parts: "/page/1" * parts, 600)
