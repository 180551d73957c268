"""What the list in the admin is narrowed by."""

import pytest

from publications.list_filters import Missing
from publications.models import Publication
from tests.factories import make_publication


@pytest.mark.django_db
def test_a_date_in_words_agrees_with_its_year() -> None:
    for date in ("2019-03-26", "March 2019", "26 March 2019", ""):
        make_publication(date=date, year=2019)
    apart = make_publication(date="2019-03", year=2019)
    Publication.objects.filter(pk=apart.pk).update(year=2020)
    _, rows = Missing.BY_CHOICE["date"]
    assert [one.pk for one in Publication.objects.filter(rows)] == [apart.pk]
