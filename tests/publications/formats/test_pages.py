import pytest

from publications.formats.pages import between, pages


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("630-42", "630–642"),
        ("630--642", "630–642"),
        ("S12-9", "S12–S19"),
        ("S12-S19", "S12–S19"),
        ("e12-e20, 25-6", "e12–e20, 25–26"),
        ("630-42; discussion 643", "630–642; discussion 643"),
        ("12-3", "12–13"),
        ("19-3", "19–3"),
        ("e125534", "e125534"),
        ("", ""),
    ],
)
def test_ranges_are_written_out(text: str, written: str) -> None:
    assert pages(text) == written


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("630", "42", "630–642"),
        ("630", "", "630"),
        ("", "42", "42"),
        ("12-19", "19", "12–19"),
        ("7", "7", "7"),
    ],
)
def test_first_and_last_page_make_a_range(first: str, last: str, written: str) -> None:
    assert between(first, last) == written
