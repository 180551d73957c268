"""What is filled in is what Django's ``format_html`` would make of it."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st

from nidairp.markup import each_filled, filled, joined, with_tag

FORM = '<a href="{0}">{1}</a><b>{0}</b>'
HOSTILE = st.text(alphabet="a<>&\"'{}é")
PARTS = st.one_of(HOSTILE, HOSTILE.map(mark_safe), st.integers(), st.floats(), st.none())


@given(PARTS, PARTS)
def test_texts_are_escaped_and_html_is_not(one: object, two: object):
    made = filled(FORM, one, two)
    assert made == format_html(FORM, one, two)
    assert isinstance(made, SafeString)


@given(st.lists(st.tuples(PARTS, PARTS), max_size=3))
def test_so_are_rows(rows: list[tuple[object, object]]):
    made = each_filled(FORM, rows)
    assert made == format_html_join("", FORM, rows)
    assert isinstance(made, SafeString)


@given(HOSTILE, st.lists(PARTS, max_size=3))
def test_so_is_what_is_joined(between: str, parts: list[object]):
    made = joined(between, parts)
    assert made == format_html_join(between, "{}", ((part,) for part in parts))
    assert isinstance(made, SafeString)


@given(st.lists(st.tuples(HOSTILE, st.booleans())))
def test_so_are_texts_of_which_some_stand_within_a_tag(pieces: list[tuple[str, bool]]):
    made = with_tag("mark", pieces)
    forms = ("{}", "<mark>{}</mark>")
    assert made == "".join(format_html(forms[is_within], text) for text, is_within in pieces)
    assert isinstance(made, SafeString)
