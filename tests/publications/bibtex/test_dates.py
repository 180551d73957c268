"""Dates to EDTF and to what sorts."""

import pytest

from publications.bibtex.dates import from_fields, parse_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2019-03-26", "2019-03-26"),
        ("2019-03", "2019-03"),
        ("1997/2000", "1997/2000"),
        ("1984~", "1984~"),
        ("199X", "199X"),
        ("2004-22", "2004-22"),
        ("2019/..", "2019/.."),
        ("-0044-03-15", "-0044-03-15"),
        ("March 26, 2019", "2019-03-26"),
        ("26 Mar 2019", "2019-03-26"),
        ("2019 Mar 26", "2019-03-26"),
        ("2018 Mar-Apr", "2018-03"),
        ("2019 Spring", "2019-21"),
        ("3/26/2019", "2019-03-26"),
        ("26/3/2019", "2019-03-26"),
        ("3/4/2019", "2019"),
        ("c. 1850", "1850~"),
        ("2019--2020", "2019/2020"),
        ("[2019]", "2019"),
        ("2019a", "2019"),
        ("2019-02-30", "2019-02"),
        ("2019-02-29", "2019-02"),
        ("2019-02-29/2019-03-02", "2019-02/2019-03-02"),
        ("../2019-02-29", "../2019-02"),
        ("2019-13-01/..", "2019/.."),
        ("2020-02-29", "2020-02-29"),
        ("1900-02-29", "1900-02"),
        ("201X-02-29", "201X-02-29"),
        ("20190229", "2019-02"),
        ("29.02.2019", "2019-02"),
        ("2/29/2019", "2019-02"),
        ("31/4/2019", "2019-04"),
        ("40/4/2019", "2019-04"),
        ("31/13/2019", "2019"),
        ("Feb 29, 2019", "2019-02"),
        ("February 29, 2020", "2020-02-29"),
    ],
)
def test_dates_are_understood(text: str, edtf: str) -> None:
    date = parse_date(text)

    assert date is not None
    assert date.edtf() == edtf


@pytest.mark.parametrize("text", ["", "in press", "n.d.", "12", "99999999999"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("fields", "edtf", "sort"),
    [
        ({"year": "2019", "date": "2019-03-26"}, "2019-03-26", (2019, 3, 26)),
        ({"year": "2019", "month": "January\u00a01"}, "2019-01-01", (2019, 1, 1)),
        ({"year": "2019", "month": "June\u00a03–5"}, "2019-06-03", (2019, 6, 3)),
        ({"year": "2019", "month": "9"}, "2019-09", (2019, 9, 1)),
        ({"year": "2019", "month": "29 Feb"}, "2019-02", (2019, 2, 1)),
        ({"year": "2020", "month": "feb", "day": "29"}, "2020-02-29", (2020, 2, 29)),
        ({"year": "2019", "month": "Winter"}, "2019-24", (2019, 12, 1)),
        ({"year": "2018", "date": "2019-03-26"}, "2019-03-26", (2019, 3, 26)),
    ],
)
def test_fields_together_give_the_date(fields: dict[str, str], edtf: str, sort: tuple[int, int, int]) -> None:
    dated = from_fields(fields)

    assert (dated.edtf, dated.sort) == (edtf, sort)


def test_in_press_is_a_state_and_no_year() -> None:
    dated = from_fields({"year": "in press"})

    assert (dated.state, dated.year) == ("forthcoming", None)
