"""From WordPress's markup to ours."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.editing.body import sanitize
from nidairp.wordpress.text.converting import Context, converted
from nidairp.wordpress.text.figures import Picture
from nidairp.wordpress.text.shortcodes import found
from nidairp.wordpress.text.showing import Meaning
from nidairp.wordpress.text.teachpress import Named, Wanted, read_numbers, wanted


class Told:
    """A context that knows image 7 only, and keeps what it is told."""

    def __init__(self) -> None:
        self.lost: list[str] = []
        self.lists: list[Wanted] = []
        self.named: list[Named] = []

    def context(self) -> Context:
        return Context(
            meaning=Meaning(
                self.picture,
                lambda href: "" if href.startswith("#") else href,
                self.lost.append,
                lambda source: source if source.startswith("https://e.org/") else "",
            ),
            reusable={
                3: "<!-- wp:paragraph --><p>Again</p><!-- /wp:paragraph -->",
                4: '<!-- wp:block {"ref":4} /-->',
            },
            attached=lambda: [7],
            caption=lambda number: "Seven",
            publication=self.publication,
            listed=lambda one: self.lists.append(one) or "",
            search=lambda: '<p><a href="/publications/">Search</a></p>',
            references=lambda: "",
            footnotes='[{"id":"u","content":"See <em>b</em>."}]',
        )

    def picture(self, source: str, classes: str, alt: str) -> Picture | None:
        return Picture(7, alt) if "7" in source + classes else None

    def publication(self, named: Named, how: str) -> str:
        self.named.append(named)
        return f"({how})"


def text(markup: str, told: Told | None = None) -> str:
    return converted(markup, (told or Told()).context())


FIGURE = '<figure><img data-image="7" alt="">{}</figure>'


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("One\ntwo\n\nThree", "<p>One<br>two</p><p>Three</p>"),
        ("<p>a<br />\nb</p>\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("a <b>b\n\nc</b> <i>d</i>", "<p>a <strong>b</strong></p><p><strong>c</strong> <em>d</em></p>"),
        ("<h1>One</h1>\ntext\n<h6>Six</h6>", "<h2>One</h2><p>text</p><h4>Six</h4>"),
        ("<ul>\n<li>x\n<ul><li>y</li></ul></li>\n</ul>", "<ul><li>x<ul><li>y</li></ul></li></ul>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<pre>a\n  b</pre>", "<p>a<br>  b</p>"),
        (
            "<blockquote>Said\n<cite>M</cite></blockquote>",
            "<blockquote><p>Said<br><em>M</em></p></blockquote>",
        ),
        (
            "<blockquote>Yes.<cite>M</cite></blockquote>",
            "<blockquote><p>Yes.<br><em>M</em></p></blockquote>",
        ),
        (
            "<blockquote>As <cite>Nature</cite> says</blockquote>",
            "<blockquote><p>As <em>Nature</em> says</p></blockquote>",
        ),
        ("<var>v\n</var><h2>x</h2>", "<p><em>v</em></p><h2>x</h2>"),
        ('<h2 id="aims">x</h2><h3>y</h3>', '<h2 id="aims">x</h2><h3>y</h3>'),
        ('<a name="aims"></a>\n<h2 class="t">x</h2>', '<h2 id="aims">x</h2>'),
        ('<h1><span id="aims">x</span></h1>', '<h2 id="aims">x</h2>'),
        ('<p id="a">x</p><h2>y</h2>', "<p>x</p><h2>y</h2>"),
        ('<h2 id="a b">x</h2><h2 id=\'a"b\'>y</h2>', "<h2>x</h2><h2>y</h2>"),
        ("x<!--more-->\n\n<!--nextpage-->y", "<p>x</p><p>y</p>"),
        ("<p>&nbsp;</p>\n<p></p>x", "<p>x</p>"),
        ("<script>alert(1)</script><a href='javascript:x'>y</a>", "<p>y</p>"),
        ("<dl><dt>T</dt><dd>D</dd></dl>", "<p><strong>T</strong></p><p>D</p>"),
        ("Go <a href='#note'>down</a>", "<p>Go down</p>"),
        ("2 < 3 &amp; 4", "<p>2 &lt; 3 &amp; 4</p>"),
        ("a [sic] b [CI 95%] [1]", "<p>a [sic] b [CI 95%] [1]</p>"),
        ("[[gallery]] is a shortcode", "<p>[gallery] is a shortcode</p>"),
        (
            "https://youtu.be/abc",
            '<p><a href="https://youtu.be/abc">Video on youtube.com</a></p>',
        ),
        ("[embed]https://vimeo.com/1[/embed]", '<p><a href="https://vimeo.com/1">Video on vimeo.com</a></p>'),
        ("[vimeo 12]", '<p><a href="https://vimeo.com/12">Video on vimeo.com</a></p>'),
        (
            "[youtube=http://www.youtube.com/watch?v=a&amp;b=c]",
            '<p><a href="http://www.youtube.com/watch?v=a&amp;b=c">Video on youtube.com</a></p>',
        ),
        ('[video mp4="/v.mp4"][/video]', '<p><a href="/v.mp4">Video</a></p>'),
        (
            '<table><caption>C</caption><tr><td colspan="2">1<p>2</p></td></tr></table>',
            '<table><tbody><tr><td colspan="2">1<br>2</td></tr></tbody></table><p>C</p>',
        ),
        ('<p>a <img src="7.png"> b</p>', "<p>a</p>" + FIGURE.format("") + "<p>b</p>"),
        (
            '<a href="/x/"><img src="7.png"></a>',
            FIGURE.format('<figcaption><a href="/x/">Follow the link of this image</a></figcaption>'),
        ),
        (
            '[caption id="a"]<a href="object:library.image:7"><img src="7.png"></a> A <em>rat</em>[/caption]',
            FIGURE.format("<figcaption>A <em>rat</em></figcaption>"),
        ),
        (
            '[caption caption="Old form"]<img src="7.png">[/caption]',
            FIGURE.format("<figcaption>Old form</figcaption>"),
        ),
        ('[gallery ids="7"]', FIGURE.format("<figcaption>Seven</figcaption>")),
        ("[gallery]", FIGURE.format("<figcaption>Seven</figcaption>")),
        ('<!-- wp:block {"ref":3} /-->', "<p>Again</p>"),
        (
            '<!-- wp:paragraph --><p>a\nb</p><!-- /wp:paragraph -->\n'
            '<!-- wp:spacer --><div></div><!-- /wp:spacer -->',
            "<p>a b</p>",
        ),
        (
            '<!-- wp:embed {"url":"https://vimeo.com/1"} --><figure>https://vimeo.com/1<figcaption>C</figcaption>'
            "</figure><!-- /wp:embed -->",
            '<p><a href="https://vimeo.com/1">Video on vimeo.com</a></p><p>C</p>',
        ),
        (
            '<!-- wp:gallery --><figure><figure><img src="7.png"/><figcaption>one</figcaption></figure>'
            "<figcaption>all</figcaption></figure><!-- /wp:gallery -->",
            FIGURE.format("<figcaption>one</figcaption>") + "<p>all</p>",
        ),
        (
            '<a href="/x/"><img src="7.png"></a><figcaption>C</figcaption>',
            FIGURE.format('<figcaption><a href="/x/">Follow the link of this image</a></figcaption>')
            + "<p>C</p>",
        ),
        (
            '<figure><a href="/x/"><img src="7.png"></a><figcaption>C <a href="/y/">y</a></figcaption>'
            "</figure>",
            FIGURE.format(
                '<figcaption>C <a href="/y/">y</a> (<a href="/x/">where the image leads</a>)</figcaption>'
            ),
        ),
        (
            '<p>a <img src="https://e.org/b.png" alt="A bee"></p>',
            '<p>a <a href="https://e.org/b.png">A bee</a></p>',
        ),
        ("[sourcecode]if (a &lt; b)\n  x();[/sourcecode]", "<p>if (a &lt; b)<br>  x();</p>"),
        (
            '<ul class="wp-block-gallery"><li class="blocks-gallery-item"><figure><img src="7.png">'
            "<figcaption>G</figcaption></figure></li></ul><ul><li>x</li></ul>",
            FIGURE.format("<figcaption>G</figcaption>") + "<ul><li>x</li></ul>",
        ),
        (
            '<!-- wp:paragraph --><p>a<sup data-fn="u"><a href="#u">1</a></sup></p><!-- /wp:paragraph -->'
            "<!-- wp:footnotes /-->",
            "<p>a<sup>1</sup></p><ol><li>See <em>b</em>.</li></ol>",
        ),
        ('<img src="data:x" data-src="7.png">', FIGURE.format("")),
        (
            '<div><a href="/f.pdf">F</a><a class="wp-block-file__button" href="/f.pdf">Download</a></div>x',
            '<p><a href="/f.pdf">F</a></p><p>x</p>',
        ),
        (
            '<!-- wp:cover {"url":"7.png","id":7} --><div style="background-image:url(7.png)"><p>On it</p>'
            "</div><!-- /wp:cover -->",
            FIGURE.format("") + "<p>On it</p>",
        ),
        (
            '<div class="wp-caption"><img src="7.png"><p class="wp-caption-text">Cap</p></div>',
            FIGURE.format("<figcaption>Cap</figcaption>"),
        ),
    ],
)  # fmt: skip
def test_markup_becomes_ours(markup: str, clean: str) -> None:
    assert text(markup) == clean
    assert sanitize(clean) == clean


@pytest.mark.parametrize(
    ("markup", "says", "left"),
    [
        ('[contact-form-7 id="5"]', '[contact-form-7 id="5"]', ""),
        ("[box]inside[/box]", "[box]inside[/box]", "<p>inside</p>"),
        ("<!-- wp:latest-posts /-->", "latest-posts", ""),
        ('<!-- wp:block {"ref":99} /-->', "reusable block 99", ""),
        ('<!-- wp:block {"ref":4} /-->', "reusable block 4", ""),
        ("[gallery ids='']", "", FIGURE.format("<figcaption>Seven</figcaption>")),
        ("<form><p>Name</p></form>", "A form", "<p>Name</p>"),
    ],
)
def test_what_has_no_place_here_is_told(markup: str, says: str, left: str) -> None:
    told = Told()
    assert text(markup, told) == left
    assert says in " ".join(told.lost) and bool(told.lost) == bool(says)


def test_shortcodes_of_teachpress_say_what_they_want() -> None:
    told = Told()
    markup = (
        'A [tpsingle key=“Mayfield:2018aa”] [tpsingle id="5"][tpcite key="a,b"] '
        '[tplist author="3,4" type="article,book" year="2019" entries_per_page="20" exclude="9"]'
        " [tpcloud] [tpsearch]"
    )
    shown = text(markup, told)
    assert told.named == [Named("Mayfield:2018aa"), Named("", 5), Named("a"), Named("b")]
    first, second = told.lists
    assert (first.authors, first.types, first.years, first.shown) == (
        (3, 4),
        ("article", "book"),
        (2019,),
        20,
    )
    assert first.ignored == ("exclude=9",) and second.is_everything
    assert "(box)" in shown and "(citation)" in shown and "/publications/" in shown
    assert told.lost == []


def test_a_list_with_nothing_said_is_of_everything() -> None:
    [code] = found("[tplist]")
    assert wanted(code).is_everything


def test_teachpress_numbers_come_from_a_table() -> None:
    numbers = read_numbers(
        'kind\tid\tname\npublication\t5\tA:1\nauthor,7,"Koob, George"\ntag;9;dopamine\nnothing'
    )
    assert (numbers.publications, numbers.authors, numbers.tags) == (
        {5: "A:1"},
        {7: "Koob, George"},
        {9: "dopamine"},
    )


PARTS = st.sampled_from(
    ["<b>", "</b>", "<p>", "</p>", "<div>", "<li>", "<ul>", "</ul>", "<td>", "<table>", "</table>",
     "<a href='/x'>", "</a>", "<img src=7>", "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<h2>",
     "</h2>", "<br>", "<hr>", "\n", "\n\n", "word", " ", "[caption]", "[/caption]", "[gallery", "]", "[",
     "[tpsingle key=x]", "<!-- wp:x -->", "<!-- wp:block {\"ref\":3} /-->", "<pre>", "</pre>", "<dl>", "<dt>",
     "<blockquote>", "&", "<", "\"", "é", "\x00", "<q>", "</q>", "<caption>", "<iframe src=/f>", "<form>",
     "<summary>", "<strong>", "<th>", "<tr>", "<ol start=2>"]
)  # fmt: skip
MARKUP = st.lists(PARTS, max_size=25).map("".join) | st.text(max_size=80)


@given(MARKUP)
def test_whatever_the_markup_what_comes_out_is_clean(markup: str) -> None:
    clean = sanitize(text(markup))
    assert sanitize(clean) == clean
    assert text(markup).count("<a ") == text(markup).count("</a>")


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    ["<b>", "<div>", "[", '[a "', "[a b='", "\n\n", "<p>x<br><br>", "<li>", "<a href='x'>", "[a][/a]", "<td",
     "<figure><figcaption>", "<!-- wp:x -->", '<!-- wp:embed {"url":"x"} -->', "<table><tr><td>", "<!--",
     "[[a]"],
)  # fmt: skip
def test_the_work_grows_with_the_text_and_no_faster(part: str) -> None:
    """Eight times the text, well under twenty times the work: squared it would be sixty-four."""
    small, large = (_work(part * count) for count in (1_000, 8_000))
    assert large < max(20 * small, 0.5)


def _work(markup: str) -> float:
    best = []
    for _ in range(3):
        begin = time.process_time()
        text(markup)
        best.append(time.process_time() - begin)
    return min(best)
