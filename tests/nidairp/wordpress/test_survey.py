"""What is known of an export before its texts are looked at."""

import pytest

from nidairp.wordpress.addresses import Index, OldSite, Target
from nidairp.wordpress.attachments import stored_at
from nidairp.wordpress.export.items import Item
from nidairp.wordpress.fronts import front


@pytest.mark.parametrize(
    ("address", "meta", "place"),
    [
        ("https://o.example/wp-content/uploads/2019/04/fig.png", {}, "2019/04/fig.png"),
        (
            "https://o.example/wp-content/uploads/fig.png",
            {"_wp_attached_file": ["2019/fig.png"]},
            "2019/fig.png",
        ),
        ("https://o.files.wordpress.com/2013/09/fig.jpg?w=300", {}, "2013/09/fig.jpg"),
        ("https://o.example/fig.png", {}, ""),
    ],
)
def test_where_a_file_lies_below_the_uploads(address: str, meta: dict[str, list[str]], place: str) -> None:
    assert stored_at(Item(1, address=address, meta=meta)) == place


@pytest.mark.parametrize(
    "address",
    [
        "https://www.o.example/blog/a/", "http://o.example/blog/A", "/blog/a/", "//o.example/blog/a/feed/",
        "https://o.example/blog/?p=5", "/blog/?page_id=5&x=y", "https://files.example/2013/09/fig-300x200.jpg?w=9",
        "https://i0.wp.com/files.example/2013/09/fig.jpg?w=604", "https://files.example/2008/06/other.jpg",
    ],
)  # fmt: skip
def test_the_old_site_knows_its_addresses_in_every_form(address: str) -> None:
    index = Index(OldSite.of("https://www.o.example/blog"))
    target = Target("item", "5")
    index.numbers.add(5)
    index.add("https://o.example/blog/a/", target)
    index.add_file("https://files.example/2013/09/fig.jpg", target)
    index.add_file("https://i0.wp.com/files.example/2008/06/other.jpg", target)
    assert index.target(address) == target


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/blog/a/", "/blog/b/", "http://[bad", "mailto:a@b.c"]
)
def test_others_are_none_of_it(address: str) -> None:
    index = Index(OldSite.of("https://o.example/blog"))
    index.add("/blog/a/", Target("item", "5"))
    assert index.target(address) is None


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["/blog/2019/04/a/", "/blog/2020/01/b/"], "blog"),
        (["/archives/12", "/archives/13"], "archives"),
        (["/index.php/2019/a/", "/index.php/2020/b/"], "index.php"),
        (["/papers/a/", "/papers/b/"], ""),
        (["/rita/a.html"], ""),
        (["/2019/04/a/", "/2019/04/b/"], ""),
        (["/a/", "/b/"], ""),
        ([], ""),
    ],
)
def test_what_all_permalinks_begin_with_stands_before_lists(paths: list[str], found: str) -> None:
    assert front(paths, {"papers", "rita"}) == found
