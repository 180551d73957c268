"""A whole site moved in: what is made of each thing, again and again, and by people in between."""

import html
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from PIL import Image as Pixels

from news.models import Category, Post, Tag
from nidairp.editing import publishing, snapshot
from nidairp.editing.models import Revision
from nidairp.library.models import Document, Image
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page
from nidairp.redirects.models import Redirect
from nidairp.wordpress.models import Origin
from publications.importing import afterwards
from publications.models import Publication
from tests.factories import make_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXPORTS = Path(__file__).parent / "exports"


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads" / "2019" / "04"
    folder.mkdir(parents=True)
    Pixels.new("RGB", (60, 40), "navy").save(folder / "fig.png")
    (folder / "report.pdf").write_bytes(b"%PDF-1.7 report %%EOF")
    return tmp_path / "uploads"


def move(*files: Path, **options: Any) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and the lines of the report."""
    report = options.setdefault("report", files[0].parent / "report.json") if files else None
    code = 0
    try:
        call_command("import_wordpress", *files, stdout=StringIO(), stderr=StringIO(), **options)
    except SystemExit as exit:
        code = int(exit.code or 0)
    return code, json.loads(report.read_text())["lines"] if report and report.exists() else []


@pytest.fixture
def moved(uploads: Path, tmp_path: Path) -> list[dict[str, Any]]:
    return move_institute(uploads, tmp_path)


def move_institute(
    uploads: Path, folder: Path, export: Path = EXPORTS / "institute.xml", **options: Any
) -> Any:
    given = {
        "bibtex": EXPORTS / "publications.bib",
        "teachpress": EXPORTS / "teachpress.tsv",
        "media": uploads,
        "report": folder / "report.json",
    } | options
    return move(export, **given)[1]


def told(lines: list[dict[str, Any]], outcome: str, kind: str = "") -> list[str]:
    return [line["what"] for line in lines if line["outcome"] == outcome and kind in ("", line["kind"])]


def counted() -> dict[str, int]:
    models = (Post, Page, Category, Tag, Image, Document, MenuItem, Redirect, Publication, Origin, Revision)
    return {model.__name__: model.objects.count() for model in (*models, get_user_model())}


def test_everything_comes_over(moved: list[dict[str, Any]], client: Any) -> None:
    check_article(client)
    check_states()
    check_pages(client)
    check_menu()
    check_people_and_terms()


def test_what_follows_a_large_import_follows_this_one(
    uploads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(afterwards, "_works", [lambda: seen.append(Post.objects.count())])
    move_institute(uploads, tmp_path, dry_run=True)
    assert seen == []
    move_institute(uploads, tmp_path)
    assert seen == [Post.objects.count()]


def check_article(client: Any) -> None:
    post = Post.objects.get(slug="brains-and-rats", title="Brains & <i>rats</i>")
    assert (str(post.date), post.category.slug, post.summary) == ("2019-04-08", "hot", "In short.")
    assert post.created_by.username == "rita" and post.published_at.isoformat() == "2019-04-09T02:30:00+00:00"
    assert (post.figure.credit, post.figure_alt, post.figure_caption) == (
        "R. Smith",
        "A white rat",
        "A rat at work",
    )
    assert [str(tag) for tag in post.tags.all()] == ["Brain"]
    assert [one.slug for one in post.further_categories()] == ["feed-news"]
    assert post.title in html.unescape(client.get("/news/feed-news/").content.decode())
    assert [one.citation_key for one in post.publications.all()] == ["Mayfield:2018aa"]
    shown = client.get(post.get_absolute_url()).content.decode()
    for part in (
        "First line<br>second line", 'href="/about/staff/#methods"', 'href="/news/hot/brains-and-rats-2/"',
        'href="/news/hot/"', 'alt="A rat"', "The <em>rat</em>.", "Video on youtube.com", "[sic]",
        'href="https://elsewhere.example.com/x"', Document.objects.get().get_absolute_url(),
        "A paper of Rita Mayfield", "/news/tags/brain/",
    ):  # fmt: skip
        assert part in shown, part
    assert "contact-form" not in shown and "tpsingle" not in shown
    assert [one.kind for one in Revision.objects.of(post).order_by("number")] == ["found", "published"]
    assert post.featured.position == 1
    other = Post.objects.get(slug="brains-and-rats-2")
    for part in (
        '<h2 id="h-a-heading">A heading</h2>',
        "<li>two</li>",
        "<figcaption>In a block",
        "<td>1</td>",
        "Used again.",
    ):
        assert part in other.body, part


def check_states() -> None:
    states = dict(Post.objects.values_list("title", "state"))
    assert {states[title] for title in ("Secret", "Private", "A draft", "Pending")} == {"draft"}
    assert (states["To come"], states["Thrown away"]) == ("scheduled", "withdrawn")
    assert Post.objects.get(title="Pending").submitted_at is not None
    assert "hunter2" not in json.dumps([one.content for one in Revision.objects.all()], default=str)
    assert Post.objects.get(title="Untitled, January 2, 2020").category.slug == "uncategorized"


def check_pages(client: Any) -> None:
    staff = Page.objects.get(path="about/staff")
    assert '<a href="object:publications.publication:' in staff.body and "<ol><li>" in staff.body
    about = Page.objects.get(path="about")
    first, second = about.publication_lists.order_by("position")
    assert (str(first.author), str(first.tag), first.first_year, first.last_year) == (
        "Mayfield, Rita", "dopamine", 2018, 2019,
    )  # fmt: skip
    assert str(second.author) == "Mayfield, Rita"
    assert "A paper of Rita Mayfield" in client.get("/about/").content.decode()
    assert (
        Page.objects.filter(path="circle-b/circle-a").exists()
        or Page.objects.filter(path="circle-a/circle-b").exists()
    )
    assert not Page.objects.filter(path="publications").exists()
    assert Page.objects.filter(title="News").exclude(path="news").exists()


def check_menu() -> None:
    root = MenuItem.objects.menu("primary")
    items = [(item.level, item.title, item.url) for item in root.get_descendants()]
    assert items[:5] == [
        (1, "About us", "/about/"),
        (2, "Staff", "/about/staff/"),
        (1, "Hot", "/news/hot/"),
        (1, "Elsewhere", "https://www.nih.gov/"),
        (1, "An article", "/news/hot/brains-and-rats/"),
    ]
    assert {title for _, title, _ in items[5:]} == {"Loop one", "Loop two"}


def check_people_and_terms() -> None:
    rita = get_user_model().objects.get(username="rita")
    assert not rita.is_active and not rita.has_usable_password() and rita.get_full_name() == "Rita Mayfield"
    hot = Category.objects.get(slug="hot")
    assert hot.parent.name == "Papers & Reviews" and hot.parent.description == "What we published."
    assert Category.objects.get(name="Feed").slug == "feed-news"


OLD = [
    ("/2019/04/brains-and-rats/", "/news/hot/brains-and-rats/"),
    ("/2019/04/rats/", "/news/hot/brains-and-rats/"),
    ("/2019/04/brains-and-rats/feed/", "/news/hot/brains-and-rats/"),
    ("/?p=101", "/news/hot/brains-and-rats/"),
    ("/?p=101&utm_source=mail", "/news/hot/brains-and-rats/?utm_source=mail"),
    ("/?page_id=111", "/about/staff/"),
    ("/2019/04/brains-and-rats/fig/", "/news/hot/brains-and-rats/"),
    ("/?attachment_id=201", "/news/hot/brains-and-rats/"),
    ("/category/papers/hot/", "/news/hot/"),
    ("/category/hot/", "/news/hot/"),
    ("/category/hot/page/2/", "/news/hot/"),
    ("/category/hot/feed/", "/news/hot/feed/"),
    ("/?cat=3", "/news/hot/"),
    ("/tag/brain/", "/news/tags/brain/"),
    ("/?tag=brain", "/news/tags/brain/"),
    ("/author/rita/", "/news/"),
    ("/?author=2", "/news/"),
    ("/2019/04/", "/news/?year=2019&month=4"),
    ("/feed/", "/news/feed/"),
    ("/feed/atom/", "/news/feed/"),
    ("/?feed=rss2", "/news/feed/"),
]


def test_every_old_address_answers_in_one_hop(moved: list[dict[str, Any]], client: Any) -> None:
    for old, new in OLD:
        response = client.get(old)
        assert (response.status_code, response.headers.get("Location")) == (301, new), old
        assert client.get(new).status_code == 200, new
    for size in ("", "-300x200", "-1024x768", "-scaled"):
        picture = client.get(f"/wp-content/uploads/2019/04/fig{size}.png")
        assert picture.status_code == 301 and picture.headers["Location"].startswith("/media/images/")
        assert b"".join(client.get(picture.headers["Location"]).streaming_content)
    document = client.get("/wp-content/uploads/2019/04/report.pdf")
    assert document.headers["Location"] == Document.objects.get().get_absolute_url()
    for stays in ("/about/", "/about/staff/", "/publications/", "/news/", "/"):
        assert client.get(stays).status_code == 200
    for hidden in ("/2019/06/secret/", "/?p=103", "/2019/06/private/", "/?p=107"):
        assert client.get(hidden, follow=True).status_code in (200, 404)
        assert "Nobody may read" not in client.get(hidden, follow=True).content.decode()


def test_the_report_has_a_line_for_each_thing(moved: list[dict[str, Any]]) -> None:
    assert "Missing" in told(moved, "lost", "attachment") and "Escape" in told(moved, "lost", "attachment")
    assert "/wp-content/uploads/2019/04/missing.png" in told(moved, "lost", "address")
    assert told(moved, "lost", "event") == ["An event"]
    assert {"/2019/06/secret/", "/?p=103"} <= set(told(moved, "skipped", "address"))
    lost = [line for line in moved if line["outcome"] == "lost" and line["kind"] == "text"]
    assert {line["line"] for line in lost} >= {25, 63, 112}
    assert any("contact-form-7" in line["message"] for line in lost)
    assert any(line["line"] == 115 for line in moved if line["kind"] == "file")
    assert "Social" in told(moved, "doubtful", "menu")


def test_a_second_run_changes_nothing(moved: list[dict[str, Any]], uploads: Path, tmp_path: Path) -> None:
    before, stored = counted(), sorted(path.name for path in uploads.parent.rglob("*"))
    again = move_institute(uploads, tmp_path)
    assert counted() == before
    assert told(again, "made") == [] and told(again, "changed") == [] and told(again, "conflict") == []
    assert sorted(path.name for path in uploads.parent.rglob("*")) == stored


def newer(folder: Path, *changes: tuple[str, str]) -> Path:
    text = (EXPORTS / "institute.xml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "newer.xml"
    path.write_text(text)
    return path


def test_what_changed_there_is_changed_and_what_was_edited_here_stays(
    moved: list[dict[str, Any]], uploads: Path, tmp_path: Path
) -> None:
    mine = Post.objects.get(slug="brains-and-rats-2")
    content = snapshot.with_fields(snapshot.take(mine), title="Better words")
    publishing.publish(mine, None, content)
    export = newer(
        tmp_path,
        ("First line\nsecond line", "Quite another line"),
        ("<p>Left <b>bold</b></p>", "<p>Something else</p>"),
        ("Who we are ", "Who we all are "),
        ("Please read.", "Please do read."),
    )
    lines = move_institute(uploads, tmp_path, export)
    assert "<p>Quite another line</p>" in Post.objects.get(slug="brains-and-rats").body
    mine.refresh_from_db()
    assert mine.title == "Better words" and "Something else" not in mine.body
    assert told(lines, "conflict") == ["Better words"]
    assert sorted(told(lines, "changed")) == ["Brains & rats", "Pending", "Staff"]
    pending = Post.objects.get(title="Pending")
    assert (pending.state, pending.body) == ("draft", "<p>Please do read.</p>")
    changed = Revision.objects.of(Post.objects.get(slug="brains-and-rats")).newest_first().first()
    assert (changed.kind, changed.note) == ("published", "Imported from WordPress")


def test_names_of_categories_tags_and_menu_items_follow_unless_edited_here(
    moved: list[dict[str, Any]], uploads: Path, tmp_path: Path
) -> None:
    Category.objects.filter(slug="hot").update(name="Hot here")
    MenuItem.objects.filter(title="An article").update(title="Article here")
    export = newer(
        tmp_path,
        ("<wp:cat_name><![CDATA[Hot]]>", "<wp:cat_name><![CDATA[Hot there]]>"),
        ("<wp:cat_name><![CDATA[Papers &amp; Reviews]]>", "<wp:cat_name><![CDATA[Papers]]>"),
        ("<wp:tag_name><![CDATA[Brain]]>", "<wp:tag_name><![CDATA[Brains]]>"),
        ("<item><title>An article</title>", "<item><title>Article there</title>"),
        ("<item><title>Elsewhere</title>", "<item><title>NIH</title>"),
        ("https://www.nih.gov/<", "https://old.example.org/about/staff/#methods<"),
        ("<wp:post_id>105</wp:post_id>", "<wp:post_id>1105</wp:post_id>"),
    )
    lines = move_institute(uploads, tmp_path, export)
    assert told(lines, "conflict") == ["Hot here", "Article here"]
    changed = [line["what"] for line in lines if line["outcome"] == "changed"]
    assert changed == ["Papers", "Brains", "Hot there", "NIH"]  # one item is called as its category
    assert MenuItem.objects.get(title="NIH").url == "/about/staff/#methods"
    assert Category.objects.get(slug="hot").parent.name == "Papers"
    [gone] = [line["message"] for line in lines if line["what"] == "no longer there"]
    assert "1 are not in this export" in gone and "A draft" in gone
    again = move_institute(uploads, tmp_path, export)
    assert told(again, "changed") == []


#: "An article" first, and "Staff" no longer below "About us" but last.
REORDERED = (
    ("<wp:post_id>405</wp:post_id><wp:status>publish</wp:status><wp:menu_order>5<",
     "<wp:post_id>405</wp:post_id><wp:status>publish</wp:status><wp:menu_order>0<"),
    ("<wp:post_id>402</wp:post_id><wp:status>publish</wp:status><wp:menu_order>2<",
     "<wp:post_id>402</wp:post_id><wp:status>publish</wp:status><wp:menu_order>9<"),
    ("<wp:meta_key>_menu_item_menu_item_parent</wp:meta_key><wp:meta_value>401<",
     "<wp:meta_key>_menu_item_menu_item_parent</wp:meta_key><wp:meta_value>0<"),
)  # fmt: skip


def shown_menu() -> list[tuple[int, str]]:
    rows = MenuItem.objects.menu("primary").get_descendants().exclude(title__startswith="Loop")
    return [(row.level, row.title) for row in rows]


def test_the_order_of_a_menu_follows(moved: list[dict[str, Any]], uploads: Path, tmp_path: Path) -> None:
    tree.add(MenuItem.objects.menu("primary"), "Made here", address="/search/")
    lines = move_institute(uploads, tmp_path, newer(tmp_path, *REORDERED))
    assert shown_menu() == [
        (1, "An article"), (1, "About us"), (1, "Hot"), (1, "Elsewhere"), (1, "Staff"), (1, "Made here"),
    ]  # fmt: skip
    assert (told(lines, "changed"), told(lines, "conflict")) == (["Main menu"], [])
    again = move_institute(uploads, tmp_path, newer(tmp_path, *REORDERED))
    assert (told(again, "changed"), told(again, "conflict")) == ([], [])


def test_the_order_of_a_menu_that_was_changed_here_stays(
    moved: list[dict[str, Any]], uploads: Path, tmp_path: Path
) -> None:
    tree.move(MenuItem.objects.get(title="Elsewhere").pk, "up")
    mine = shown_menu()
    assert told(move_institute(uploads, tmp_path), "conflict") == []
    lines = move_institute(uploads, tmp_path, newer(tmp_path, *REORDERED))
    assert told(lines, "conflict") == ["Main menu"]
    assert shown_menu() == mine


def test_what_is_published_private_or_deleted_later_follows(
    moved: list[dict[str, Any]], uploads: Path, tmp_path: Path, client: Any
) -> None:
    Page.objects.get(path="about/staff").delete()
    export = newer(
        tmp_path,
        ("<wp:status>draft</wp:status>", "<wp:status>publish</wp:status>"),
        ("<wp:status><![CDATA[publish]]></wp:status>", "<wp:status><![CDATA[private]]></wp:status>"),
    )
    lines = move_institute(uploads, tmp_path, export)
    assert Post.objects.get(title="A draft").state == "published"
    hidden = Post.objects.get(title="Brains & <i>rats</i>")
    assert not hidden.is_public and client.get(hidden.get_absolute_url()).status_code == 404
    assert "Staff" in told(lines, "skipped", "page") and not Page.objects.filter(path="about/staff").exists()


def test_a_rehearsal_says_the_same_and_changes_nothing(uploads: Path, tmp_path: Path) -> None:
    before = counted()
    rehearsed = move_institute(uploads, tmp_path, dry_run=True)
    assert counted() == before
    assert not (tmp_path / "media").exists()
    real = move_institute(uploads, tmp_path)

    def key(line: dict[str, Any]) -> tuple[Any, ...]:
        return line["outcome"], line["kind"], line["what"], line["line"]

    assert sorted(map(key, rehearsed)) == sorted(map(key, real))


def test_a_fault_in_the_middle_leaves_everything_as_it_was(
    uploads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counted()
    monkeypatch.setattr("nidairp.wordpress.bringing.menus.bring", lambda voyage: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        move_institute(uploads, tmp_path)
    assert counted() == before
    assert [
        path for path in (tmp_path / "media").rglob("*") if path.is_file() and "images" in path.parts
    ] == []


def test_redirects_made_by_hand_and_articles_that_are_here_are_left(
    uploads: Path, tmp_path: Path, client: Any
) -> None:
    Redirect.objects.create(old_path="/2019/05/brains-and-rats/", address="/search/")
    category = Category.objects.create(name="Hot off the press", slug="hot")
    here = make_post(category=category, slug="brains-and-rats", title="Was here before")
    lines = move_institute(uploads, tmp_path)
    assert client.get("/2019/05/brains-and-rats/").headers["Location"] == "/search/"
    assert "/2019/05/brains-and-rats/" in told(lines, "conflict", "address")
    here.refresh_from_db()
    assert here.title == "Was here before" and here.category.name == "Hot off the press"
    assert Post.objects.get(title="Brains & <i>rats</i>").get_absolute_url() == "/news/hot/brains-and-rats-2/"


def test_media_that_comes_later_is_brought_in_then(uploads: Path, tmp_path: Path, client: Any) -> None:
    without = move_institute(uploads, tmp_path, media=None)
    assert Image.objects.count() == 0 and "fig" in told(without, "lost", "attachment")
    lines = move_institute(uploads, tmp_path)
    post = Post.objects.get(title="Brains & <i>rats</i>")
    assert post.figure and 'data-image="' in post.body and "Brains & rats" in told(lines, "changed", "post")
    assert client.get("/wp-content/uploads/2019/04/fig.png").status_code == 301


def test_what_is_no_export_is_refused_with_code_2(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_text("<html>Not found</html>")
    assert move(path)[0] == 2
    with pytest.raises(Exception, match="no such file"):
        call_command("import_wordpress", tmp_path / "nothing.xml")


def test_an_item_that_stands_there_twice_is_taken_once(uploads: Path, tmp_path: Path) -> None:
    page = "<item><title>About</title>"
    text = (EXPORTS / "institute.xml").read_text()
    begin = text.index(page)
    whole = text[begin : text.index("</item>", begin) + 7]
    lines = move_institute(uploads, tmp_path, newer(tmp_path, (whole, whole * 3)))
    assert Page.objects.filter(title="About").count() == 1
    told_twice = [line for line in lines if "it is taken once" in line["message"]]
    assert len(told_twice) == 2


@pytest.mark.parametrize("ending", ["html", "csv", "json"])
def test_the_report_comes_in_three_forms(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "small.xml"
    item = (
        "<item><title>A &lt;b&gt;title&lt;/b&gt; =1+1</title><wp:post_id>5</wp:post_id>"
        "<wp:post_type>post</wp:post_type></item>"
    )
    path.write_text(
        f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>http://o.example</link>{item}</channel></rss>'
    )
    report = tmp_path / f"report.{ending}"
    call_command("import_wordpress", path, report=report, stdout=StringIO())
    text = report.read_text()
    assert "small.xml" in text and "A title =1+1" in text and "<b>" not in text


def test_what_has_no_title_is_named_by_its_address_and_a_list_of_one_year_asks_for_that(
    tmp_path: Path,
) -> None:
    path = tmp_path / "small.xml"
    content = "<![CDATA[<p>A [nonsense id='1'] text.</p>[tplist year='2019']]]>"
    item = (
        "<item><title></title><link>http://o.example/news/untold/</link><wp:post_id>5</wp:post_id>"
        "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
        f"<content:encoded>{content}</content:encoded></item>"
    )
    spaces = (
        'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    path.write_text(f"<rss {spaces}><channel><link>http://o.example</link>{item}</channel></rss>")
    _, lines = move(path)
    assert told(lines, "lost", "text") == ["http://o.example/news/untold/"]
    assert '<a href="/publications/?year=2019">' in Post.objects.get().body
