import pytest

from publications.formats.days import edtf, of_numbers


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", "2019"),
        ("2019 Mar", "2019-03"),
        ("2019 Mar 26", "2019-03-26"),
        ("2019 Mar-Apr", "2019-03/2019-04"),
        ("2019 Mar 26-Apr 2", "2019-03-26/2019-04-02"),
        ("2019 Mar 26-28", "2019-03-26/2019-03-28"),
        ("2019 Dec-2020 Jan", "2019-12/2020-01"),
        ("1998-1999", "1998/1999"),
        ("2019 Spring", "2019-21"),
        ("2019 Fall", "2019-23"),
        ("20190326", "2019-03-26"),
        ("2019/03/26 06:00", "2019-03-26"),
        ("2019/3/6", "2019-03-06"),
        ("2019///Winter", "2019-24"),
        ("26 March 2019", "2019-03-26"),
        ("March 26, 2019", "2019-03-26"),
        ("Sept. 2019", "2019-09"),
    ],
)
def test_dates_of_all_kinds_become_edtf(text: str, date: str) -> None:
    assert edtf(text) == date


@pytest.mark.parametrize(
    "text", ["", "in press", "2019 Brumaire", "2019-02-30", "2019-13-01", "0000", "2019 Apr-Mar"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert edtf(text) == ""


@pytest.mark.parametrize(
    ("numbers", "date"),
    [((2019, 2, 30), "2019-02"), ((2019, 99), "2019"), ((0,), ""), ((99999,), ""), ((2019, 22), "2019-22")],
)
def test_numbers_make_a_date_as_far_as_they_can(numbers: tuple[int, ...], date: str) -> None:
    assert of_numbers(*numbers) == date
