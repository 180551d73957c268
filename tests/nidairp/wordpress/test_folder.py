"""A site in a folder of another one, with a block theme: its menus, its lists, its own home page."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels

from news.models import Post
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page

from .test_moving import EXPORTS, move, told

pytestmark = pytest.mark.django_db
HOME = {"/lab/": "/", "/lab/wp-sitemap.xml": "/sitemap.xml", "/lab/news/": "/news/", "/lab/blog/": "/news/"}
LISTS = {
    "/lab/author/j-doeuni-example-org/": "/news/",
    "/lab/tag/日本/": "/news/tags/tag-7/",
    "/lab/topic/opioids/": "/news/tags/opioids/",
    "/lab/papers/日本/": "/news/papers/links/",
    "/lab/?tag=%E6%97%A5%E6%9C%AC": "/news/tags/tag-7/",
}


def test_a_block_theme_in_a_folder_comes_over(tmp_path: Path, client: Any) -> None:
    for name in ("2019/04/rat-e1600000000000.png", "2018/01/loose.png"):
        (tmp_path / "uploads" / name).parent.mkdir(parents=True)
        Pixels.new("RGB", (60, 40), (0, 0, len(name))).save(tmp_path / "uploads" / name)
    given = {"media": tmp_path / "uploads", "report": tmp_path / "report.json", "taxonomy": ["topic=tag"]}
    given["posts_page"] = "blog"
    code, lines = move(EXPORTS / "folder.xml", **given)
    assert (code, told(lines, "lost")) == (1, ["method"])
    check_menu()
    check_text()
    check_pages(lines)
    assert told(lines, "doubtful", "custom field") == ["doi"]
    for old, new in (HOME | LISTS).items():
        response = client.get(old)
        assert (response.status_code, response.headers.get("Location")) == (301, new), old
    for name in ("2019/04/rat.png", "2018/01/loose-300x200.png"):
        picture = client.get(f"/lab/wp-content/uploads/{name}").headers["Location"]
        assert picture.startswith("/media/images/"), name
    assert told(move(EXPORTS / "folder.xml", **given)[1], "made") == []


def check_menu() -> None:
    root = MenuItem.objects.menu("primary")
    assert [(item.level, item.title, item.url) for item in root.get_descendants()] == [
        (1, "Start", "/"),
        (1, "More", ""),
        (2, "Papers & more", "/news/papers/"),
        (2, "About us", "/about/"),
        (3, "NIH", "https://www.nih.gov/"),
        (1, "About", "/about/"),
        (2, "Staff", "/about/staff/"),
        (1, "News", "/news/"),
        (1, "Welcome", "/welcome/"),
        (1, "Blog", "/news/"),
    ]


def check_text() -> None:
    body = Post.objects.get().body
    about, tag = Page.objects.get(path="about"), Post.objects.get().tags.get(slug="tag-7")
    for part in (
        'href="/news/"', 'href="/news/?year=2019&amp;month=4"', 'href="/search/?q=rats+mice"',
        f'href="object:pages.page:{about.pk}#team"', f'href="object:news.tag:{tag.pk}"', 'href="/elsewhere/"',
        "On it",
    ):  # fmt: skip
        assert part in body, part
    assert body.count("<img data-image=") == 3


def check_pages(lines: list[dict[str, Any]]) -> None:
    assert set(Page.objects.values_list("path", flat=True)) == {"welcome", "about", "about/staff"}
    assert told(lines, "doubtful", "page") == ["Welcome"] and told(lines, "skipped", "page") == [
        "News",
        "Blog",
    ]
