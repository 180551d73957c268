"""An address that is filled in is the one that Django works out, or its error."""

import pytest
from django.urls import NoReverseMatch, reverse

from nidairp.reversing import Address

VIEWS = [
    ("publications:list", ()),
    ("publications:detail", ("smith2019",)),
    ("publications:author", ("smith-j",)),
    ("news:post", ("hot-off-the-press", "a-new-cue")),
    ("news:post", ("-1-", "-0-")),
    ("share_post", ("news", "A_1")),
]


@pytest.mark.parametrize(("view", "slugs"), VIEWS)
def test_it_is_what_reverse_says(view: str, slugs: tuple[str, ...]):
    address = Address(view)
    assert [address(*slugs), address(*slugs)] == [reverse(view, args=slugs)] * 2


@pytest.mark.parametrize("slug", ["", "a/b", "../admin", "a b", "ü", "%s", "a\n", '"><script>'])
def test_what_is_no_slug_is_refused_before_and_after_the_first(slug: str):
    address = Address("publications:detail")
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address(slug)
        assert address("known") == "/publications/known/"
