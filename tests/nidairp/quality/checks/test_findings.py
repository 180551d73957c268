"""Each rule finds what it is for, says where, and leaves a good text alone."""

import pytest

from nidairp.quality.checks import findings
from nidairp.quality.checks.document import read
from nidairp.quality.checks.subject import Answer, Figure, Subject, Target

TITLE = "What the first month of treatment decides"
SUMMARY = "A review of forty trials says which patients stay in treatment, and why the first weeks count."
GOOD = (
    "<p>The review looks at <a href='/publications/koob-2020/'>forty trials</a> of the last ten years.</p>"
    "<h2>What was found</h2><p>Three things.</p><h3>The dose</h3><p>More is not better.</p>"
    "<h2>What follows</h2><ul><li><p>One</p></li></ul><table><tr><th>Week</th></tr></table>"
    "<p><img src='/media/a.png' alt=''><img src='/media/b.png' alt='Bar chart of doses by week'></p>"
)


def found(body: str = GOOD, title: str = TITLE, summary: str = SUMMARY, **more) -> dict[str, list[str]]:
    """What each rule says."""
    said: dict[str, list[str]] = {}
    for finding in findings(Subject(title=title, summary=summary, document=read(body), **more)):
        said.setdefault(finding.rule.slug, []).append(finding.says)
    return said


def test_a_good_text_is_left_alone():
    assert found(figure=Figure("Rats press a lever")) == {}


@pytest.mark.parametrize(
    ("body", "slug", "says"),
    [
        ("<h3>Deep</h3>", "heading-first", "“Deep” has level 3"),
        ("<h2>A</h2><h4>B</h4>", "heading-skipped", "“B”: level 4 follows level 2"),
        ("<h2>A</h2><h2> </h2>", "heading-empty", "An empty heading of level 2"),
        ("<p><strong>Results</strong></p>", "heading-bold", "“Results”"),
        ("<p><img src='/media/plot.png'></p>", "image-alt", "“plot.png”"),
        ("<p>x <img src='a' alt='IMG_2041.jpg'></p>", "alt-file-name", "“IMG_2041.jpg”"),
        ("<p>x <img src='a' alt='Image of a rat'></p>", "alt-image-of", "“Image of a rat”"),
        ("<p>x <a href='/a/'> Click here! </a></p>", "link-vague", "“Click here!”"),
        ("<p>x <a href='/a/'>www.nih.gov/rats</a></p>", "link-address", "“www.nih.gov/rats”"),
        ("<p>x <a href='/a/'></a></p>", "link-empty", "The link to /a/"),
        (
            "<p><a href='/a/'>the study</a> <a href='/b/'>The study</a></p>",
            "link-same-words",
            "“The study”: first /a/, then /b/",
        ),
        ("<table><tr><td>1</td></tr></table>", "table-headers", "“1”"),
        ("<p>PLEASE READ ALL OF THIS NOW</p>", "paragraph-capitals", "“PLEASE READ ALL OF THIS NOW”"),
        ("<p>x</p><p></p>", "paragraph-empty", "Paragraph 2"),
        ("<p>- one</p><p>- two</p><p>- three</p>", "list-typed", "“- one”"),
        (
            "<p>" + "word " * 151 + "</p>",
            "paragraph-long",
            "“" + ("word " * 12).strip() + " …” has 151 words",
        ),
        ("", "text-missing", "The text is empty"),
    ],
)
def test_a_fault_in_the_text_is_named_with_its_words(body: str, slug: str, says: str):
    assert found(body) == {slug: [says]}


def test_one_fault_is_said_once_a_line():
    assert found("<h2>A</h2><h4>B</h4><h4>C</h4><h3>D</h3>") == {
        "heading-skipped": ["“B”: level 4 follows level 2"]
    }


@pytest.mark.parametrize(
    ("title", "summary", "slugs"),
    [
        (" ", SUMMARY, {"title-missing"}),
        ("Once is not enough", SUMMARY, {"title-short"}),
        ("TWELVE TRAVEL AWARDS THIS YEAR", SUMMARY, {"title-capitals"}),
        (TITLE, "", {"summary-missing"}),
        (TITLE, "A review.", {"summary-short"}),
    ],
)
def test_title_and_summary_are_held_to_the_federal_standards(title: str, summary: str, slugs: set[str]):
    assert set(found(title=title, summary=summary)) == slugs


def test_lengths_are_counted_to_the_character():
    assert found(title="x" * 20, summary="y" * 50) == {}
    assert set(found(title="x" * 19, summary="y" * 49)) == {"title-short", "summary-short"}


def test_names_in_capitals_are_no_shouting():
    assert found("<p>NIDA IRP</p><p>The GLP1R, DRD2, OPRM1 and SLC6A4 genes were read.</p>") == {}


def test_what_another_page_says_too_is_named():
    said = found(same_title="page “Contact us”", same_summary="post “News”")
    assert said == {
        "title-not-unique": [f"“{TITLE}” is the title of the page “Contact us” too"],
        "summary-not-unique": ["The post “News” has the same summary"],
    }


def test_a_figure_says_what_it_shows_or_is_decoration():
    assert set(found(figure=Figure(" "))) == {"figure-alt"}
    assert found(figure=Figure("", is_decoration=True)) == {}
    assert set(found(figure=Figure("figure-3.png"))) == {"alt-file-name"}


@pytest.mark.parametrize(
    ("answer", "slug"),
    [
        (Answer.NOTHING, "link-dead"),
        (Answer.NOT_PUBLISHED, "link-unpublished"),
        (Answer.MOVED, "link-moved"),
        (Answer.NO_SECTION, "link-section"),
        (Answer.EDITORS_ONLY, "link-admin"),
    ],
)
def test_a_link_is_judged_by_what_answers(answer: Answer, slug: str):
    body = "<p>By <a href='/gone/'>the old group</a> and <a href='/about/'>the new one</a>.</p>"
    targets = {"/gone/": Target(answer, "the page “Old group”"), "/about/": Target(Answer.SHOWN)}
    assert found(body, targets=targets) == {slug: ["“the old group” leads to the page “Old group”"]}


@pytest.mark.parametrize(
    ("answer", "slug"), [(Answer.NOTHING, "link-target-gone"), (Answer.NOT_PUBLISHED, "link-target-waits")]
)
def test_a_link_that_names_its_target_is_judged_by_that(answer: Answer, slug: str):
    body = "<p><a href='object:news.post:7'>the group</a>, <a href='object:news.post:8'>the group</a></p>"
    names = ("the post “One”", "the post “Other”")
    targets = {
        "object:news.post:7": Target(answer, names[0]),
        "object:news.post:8": Target(Answer.SHOWN, names[1]),
    }
    assert found(body, targets=targets) == {
        slug: ["“the group” leads to the post “One”"],
        "link-same-words": ["“the group”: first the post “One”, then the post “Other”"],
    }


def test_only_what_breaks_the_page_blocks_and_it_comes_first():
    subject = Subject(title="", document=read("<h4>x</h4><p><img src='a.png'></p>"), figure=Figure())
    said = findings(subject)
    assert [finding.rule.slug for finding in said if finding.rule.blocks] == [
        "title-missing",
        "figure-alt",
        "image-alt",
    ]
    assert [finding.rule.blocks for finding in said] == sorted((f.rule.blocks for f in said), reverse=True)
