"""Work that grows with a text, told from work that grows with its square."""

from itertools import product

from tests.steps import grow_with_the_text


def test_a_loop_is_told_from_one_within_another() -> None:
    assert grow_with_the_text(lambda text: [letter for letter in text], "a".__mul__, 50)  # noqa: C416
    assert not grow_with_the_text(lambda text: [pair for pair in product(text, text)], "a".__mul__, 50)  # noqa: C416
