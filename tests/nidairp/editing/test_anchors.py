"""Headings have ids: of their words, each once, and none of the page around them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.editing.anchors import anchored, anchors, headings, is_ours, linked
from nidairp.editing.body import sanitize
from nidairp.editing.templatetags.editing import rich_body, rich_part, sections

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "<h2>Materials &amp; Methods</h2><h3>α<sup>2</sup> <em>in vivo</em></h3>",
            ["materials-methods", "alpha-2-in-vivo", "2-in-vivo"],
        ),
        (
            "<h2>α-Synuclein</h2><h2>Synuclein</h2><h2>Alpha synuclein</h2>",
            ["alpha-synuclein-2", "synuclein", "synuclein-2", "alpha-synuclein"],
        ),
        ("<h2>Δ</h2><h2>Weiß</h2><h2>Étude</h2>", ["delta", "δ", "weiss", "wei", "etude"]),
        ('<h2 id="tnf">TNFα</h2>', ["tnf"]),
        ("<h2>Введение</h2>", ["vvedenie", "введение"]),
        ("<h2>Aims</h2><h3>Aims</h3><h2>Aims</h2>", ["aims", "aims-2", "aims-3"]),
        ('<h2>Aims</h2><h2 id="aims">Other aims</h2>', ["aims-2", "aims"]),
        ('<h2 id="h-old">A</h2><h2 id="h-old">B</h2>', ["h-old", "b"]),
        ("<h2>研究</h2><h2>…</h2>", ["研究", "section"]),
        ("<h2>Questions</h2><h2>Contact 1</h2>", ["section-questions", "section-contact-1"]),
        ('<h2 id="main-content">A</h2><h2 id="primary-menu">B</h2>', ["a", "b"]),
        ("<p>no heading</p>", []),
    ],
)
def test_a_heading_is_called_by_its_words_or_as_it_was(text: str, ids: list[str]) -> None:
    assert re.findall(r' id="([^"]*)"', rich_body(text)) == ids == anchors(text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<h2 id="h-methods">A</h2>', '<h2 id="h-methods">A</h2>'),
        ('<h3 id="a b">A</h3>', "<h3>A</h3>"),
        ('<h3 id="&quot;x">A</h3>', "<h3>A</h3>"),
        ('<h3 id="" onclick="x">A</h3>', "<h3>A</h3>"),
        ('<p id="x">A</p>', "<p>A</p>"),
    ],
)
def test_only_an_id_that_an_address_can_name_is_kept(written: str, kept: str) -> None:
    assert sanitize(written) == kept


def test_links_to_what_a_heading_was_called_lead_there() -> None:
    greek = anchored("<h2>Η έρευνά μας</h2>")
    assert '<h2 id="i-ereuna-mas">' in greek and 'id="η-έρευνά-μας"' in greek
    text = '<h2>TNFα</h2><p><a href="#tnf">old</a> <a href="#tnf-alpha">new</a> <a href="#tn">none</a></p>'
    shown = linked(anchored(text))
    assert '<h2 id="tnf-alpha"><span id="tnf"></span>TNFα</h2>' in shown
    assert linked(text) == text.replace('<a href="#tn">none</a>', "none")
    assert [heading.name for heading in headings(text)] == ["tnf-alpha"]


def test_of_several_texts_on_a_page_only_one_names_its_places() -> None:
    assert rich_part('<h3 id="x">A</h3>') == "<h3>A</h3>"


def test_a_link_within_a_text_stays_where_there_is_a_place() -> None:
    text = '<h2>Aims</h2><p><a href="#aims">A</a> <a href="#gone"><em>B</em></a> <a href="/x/#c">C</a></p>'
    assert linked(text) == text.replace('<a href="#gone"><em>B</em></a>', "<em>B</em>")


def test_a_long_text_says_what_it_is_made_of() -> None:
    text = "".join(
        f"<h2>Part <em>{n}</em> &amp; more</h2><h3>Below</h3><p>{'word ' * 300}</p>" for n in range(4)
    )
    assert sections(text) == [(2, f"part-{n}-more", f"Part {n} & more") for n in range(4)]
    assert sections(text[: len(text) // 2]) == sections("<h2>A</h2>" * 9) == sections("") == []


@given(st.lists(st.tuples(st.sampled_from(["", "aims", "aims-2", "list"]), st.text("aims -2", max_size=8))))
def test_no_id_is_given_twice(headings: list[tuple[str, str]]) -> None:
    text = "".join(f'<h2 id="{given_id}">{words}</h2>' for given_id, words in headings)
    ids = re.findall(r' id="([^"]*)"', anchored(sanitize(text)))
    assert len(ids) == len(set(ids)) == len(headings)
    assert not any(map(is_ours, ids))


def test_the_ids_of_our_own_templates_are_known() -> None:
    """Of those that begin with a word of ours: a publication's is its slug."""
    public = (path for path in TEMPLATES.rglob("*.html") if "admin" not in path.parts)
    found = {
        name for path in public for name in re.findall(r'\sid="([^"{][^"]*|[^"]*}-[^"]*)"', path.read_text())
    }
    assert len(found) > 20
    assert [name for name in found if not is_ours(re.sub(r"\{.*?\}\}?", "chart", name))] == []
