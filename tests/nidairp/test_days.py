"""Days are written as Django's templates write them."""

import datetime

from django.utils.dateformat import format as format_date
from hypothesis import given
from hypothesis import strategies as st

from nidairp.days import written


@given(st.dates())
def test_a_day_is_written_as_by_a_template(day: datetime.date):
    assert written(day) == format_date(day, "F j, Y")
