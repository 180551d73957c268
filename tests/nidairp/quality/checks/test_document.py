"""Rich text taken apart: whatever comes in, every part has its place, and nothing fails."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from nidairp.quality.checks import findings
from nidairp.quality.checks.document import Image, Link, Table, read
from nidairp.quality.checks.finding import Place
from nidairp.quality.checks.subject import Subject

TAGS = "p h2 h4 a strong table th td blockquote".split()
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *(
            "<a href='/x'>",
            "<img alt=''>",
            "<img src=x>",
            "<br>",
            "<!--",
            "&",
            "<",
            "- one",
            "THREE LOUD WORDS",
        ),
    ]
)


def test_each_part_has_its_place_among_those_of_its_tag():
    document = read(
        "<h2>One</h2><p>a <a href='/b/'>b</a></p><table><tr><th>c</th></tr></table>"
        "<p><img src='d.png' alt='d'></p><h3>Two</h3><p><a href=' /e/ '>e</a></p>"
    )
    assert [(heading.level, heading.text) for heading in document.headings] == [(2, "One"), (3, "Two")]
    assert document.links == [Link(Place("a", 0), "/b/", "b"), Link(Place("a", 1), "/e/", "e")]
    assert document.images == [Image(Place("img", 0), "d.png", "d")]
    assert document.tables == [Table(Place("table", 0), "c", has_headers=True)]
    assert [paragraph.text for paragraph in document.paragraphs] == ["a b", "d", "e"]


def test_an_image_reads_as_its_alternative_text_and_lines_do_not_run_together():
    document = read(
        "<p>See<br>the <img alt='blue map'> of it</p><table><tr><td>1</td><td>2</td></tr></table>"
    )
    assert document.paragraphs[0].text == "See the blue map of it"
    assert document.tables[0].text == "1 2"


def test_a_text_may_begin_with_a_reference_to_what_lxml_takes_for_no_text():
    assert read("one&#1;two<p>three</p>").text == "onetwothree"


def test_only_a_paragraph_that_is_bold_as_a_whole_is_bold():
    source = "<p><strong>all of it</strong></p><p><strong>some</strong> of it</p><p></p>"
    assert [paragraph.is_bold for paragraph in read(source).paragraphs] == [True, False, False]


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_read_and_every_finding_points_at_a_part_that_is_there(source: str):
    document = read(source)
    parts = document.headings + document.paragraphs + document.links + document.images + document.tables
    places = [part.place for part in parts]
    assert len(places) == len(set(places))
    for finding in findings(Subject(title="x", document=document)):
        assert finding.place is None or finding.place in places
        assert finding.says and finding.rule.why and finding.rule.how


@given(st.lists(st.sampled_from(["<p>x</p>", "<h3>y</h3>", "<a href='/'>z</a>"]), max_size=30))
def test_places_count_up_from_nought(parts: list[str]):
    document = read("".join(parts))
    seen = Counter(part.place.tag for part in document.paragraphs + document.headings + document.links)
    assert seen == Counter(
        {"p": "".join(parts).count("<p"), "h3": "".join(parts).count("<h"), "a": "".join(parts).count("<a")}
    )
