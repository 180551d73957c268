"""The number of a book in its other forms."""

import pytest

from nidairp.search import isbn


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("978-0-8044-2957-3", ["9780804429573", "080442957x"]),
        ("080442957X", ["080442957x", "9780804429573"]),
        ("979-10-90636-07-1", ["9791090636071"]),
        ("978-0-8044-2957-4", ["9780804429574"]),
        ("30913040", []),
        ("10.1172/JCI125534", []),
    ],
)
def test_what_is_looked_for(typed, forms):
    assert list(isbn.forms(typed)) == forms
