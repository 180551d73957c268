"""What a shared link shows is cut to the length that whoever shows it has room for."""

import pytest
from django.utils.text import Truncator

from nidairp.templatetags.shared import cut

COMBINED = "e\u0301"  # two signs that are one letter


@pytest.mark.parametrize("longest", [4, 5, 8])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "abcd",
        "abcde",
        "abcdefgh ij",
        "abcd" + COMBINED,
        "abcde\u0301fghij",
        COMBINED * 6,
        "ä" * 9,
        "abc de é",
    ],
)
def test_letters_are_counted_as_django_counts_them(text, longest):
    assert cut(text, longest) == (Truncator(text).chars(longest) if len(text) > longest else text)
