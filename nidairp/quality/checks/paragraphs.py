"""Paragraphs: plain language asks for short ones, and for none in capitals."""

import re
from collections.abc import Iterator

from .capitals import is_shouting
from .document import Paragraph
from .finding import Finding, quoted, rule
from .subject import Subject

LONG = 150
ITEM = re.compile(r"(?:[-*•–·]|\(?\d{1,2}[.)])\s")

NO_TEXT = rule(
    "text-missing",
    "There is no text",
    "Readers come to a page without content.",
    "Write at least a paragraph.",
)
LONG_PARAGRAPH = rule(
    "paragraph-long",
    "A paragraph is long",
    f"The federal plain language guidelines advise at most {LONG} words: people skip long blocks of text.",
    "Split it where a new thought begins.",
)
CAPITALS = rule(
    "paragraph-capitals",
    "A paragraph is in capitals",
    "Capitals are harder to read, and some screen readers spell them letter by letter.",
    "Write it as a sentence; make single words bold if they matter.",
)
EMPTY = rule(
    "paragraph-empty",
    "A paragraph is empty",
    "It leaves a gap on the page, and some screen readers say “blank”.",
    "Delete the line: paragraphs keep their distance by themselves.",
)
TYPED_LIST = rule(
    "list-typed",
    "A list is typed by hand",
    "Screen readers do not say that it is a list, nor how long it is (WCAG 1.3.1).",
    "Select the lines and press the button for a list; delete the signs or numbers that were typed.",
)


def check_paragraphs(subject: Subject) -> Iterator[Finding]:
    document = subject.document
    if not document.text and not document.images:
        yield Finding(NO_TEXT, "The text is empty", "body")
        return
    for paragraph in document.paragraphs:
        yield from _check(paragraph)
    yield from _check_typed_lists(document.paragraphs)


def _check(paragraph: Paragraph) -> Iterator[Finding]:
    words = len(paragraph.text.split())
    if words > LONG:
        yield Finding(LONG_PARAGRAPH, f"{quoted(paragraph.text)} has {words} words", "body", paragraph.place)
    if is_shouting(paragraph.text):
        yield Finding(CAPITALS, quoted(paragraph.text), "body", paragraph.place)
    if not paragraph.text and paragraph.is_bare:
        yield Finding(EMPTY, f"Paragraph {paragraph.place.index + 1}", "body", paragraph.place)


def _check_typed_lists(paragraphs: list[Paragraph]) -> Iterator[Finding]:
    """Two lines one after the other that begin like items; the first is named."""
    items = [bool(ITEM.match(paragraph.text)) for paragraph in paragraphs]
    for before, here, after, paragraph in zip(
        [False, *items], items, [*items[1:], False], paragraphs, strict=False
    ):
        if here and after and not before:
            yield Finding(TYPED_LIST, quoted(paragraph.text), "body", paragraph.place)
