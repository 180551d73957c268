"""The manual in the admin: all of it can be read there, and each place leads to what helps with it."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.utils.html import strip_tags

from nidairp.manual import markdown, shelf

NAMES = [name for names in shelf.SHELF.values() for name in names]


def shown(text: str) -> str:
    return markdown.html(text, lambda address: f"/to/{address}")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\nline.", "<p>One line.</p>"),
        ("- a\n  b\n- `c*d*`", "<ul><li>a b</li><li><code>c*d*</code></li></ul>"),
        ("Both:\n1. a\n2. b", "<p>Both:</p><ol><li>a</li><li>b</li></ol>"),
        ("**Bold [x](y.md)**, *so*", '<p><strong>Bold <a href="/to/y.md">x</a></strong>, <em>so</em></p>'),
        ("```sh\n<a> **b**\n```", '<pre tabindex="0"><code>&lt;a&gt; **b**</code></pre>'),
        ("2 * 3 * 4 <b>", "<p>2 * 3 * 4 &lt;b&gt;</p>"),
    ],
)
def test_the_marks_that_the_texts_use(text: str, html: str) -> None:
    assert shown(text) == html


def test_a_table_has_headings_for_columns_and_rows() -> None:
    html = shown("| a | b |\n|---|---|\n| c | `d\\|e` |")
    assert '<th scope="col">a</th>' in html
    assert '<tr><th scope="row">c</th><td><code>d|e</code></td></tr>' in html


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_shown_whole_and_no_mark_is_left_over(name: str) -> None:
    page = shelf.page(name)
    html = "".join([page.lead, *(section.html for section in page.sections)])
    words = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    assert not re.search(r"\*\*|`|\]\(|^\s*[|#-] ", strip_tags(words), re.MULTILINE)
    anchors = [section.anchor for section in page.sections]
    assert len(set(anchors)) == len(anchors)
    source = (shelf.folder() / f"{name}.md").read_text(encoding="utf-8")
    told = {words for words, _ in markdown.sections(source)}
    assert told - {section.words for section in page.sections} <= {page.title, *shelf.NOT_HERE}


def test_every_place_is_helped_by_a_page_that_is_there() -> None:
    assert set(shelf.HELPS.values()) <= set(NAMES)
    apps = {model._meta.app_label for model in admin.site._registry}
    assert apps <= set(shelf.HELPS)


@pytest.mark.django_db
def test_it_is_opened_from_where_somebody_works(admin_client: Client) -> None:
    page = admin_client.get("/admin/publications/author/").content.decode()
    assert '<a href="/admin/help/authors/">Help</a>' in page
    contents = admin_client.get("/admin/help/").content.decode()
    assert '<a href="/admin/help/editing/#deleted-by-mistake">Deleted by mistake</a>' in contents
    assert '<h2 id="deleted-by-mistake">' in admin_client.get("/admin/help/editing/").content.decode()
    assert admin_client.get("/admin/help/operations/").status_code == 404
