"""Titles with sub- and superscripts and italics: shown so, and plain where only text can stand."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from news import schema_org
from news.models import Post
from nidairp.editing.slugs import slug_of
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.rich import bare, strip
from tests.factories import make_category, make_event, make_page, make_post

pytestmark = pytest.mark.django_db
TITLE = "GABA<sub>A</sub> and <sup>18</sup>F <i>in vivo</i>"
PLAIN = "GABAA and 18F in vivo"
HOSTILE = '<i>A</i> <script>alert(1)</script> <i onclick="x()">b</i> <sub><img src=x onerror=y></sub> & "c"'


@pytest.fixture
def post():
    return make_post(title=TITLE, slug="marked", category=make_category(name="Awards", slug="awards"))


def data_of(html: str) -> str:
    return "".join(re.findall(r'<script type="application/ld\+json">.*?</script>', html, re.DOTALL))


def test_an_article_shows_its_title_with_markup_and_plain_text_where_only_text_can_stand(
    client: Client, post
) -> None:
    html = client.get(post.get_absolute_url()).content.decode()

    assert f"<h1>{TITLE}</h1>" in html
    assert f'aria-current="page">{TITLE}</li>' in html
    assert f"<title>{PLAIN} |" in html
    assert f'<meta property="og:title" content="{PLAIN}">' in html
    assert f"{PLAIN}" in data_of(html)
    assert "sub" not in data_of(html)
    assert "&lt;sub&gt;" not in html


@pytest.mark.parametrize("address", ["/", "/news/", "/news/awards/"])
def test_lists_and_cards_show_it(client: Client, post, address: str) -> None:
    assert f"{TITLE}</a>" in client.get(address).content.decode()


def test_feeds_data_and_the_admins_list_have_its_letters(client: Client, admin_client: Client, post) -> None:
    feed = ElementTree.fromstring(client.get("/news/feed/").content)
    assert [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")][1] == PLAIN
    assert schema_org.render(post)["headline"] == str(post) == PLAIN
    listed = admin_client.get("/admin/news/post/").content.decode()
    assert PLAIN in listed
    assert "&lt;sub&gt;" not in listed


@pytest.mark.parametrize("asked", ["GABAA", "18F", "gaba*", "in vivo"])
def test_the_search_finds_it_across_its_markup(client: Client, post, asked: str) -> None:
    found = client.get("/search/", {"q": asked}).content.decode()
    assert f"{post.get_absolute_url()}" in found


def test_an_event_without_a_title_of_its_own_has_that_of_its_article(client: Client, post) -> None:
    event = make_event(post)
    assert f"{TITLE}</a>" in client.get("/news/events/").content.decode()
    assert PLAIN in client.get(event.calendar_url).content.decode().replace("\r\n ", "")
    assert schema_org.event(event)["name"] == PLAIN


def test_nothing_but_the_five_tags_is_markup(client: Client, post) -> None:
    post.title = HOSTILE
    post.save()
    page = make_page(title=HOSTILE, slug="hostile")
    make_page(title="Below", slug="below", parent=page)
    tree.add(MenuItem.objects.menu("primary"), HOSTILE[:120], page=page)
    for address in (post.get_absolute_url(), "/", "/news/", page.get_absolute_url(), "/hostile/below/"):
        html = client.get(address).content.decode()
        assert "<i>A</i> &lt;script&gt;alert(1)&lt;/script&gt;" in html, address
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<i onclick" not in html
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            json.loads(data)


def test_a_page_and_a_menu_item_show_theirs(client: Client) -> None:
    page = make_page(title=TITLE, slug="marked")
    make_page(title="Below", slug="below", parent=page)
    tree.add(MenuItem.objects.menu("primary"), "5-HT<sub>2A</sub>", page=page)
    html = client.get("/marked/").content.decode()
    assert f"<h1>{TITLE}</h1>" in html
    assert f"<title>{PLAIN} |" in html
    assert "5-HT<sub>2A</sub></a>" in html
    assert f"{TITLE}</a>" in client.get("/marked/below/").content.decode()
    assert str(page) == PLAIN


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (TITLE, "gabaa-and-18f-in-vivo"),
        ("α-Synuclein and µ-opioid", "alpha-synuclein-and-mu-opioid"),
        ("Δ9-THC, TNFα", "delta-9-thc-tnf-alpha"),
        ("𝚫9-THC, 𝛂2", "delta-9-thc-alpha-2"),
        ("Weiß, Łódź, Ørsted", "weiss-lodz-orsted"),
        ("Müller’s étude", "mullers-etude"),
        ("αβγδ receptors", "alpha-beta-gamma-delta-receptors"),
        ("Η επίδραση του ύπνου", "i-epidrasi-tou-upnou"),
        ("Τι είναι ο εθισμός;", "ti-einai-o-ethismos"),
        ("ΠΩΣ", "pos"),
        ("υ\u0301πνος, и\u0306од", "upnos-jod"),
        ("Ќе ў Љубав", "ke-u-ljubav"),
        ("თბილისი, سعاد", "tbilisi-saaad"),
        ("Щит и ёлка Юрия", "shit-i-yolka-yuriya"),
    ],
)
def test_a_slug_is_what_people_would_type(title: str, slug: str) -> None:
    assert slug_of(title) == slug
    category = make_category()
    assert make_post(title=title, slug="x", category=category).free_slug() == slug


def test_a_copy_of_a_long_title_keeps_no_half_of_a_tag(post) -> None:
    page = make_page(title=f"{'a' * 187}<sub>b</sub>", slug="long")
    page.as_copy()
    assert page.title == f"{'a' * 187} (copy)"


def test_a_copy_of_a_long_title_keeps_its_markup(post) -> None:
    post.title = f"GABA<sub>A</sub> <i>in vivo {'a' * 280}</i>"
    page = make_page(title=post.title[:150] + "</i>" + "b" * 45, slug="long")
    for copied, longest in ((post, 300), (page, 200)):
        shown = strip(copied.title)
        copied.as_copy()
        assert copied.title.startswith("GABA<sub>A</sub> <i>in vivo aaa")
        assert copied.title.endswith(" (copy)") and copied.title.count("</i>") == 1
        assert shown.startswith(strip(copied.title).removesuffix(" (copy)"))
        copied.full_clean(exclude=["category", "slug", "parent", "body"])
        assert longest - 10 <= len(copied.title) <= longest


def test_a_title_of_tags_alone_is_none(admin_client: Client) -> None:
    category = make_category()
    sent = {"title": "<i> </i>", "category": category.pk, "date": "2026-01-01", "_draft": "1"}
    answer = admin_client.post("/admin/news/post/add/", sent)
    assert "This field is required." in answer.context["adminform"].form.errors["title"]


def test_an_event_is_called_by_letters_and_its_field_has_the_buttons(admin_client: Client, post) -> None:
    event = make_event(post=post, title="A talk")
    address = f"/admin/news/post/{post.pk}/change/"
    answer = admin_client.get(address)
    (formset,) = (
        one.formset for one in answer.context["inline_admin_formsets"] if one.opts.model is type(event)
    )
    field = formset.forms[0].fields["title"]
    assert "data-marked" in field.widget.attrs
    assert "&lt;sub&gt;" in field.help_text
    assert field.clean("<i> </i>") == ""
    assert field.clean(" 5-HT<sub>2A</sub> ") == "5-HT<sub>2A</sub>"


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "The tag <b> alone",
        "Closed </i> before <i> it opens",
        "<i>in vivo</i> and <b> alone",
        "<b>Small</b> and <B>large</B>",
        "<b> and </B>",
        '<span class="nocase">DNA</span> 50% of _',
        "a < b",
    ],
)
def test_the_database_compares_what_readers_see(title: str) -> None:
    post = make_post(title=title)
    assert Post.objects.filter(title__plain=strip(title)).get() == post
    assert (
        Post.objects.order_by("title__plain").filter(title__plain__icontains=strip(title)[3:9]).get() == post
    )
    assert bare(title) == strip(title)


def test_of_one_kind_of_tags_all_go_if_one_of_them_is_closed() -> None:
    post = make_post(title="<b>in</b> and <b> alone")
    assert Post.objects.get(title__plain=bare(post.title)) == post
    assert bare(post.title) == "in and  alone"
