"""Rich text as the lines that a reader sees."""

from hypothesis import given
from hypothesis import strategies as st

from nidairp.editing.difference.lines import lines_of


def test_each_block_is_a_line_of_its_kind() -> None:
    html = (
        "<h2>Findings</h2><p>One <strong>bold</strong> word.</p><ul><li><p>First</p></li><li>Second</li></ul>"
        "<blockquote><p>Said so</p></blockquote><hr><p>A<br>B</p>"
    )
    assert lines_of(html) == [
        "Heading: Findings",
        "One bold word.",
        "• First",
        "• Second",
        "Quote: Said so",
        "—————",
        "A",
        "B",
    ]


def test_a_table_is_read_row_by_row() -> None:
    html = "<tr><th><p>Name</p></th><th>Dose</th></tr><tr><td>A</td><td><p>1</p></td></tr>"
    assert lines_of(f"<table><tbody>{html}</tbody></table>") == ["Row: Name | Dose", "Row: A | 1"]


def test_a_link_says_where_it_leads_and_an_image_what_it_shows() -> None:
    assert lines_of('<p>See <a href="/x/">this</a>.</p>') == ["See this (/x/)."]
    assert lines_of('<p><a data-page="7">Us</a></p>') == ["Us (page 7)"]
    html = '<figure><img src="/a.png" alt="Bars"><figcaption>By us</figcaption></figure>'
    assert lines_of(html) == ["[Image: Bars] (/a.png)", "Caption: By us"]


def test_emphasis_is_no_difference_but_a_word_is() -> None:
    assert lines_of("<p>a <em>b</em></p>") == lines_of("<p>a b</p>") != lines_of("<p>a c</p>")


@given(st.text())
def test_whatever_comes_is_read(text: str) -> None:
    assert all(line.strip() for line in lines_of(text))
    lines_of(f"<p>{text}</li></ul><td>{text}")
