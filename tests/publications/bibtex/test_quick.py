"""The quicker splitter gives bibtexparser's own answers."""

import logging
from pathlib import Path

import pytest
from bibtexparser.model import Block, Entry
from bibtexparser.splitter import Splitter
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.bibtex.quick import QuickSplitter

CORPUS = sorted((Path(__file__).parents[2] / "bib").glob("**/*.bib"))

MARKS = ["{", "}", "{{", "}}", '"', ",", "=", "\n", "\\", "#", "@", "(", ")", " ", "\t", "\r\n", "%", "\\{"]
FIELDS = [
    "a = {b},",
    "a = {b}",
    "c = {d {e} f},\n",
    'g = "h",',
    "year = 2019",
    "title",
    "é",
    "x-1",
    "@article{",
]
PIECES = st.sampled_from([*MARKS, *FIELDS])


@pytest.fixture(autouse=True)
def _no_log() -> None:
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def said(blocks: list[Block]) -> list[object]:
    return [(type(block), block.start_line, block.raw, *fields_of(block)) for block in blocks]


def fields_of(block: Block) -> list[object]:
    entry = block if isinstance(block, Entry) else getattr(block, "ignore_error_block", None)
    return [(field.key, field.value, field.start_line) for field in entry.fields] if entry else []


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES).map("".join))
@pytest.mark.slow
def test_any_entry_is_split_in_the_same_way(text: str) -> None:
    whole = "@article{key, " + text
    assert said(QuickSplitter(whole).split().blocks) == said(Splitter(whole).split().blocks)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_files_are_split_in_the_same_way(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    assert said(QuickSplitter(text).split().blocks) == said(Splitter(text).split().blocks)
