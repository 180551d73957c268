"""What a title shows is the same for the database as for the program, whatever stands in it."""

import pytest
from django.db.models import CharField, Value
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nidairp.plain_titles import Plain
from nidairp.rich import TAGS, bare
from publications.models import Tag

#: Tags, and pieces that are a tag only where another goes from between them.
PIECES = (*TAGS, "<s", "ub>", "<", ">", "%", "_", "*", "[", "’", "a", "B", " ")


@pytest.mark.django_db
class SameForBoth(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        Tag.objects.create(name="one row", slug="one-row")

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
    @example("<s<i></i>ub>a</sub>")
    @example("<i><b></i><b></b>")
    def test_the_database_and_the_program_see_the_same_in_a_title(self, title: str) -> None:
        said = Tag.objects.annotate(said=Plain(Value(title, output_field=CharField())))
        assert said.values_list("said", flat=True).get() == bare(title)
