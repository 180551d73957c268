"""Exports as they really are: every version, damaged ones, hostile ones."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.wordpress.export import php
from nidairp.wordpress.export.items import Author, Channel, Found, Item, Label, Problem, Taxon
from nidairp.wordpress.export.reading import Refused, read

SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/{0}/excerpt/" xmlns:wp="http://wordpress.org/export/{0}/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def export(inside: str, version: str = "1.2") -> str:
    spaces = SPACES.format(version)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss {spaces}>\n<channel>\n{inside}\n</channel></rss>'


def found(text: str | bytes) -> list[Found]:
    return list(read(BytesIO(text.encode() if isinstance(text, str) else text)))


def items(text: str | bytes) -> list[Item]:
    return [one for one in found(text) if isinstance(one, Item)]


def problems(text: str | bytes) -> list[Problem]:
    return [one for one in found(text) if isinstance(one, Problem)]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(version: str) -> None:
    text = export(
        "<link>https://old.example.org</link>\n"
        "<wp:author><wp:author_id>4</wp:author_id><wp:author_login>ann</wp:author_login></wp:author>\n"
        "<wp:category><wp:category_nicename>a</wp:category_nicename><wp:cat_name>A</wp:cat_name></wp:category>\n"
        "<item><title>One</title><category>A</category>"
        '<category domain="category" nicename="a">A</category>'
        '<category domain="tag" nicename="t">T</category>'
        "<wp:post_id>7</wp:post_id><content:encoded><![CDATA[<p>x</p>]]></content:encoded>"
        "<excerpt:encoded>short</excerpt:encoded></item>",
        version,
    )
    channel, author, taxon, item = found(text)
    assert isinstance(channel, Channel) and channel.link == "https://old.example.org"
    assert isinstance(author, Author) and (author.login, author.number, author.line) == ("ann", 4, 5)
    assert isinstance(taxon, Taxon) and (taxon.taxonomy, taxon.slug, taxon.name) == ("category", "a", "A")
    assert isinstance(item, Item) and (item.number, item.line, item.content) == (7, 7, "<p>x</p>")
    assert item.excerpt == "short"
    assert item.labels == [Label("category", "a", "A"), Label("post_tag", "t", "T")]


def test_namespaces_count_by_what_they_are_not_by_their_prefix() -> None:
    text = (
        '<rss xmlns:w="https://wordpress.org/export/1.2/" xmlns:c="http://purl.org/rss/1.0/modules/content/">'
        "<channel><item><w:post_id>3</w:post_id><c:encoded>x</c:encoded><own:field>y</own:field></item></channel></rss>"
    )
    assert [(item.number, item.content) for item in items(text)] == [(3, "x")]


def test_texts_in_several_parts_are_one() -> None:
    text = export(
        "<item><content:encoded>\n<![CDATA[a]]><![CDATA[b </item> <item>]]>\n</content:encoded></item>"
    )
    assert [item.content for item in items(text)] == ["ab </item> <item>"]


def test_names_of_characters_and_lone_ampersands_are_understood() -> None:
    assert [item.title for item in items(export("<item><title>A&nbsp;& B &amp; &#11; C</title></item>"))] == [
        "A\xa0& B &  C"
    ]


def test_control_characters_are_taken_out_and_told() -> None:
    text = export("<item><title>A\x0bB\x00</title></item>")
    assert [item.title for item in items(text)] == ["AB"]
    [problem] = problems(text)
    assert (problem.line, problem.lost) == (4, False) and "2 control characters" in problem.message


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (export("<item><title>Café</title></item>").replace("UTF-8", "ISO-8859-1").encode("latin-1"), "Café"),
        (export("<item><title>“Café”</title></item>").encode("windows-1252"), "“Café”"),
        (
            export("<item><title>Привет</title></item>").replace("UTF-8", "windows-1251").encode("cp1251"),
            "Привет",
        ),
        (export("<item><title>Café</title></item>").encode("utf-8-sig"), "Café"),
        (export("<item><title>Café</title></item>").encode("utf-16"), "Café"),
        (export("<item><title>Café</title></item>").replace("UTF-8", "ISO-8859-1").encode(), "Café"),
        (export("<item><title>Café</title></item>").replace("UTF-8", "no-such-code").encode(), "Café"),
    ],
)
def test_wrong_encodings_are_seen_through(data: bytes, title: str) -> None:
    assert [item.title for item in items(data)] == [title]


def test_a_file_that_was_cut_off_gives_what_is_whole() -> None:
    text = export("<item><title>One</title></item>\n<item><title>Two</title><content:encoded><![CDATA[half")
    text = text[: text.index("half") + 4]
    assert [item.title for item in items(text)] == ["One"]
    [problem] = problems(text)
    assert problem.line == 5 and "cut off" in problem.message and problem.lost


def test_one_damaged_item_is_no_harm_to_the_others() -> None:
    text = export(
        "<item><title>One</title></item>\n<item><title>Two</wrong></item>\n"
        "<item><title>Three</title><content:encoded><![CDATA[never closed</content:encoded>\n\t</item>\n"
        "\t<item>\n<title>Four</title></item>"
    )
    assert [item.title for item in items(text)] == ["One", "Four"]
    assert [(problem.line, problem.lost) for problem in problems(text)] == [(5, True), (6, True)]


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE])
def test_entities_of_its_own_are_refused(declared: str) -> None:
    text = export("<item><title>&a;</title></item>")
    with pytest.raises(Refused, match="refused"):
        found(text.replace("<rss", f"{declared}<rss"))


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE])
def test_entities_declared_within_an_item_are_refused_with_it(declared: str) -> None:
    assert items(export(f"<item><title>x</title>{declared}&a;</item>")) == []


@pytest.mark.parametrize("text", ["", "<html><body>Not found</body></html>", "PK\x03\x04", "{}"])
def test_what_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not a WordPress export"):
        found(text)


def test_much_is_read_in_little_memory() -> None:
    """Blocks of a megabyte: an item that stands across two of them is one all the same."""
    body = (
        "<item><title>T</title><content:encoded><![CDATA[" + "word " * 5000 + "]]></content:encoded></item>\n"
    )
    text = export(body * 100)
    assert {(item.title, len(item.content)) for item in items(text)} == {("T", 24999)}
    assert len(items(text)) == 100


PARTS = st.sampled_from(
    ["<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "<rss>", "</rss>", "<wp:author>", "&",
     "&#0;", "<!--", "-->", "<wp:post_id>", "</wp:post_id>", "\n", "1", "é", "\x00", "<?xml", "?>",
     "<!DOCTYPE"]
)  # fmt: skip


@given(
    st.lists(PARTS, max_size=30).map("".join)
    | st.binary(max_size=200).map(lambda data: data.decode("latin-1"))
)
def test_no_text_breaks_the_reading(text: str) -> None:
    with suppress(Refused):
        found(f"<rss>{text}".encode("latin-1", "replace"))


PHP = st.lists(st.sampled_from(["a:", "s:", "1", ":{", "}", '"x"', ";", "i:", "N;"])).map("".join)


@given(st.text(max_size=60) | PHP)
def test_no_value_of_php_breaks_its_reading(text: str) -> None:
    php.read(text)


def test_values_of_php_are_read() -> None:
    assert php.read('a:3:{s:4:"file";s:9:"Kühe.png";s:1:"n";i:3;i:0;a:1:{s:1:"b";b:1;}}') == {
        "file": "Kühe.png",
        "n": 3,
        0: {"b": True},
    }
    assert php.read('s:99:"short";') is None
