"""Headings, by which screen readers and people in a hurry find their way (WCAG 1.3.1, 2.4.6)."""

from collections.abc import Iterator

from .document import Heading, Paragraph
from .finding import Finding, quoted, rule
from .subject import Subject

#: The title is level 1.
FIRST = 2
#: A paragraph in bold with at most so many words, and no full stop, is meant as a heading.
WORDS_OF_A_HEADING = 12

NOT_FROM_THE_TOP = rule(
    "heading-first",
    "The first heading is not of level 2",
    "The title is level 1: people who move from heading to heading think that one is missing (WCAG 1.3.1).",
    "Make it a heading of level 2.",
)
SKIPPED = rule(
    "heading-skipped",
    "A heading level is skipped",
    "The levels are the table of contents of screen readers, where a part seems to be missing (WCAG 1.3.1).",
    "Give it the level below the heading that it belongs to.",
)
EMPTY = rule(
    "heading-empty",
    "A heading is empty",
    "Screen readers announce a heading, and then nothing (WCAG 2.4.6).",
    "Write the heading, or make the line a paragraph and delete it.",
)
FAKE = rule(
    "heading-bold",
    "A line in bold stands for a heading",
    "It only looks like one: it is missing from the table of contents of screen readers (WCAG 1.3.1).",
    "Make the line a heading, and take the bold away.",
)


def check_headings(subject: Subject) -> Iterator[Finding]:
    above = FIRST - 1
    for heading in subject.document.headings:
        yield from _check(heading, above)
        above = heading.level
    for paragraph in subject.document.paragraphs:
        if is_fake(paragraph):
            yield Finding(FAKE, quoted(paragraph.text), "body", paragraph.place)


def _check(heading: Heading, above: int) -> Iterator[Finding]:
    if not heading.text:
        yield Finding(EMPTY, f"An empty heading of level {heading.level}", "body", heading.place)
    if heading.level <= max(above, FIRST - 1) + 1 and heading.level >= FIRST:
        return
    name = quoted(heading.text) if heading.text else "An empty heading"
    if above < FIRST:
        yield Finding(NOT_FROM_THE_TOP, f"{name} has level {heading.level}", "body", heading.place)
    else:
        says = f"{name}: level {heading.level} follows level {above}"
        yield Finding(SKIPPED, says, "body", heading.place)


def is_fake(paragraph: Paragraph) -> bool:
    text = paragraph.text
    is_short = len(text.split()) <= WORDS_OF_A_HEADING and not text.endswith((".", "!", ","))
    return paragraph.is_bold and is_short
