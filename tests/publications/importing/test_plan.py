"""Differences field by field, and what is proposed from them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.importing.match import Found, Match, Relation, Verdict
from publications.importing.plan import differences, flat, merged, propose, says_nothing_new
from publications.importing.works import Work
from publications.values import Person, Values

COLUMNS = ("citation_key", "entry_type", "source_type", "title", "journal", "doi", "keywords")
TEXT = st.text(max_size=12)
NAMES = st.builds(
    lambda role, family, given: Person(role=role, family=family, given=given, prefix="", suffix=""),
    st.sampled_from(["author", "editor"]),
    st.text(min_size=1, max_size=8),
    TEXT,
)


def _values(people: list[Person] | None = None, **columns: Any) -> Values:
    empty: dict[str, Any] = {**dict.fromkeys(COLUMNS, ""), "entry_type": "article", "extra": {}, "year": None}
    more = {"has_more_authors": False, "has_more_editors": False}
    return {"columns": empty | more | columns, "people": people or []}


VALUES = st.builds(
    lambda people, title, journal, extra, year, more: _values(
        sorted(people, key=lambda person: person["role"]),
        title=title,
        journal=journal,
        extra=extra,
        year=year,
        has_more_authors=more and any(person["role"] == "author" for person in people),
    ),
    st.lists(NAMES, max_size=4),
    TEXT,
    TEXT,
    st.dictionaries(st.sampled_from(["file", "bdsk-url-1"]), st.text(min_size=1, max_size=5)),
    st.none() | st.integers(1900, 2030),
    st.booleans(),
)


@given(VALUES, VALUES)
def test_taking_all_differences_leaves_none(current: Values, proposed: Values) -> None:
    changes = differences(flat(current), flat(proposed), {})
    after = merged(current, {name: change["after"] for name, change in changes.items()})
    assert differences(flat(after), flat(proposed), {}) == {}


@given(VALUES, VALUES)
@pytest.mark.slow
def test_what_the_file_lacks_is_never_emptied(current: Values, proposed: Values) -> None:
    changes = differences(flat(current), flat(proposed), {})
    after = flat(merged(current, {name: change["after"] for name, change in changes.items()}))
    assert flat(current).keys() <= after.keys()


@given(VALUES)
def test_values_say_nothing_new_about_themselves(values: Values) -> None:
    assert differences(flat(values), flat(values), {}) == {}
    assert says_nothing_new(values, values) or not values["people"]


@given(VALUES, VALUES)
@pytest.mark.slow
def test_the_quick_way_agrees_with_the_long_one(current: Values, proposed: Values) -> None:
    if says_nothing_new(current, proposed):
        assert differences(flat(current), flat(proposed), {}) == {}


def test_an_edited_field_is_marked_where_the_file_says_something_new() -> None:
    written = flat(_values(journal="Brain", title="One"))
    changes = differences(flat(_values(journal="Brain, edited")), flat(_values(journal="Brain 2")), written)
    assert changes == {"journal": {"before": "Brain, edited", "after": "Brain 2", "edited": True}}


def test_an_edited_field_stays_where_the_file_says_what_it_said_before() -> None:
    written = flat(_values(journal="Brain"))
    assert differences(flat(_values(journal="Brain, edited")), flat(_values(journal="Brain")), written) == {}


def test_a_field_that_nobody_edited_is_simply_changed() -> None:
    written = flat(_values(journal="Brain"))
    changes = differences(flat(_values(journal="Brain")), flat(_values(journal="Brain 2")), written)
    assert not changes["journal"]["edited"]


def test_an_empty_field_is_filled_without_being_asked() -> None:
    changes = differences(flat(_values()), flat(_values(journal="Brain")), {})
    assert changes["journal"] == {"before": None, "after": "Brain", "edited": False}


def test_the_same_keywords_are_no_difference_whatever_stands_between() -> None:
    """RIS has a line for each."""
    before = flat(_values(keywords="Sleep, sleep; rats"))
    assert differences(before, flat(_values(keywords="Sleep, rats")), {}) == {}
    assert "keywords" in differences(before, flat(_values(keywords="sleep, rats")), {})


def test_capitals_in_a_doi_are_no_difference() -> None:
    assert differences(flat(_values(doi="10.1172/JCI1")), flat(_values(doi="10.1172/jci1")), {}) == {}


def test_type_and_the_files_own_word_for_it_change_together() -> None:
    changes = differences(flat(_values(entry_type="misc", source_type="dataset")), flat(_values()), {})
    after = merged(
        _values(entry_type="misc", source_type="dataset"), {"entry_type": changes["entry_type"]["after"]}
    )
    assert (after["columns"]["entry_type"], after["columns"]["source_type"]) == ("article", "")


def _found(ref: int) -> Found:
    return Found(Work(ref), Relation(Verdict.SAME, "same DOI"))


def test_proposals_follow_from_the_match() -> None:
    change = {"title": {"before": "a", "after": "b", "edited": False}}
    assert propose(Match(), {}).outcome == "new"
    assert propose(Match(same=_found(1)), {1: {}}).outcome == "unchanged"
    assert propose(Match(same=_found(1)), {1: change}).outcome == "update"
    assert propose(Match(rivals=(_found(1), _found(2))), {1: {}, 2: {}}).outcome == "conflict"
    assert propose(Match(key_taken=_found(1)), {1: change}).outcome == "conflict"
    assert propose(Match(possible=(_found(1),)), {1: change}).outcome == "possible"
