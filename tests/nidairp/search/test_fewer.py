"""Where nothing has all words, what has most of them is found."""

import pytest

from nidairp.search.fewer import TRIED, with_fewer_words
from nidairp.search.sources import registered
from tests.factories import make_publication

pytestmark = pytest.mark.django_db


def test_words_that_nothing_has_go_first_and_then_the_most_frequent_one():
    make_publication(title="Rat brain")
    make_publication(title="Rat habits")
    assert list(with_fewer_words("a rat brain zyzzyva", registered())) == ["rat brain", "brain", "rat"]
    assert list(with_fewer_words('"rat brain" habits', registered())) == ['"rat brain"', "habits"]


@pytest.mark.parametrize(
    "typed", ["", "zyzzyva", "the zyzzyva", '"one phrase"', "10.1172/JCI125534", "a " * 99]
)
def test_of_one_word_nothing_can_be_left_out(typed):
    assert list(with_fewer_words(typed, registered())) == []


def test_however_much_is_typed_little_is_tried():
    words = " ".join(f"word{number}" for number in range(8))
    make_publication(title=words)
    assert len(list(with_fewer_words(f"{words}", registered()))) <= TRIED
    assert list(with_fewer_words(f"{words} more", registered())) == []


def test_the_pages_say_what_was_left_out(client):
    make_publication(title="A rat brain template")
    found = client.get("/search/?q=rat+brain+xylophone").content.decode()
    assert "as typed: <bdi>rat brain xylophone</bdi>" in found and "<mark>rat brain</mark>" in found
    assert "/publications/?q=rat+brain" in client.get("/publications/?q=rat+brain+xylophone").content.decode()
    mistyped = client.get("/search/?q=rat+brain+templete").content.decode()
    assert "Did you mean" in mistyped and "<mark>" not in mistyped
