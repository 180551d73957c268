"""Redirects as a table: what is written comes in again, and nothing that a file says breaks the reading."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.redirects.table import read, write

SITE = "https://www.example.org"
cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(str.strip)
formulas = st.builds(
    lambda start, rest: start + rest, st.sampled_from(["=", "+", "-", "@", "\uff1d", "'=", "''+"]), cells
)


@given(st.text(max_size=200) | st.text('/ab,;"\t\r\n=', max_size=60))
def test_any_text_is_read_line_by_line(text: str) -> None:
    for line in read(text, SITE):
        assert line.number > 0
        assert line.error or line.old.startswith("/")


@given(
    st.lists(st.tuples(st.from_regex(r"/[a-z]{1,8}/", fullmatch=True), cells, cells | formulas), max_size=8)
)
@pytest.mark.slow
def test_what_is_written_comes_in_again(rows: list[tuple[str, str, str]]) -> None:
    unlike = list({row[0]: row for row in rows}.values())
    lines = read("".join(write(unlike)), SITE)
    assert [(line.old, line.new, line.note, line.error) for line in lines] == [(*row, "") for row in unlike]


def test_a_file_is_a_table_with_headers() -> None:
    text = "".join(write([("/a/", "/b/", "=1+1")]))
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [
        ["old", "new", "note"],
        ["/a/", "/b/", "'=1+1"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "/a/,/b/,why",
        "old,new,note\n/a/,/b/,why\n",
        "\ufeffold;new;note\r\n/a/;/b/;why\r\n",
        "note\tnew\told\nwhy\t/b/\t/a/",
        "Source URL,Target URL,regex,title\n/a/,/b/,0,why",
        f"\n\n{SITE}/A,/b/,why\n,,\n",
    ],
)
def test_columns_are_known_by_their_names_or_their_order(text: str) -> None:
    (line,) = read(text, SITE)
    assert (line.old, line.new, line.note, line.error) == ("/a/", "/b/", "why", "")


@pytest.mark.parametrize(
    ("text", "number", "sentence"),
    [
        ("/a/,/b/\nc,/b/", 2, "it begins with “/”"),
        ("/a/,/b/\n\n/A,/c/", 3, "/a/ stands on line 1 already"),
        ("old,new\n/a/,/b/\n/c/", 3, "The new address is missing"),
        ('/a/,/b/\n"/c/"d,/b/', 2, "This is not a line of a table"),
        ('/a/,"b\nc",\n/d/?p=1,/b/', 3, "Only the path counts"),
    ],
)
def test_what_is_wrong_is_said_with_the_number_of_its_line(text: str, number: int, sentence: str) -> None:
    (wrong,) = [line for line in read(text, SITE) if line.error]
    assert wrong.number == number
    assert sentence in wrong.error
