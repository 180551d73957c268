"""Links that name what they lead to, and images of the library, in a text as readers get it."""

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from nidairp.editing import linking, placing
from nidairp.editing.body import sanitize
from nidairp.editing.templatetags.editing import rich_body
from nidairp.library import uses
from nidairp.search.models import Entry
from tests.factories import make_category, make_document, make_image, make_page, make_post, make_publication


def link(row: Any, text: str = "there", more: str = "") -> str:
    return f'<a href="{linking.reference_to(row)}{more}">{text}</a>'


@pytest.mark.django_db
def test_a_link_follows_what_it_names_wherever_that_moves() -> None:
    page, post = make_page(slug="about"), make_post(category=make_category(slug="awards"), slug="a-prize")
    work, file = make_publication(slug="carmack-2019"), make_document("map.pdf")
    text = f"<p>{link(page)} {link(post)} {link(work)} {link(file)} {link(post.category, more='#top')}</p>"
    assert re.findall('href="(.*?)"', rich_body(text)) == [
        "/about/",
        "/news/awards/a-prize/",
        "/publications/carmack-2019/",
        file.get_absolute_url(),
        "/news/awards/#top",
    ]
    page.slug = "about-us"
    page.save()
    assert 'href="/about-us/"' in rich_body(text)


@pytest.mark.django_db
def test_a_link_to_what_is_not_public_or_gone_is_its_text() -> None:
    draft, hidden, gone = make_post(state="draft"), make_publication(is_public=False), make_page()
    text = f"<p>{link(draft, 'a <em>b</em>')} {link(hidden)} {link(gone)}</p>"
    gone.delete()
    assert rich_body(text) == "<p>a <em>b</em> there there</p>"


@pytest.mark.parametrize(
    "href",
    ["object:", "object:auth.user:1", "object:news.post:x", "object:news.post:0", "object:news.post:9 9"],
)
@pytest.mark.django_db
def test_what_names_nothing_that_can_be_linked_is_its_text(href: str) -> None:
    assert rich_body(f'<p><a href="{href}">x</a></p>') == "<p>x</p>"


@pytest.mark.django_db
def test_a_link_keeps_what_else_it_says_and_others_stay_as_they_are() -> None:
    page = make_page(slug="about")
    text = (
        f'<p><a title="a > b" href="{linking.reference_to(page)}">x</a> <a href="https://nih.gov/">y</a></p>'
    )
    kept = '<p><a title="a &gt; b" href="/about/">x</a> <a href="https://nih.gov/">y</a></p>'
    assert rich_body(text) == kept


@pytest.mark.django_db
def test_many_links_and_images_take_as_many_queries_as_few(django_assert_num_queries: Any) -> None:
    def text(number: int) -> str:
        rows = [maker() for maker in (make_page, make_post, make_publication) for _ in range(number)]
        images = "".join(f'<img data-image="{make_image().pk}" alt="x">' for _ in range(number))
        return "".join(f"<p>{link(row)}</p>" for row in rows) + images

    for number in (1, 4):
        written = text(number)
        with django_assert_num_queries(4):
            shown = rich_body(written)
        assert shown.count("<picture>") == number and "object:" not in shown
    with django_assert_num_queries(0):
        rich_body("<p>Nothing to look up. object: data-image</p>")


@pytest.mark.django_db
def test_an_image_stands_in_the_text_with_its_words_and_sizes() -> None:
    image = make_image()
    shown = rich_body(
        f'<figure><img data-image="{image.pk}" alt="Bars &amp; &quot;dots&quot;">'
        "<figcaption>After <em>Carmack</em></figcaption></figure>"
    )
    assert shown.startswith('<figure class="figure"><picture><source type="image/avif"')
    assert 'alt="Bars &amp; &quot;dots&quot;" width="60" height="40" loading="lazy"' in shown
    assert shown.endswith("</picture><figcaption>After <em>Carmack</em></figcaption></figure>")


@pytest.mark.django_db
def test_an_image_without_a_caption_has_none_and_one_that_is_gone_leaves_nothing() -> None:
    image = make_image()
    decorative = f'<figure><img data-image="{image.pk}" alt=""><figcaption></figcaption></figure>'
    assert 'alt=""' in rich_body(decorative) and "figcaption" not in rich_body(decorative)
    gone = '<p>a</p><figure><img data-image="99" alt="x"><figcaption>Caption</figcaption></figure><p>b</p>'
    assert rich_body(gone) == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    ("given_html", "left"),
    [
        ('<p><img src="https://evil.example/pixel.gif" alt="x">a</p>', "<p>a</p>"),
        ('<img data-image="x" alt="y">', ""),
        ('<img data-image="1" src="x" onerror="alert(1)" alt="y">', '<img data-image="1" alt="y">'),
        ('<figure onclick="x()"><img src="a.png"><figcaption></figcaption></figure>', ""),
        ('<img alt="a data-image=&quot;1&quot; b">', ""),
        ('<img alt="a > b" data-image="1">', '<img alt="a &gt; b" data-image="1">'),
    ],
)
def test_an_image_in_a_text_is_the_librarys_or_none(given_html: str, left: str) -> None:
    assert sanitize(given_html) == left


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


@given(_words, _words, st.integers(1, 10**17))
def test_what_the_editor_writes_of_an_image_survives_and_scripts_never_do(
    alt: str, caption: str, number: int
) -> None:
    for bad in ("", "<script>alert(1)</script>", '"><script>alert(1)</script>'):
        written = f'<figure><img data-image="{number}" alt="{_escaped(alt + bad)}"><figcaption>'
        written += f"{_escaped(caption + bad)}</figcaption></figure>"
        kept = sanitize(written)
        assert sanitize(kept) == kept
        assert placing.numbers(kept) == {number}
        assert re.sub(r'"[^"]*"', "", kept).count("<") == 5


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@pytest.mark.django_db
def test_readers_feeds_and_the_search_never_meet_a_reference(client: Client) -> None:
    target, image = make_page(slug="about"), make_image()
    body = f'<p>Read {link(target, "about us")}.</p><img data-image="{image.pk}" alt="Bars">'
    post = make_post(title="The article", body=body)
    shown = client.get(post.get_absolute_url()).content.decode()
    assert '<a href="/about/">about us</a>' in shown and 'alt="Bars"' in shown
    for address in (post.get_absolute_url(), "/news/", "/news/feed/", "/search/?q=article", "/sitemap.xml"):
        text = client.get(address).content.decode()
        assert "object:" not in text and "data-image" not in text
    entry = Entry.objects.get(title="The article")
    assert "object" not in entry.text and "about us" in entry.text


@pytest.mark.django_db
def test_an_image_or_file_in_a_text_is_in_use(admin_client: Client) -> None:
    image, file = make_image(), make_document()
    page = make_page(title="The page", body=f'<img data-image="{image.pk}" alt="x"><p>{link(file)}</p>')
    make_page(body=f'<img data-image="{image.pk}9" alt="x">')
    for used in (image, file):
        assert [use.name for use in uses.of(used)] == ["The page"]
        address = f"/admin/library/{used._meta.model_name}/{used.pk}/delete/"
        shown = admin_client.post(address, {"post": "yes"}).content.decode()
        assert "is in use" in shown and f"/admin/pages/page/{page.pk}/change/" in shown
        assert type(used).objects.filter(pk=used.pk).exists()


@pytest.mark.django_db
def test_the_checks_before_publishing_name_links_that_lead_nowhere(admin_client: Client) -> None:
    draft, gone = make_post(state="draft", title="Not yet"), make_page()
    page = make_page(body=f"<p>{link(draft, 'the news')} {link(gone, 'the page')}</p>")
    gone.delete()
    shown = admin_client.get(f"/admin/pages/page/{page.pk}/change/").content.decode()
    assert "“the news” leads to the post “Not yet”, which is not published" in shown
    assert "“the page” leads to something that has been deleted" in shown
