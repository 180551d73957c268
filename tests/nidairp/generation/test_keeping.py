"""What is kept of a generation, for which requests, and for how long."""

from nidairp.generation.carried import under
from nidairp.generation.keeping import Keeping, of


class Making:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"made {self.times}"


def test_a_thing_is_made_once_for_each_key() -> None:
    kept, make = Keeping[str](10), Making()
    with under("1"):
        assert [kept("a", make), kept("a", make), kept("b", make)] == ["made 1", "made 1", "made 2"]


def test_it_is_gone_with_its_generation_and_does_not_come_back() -> None:
    kept, make = Keeping[str](10), Making()
    for generation in ("1", "2", "1"):
        with under(generation):
            kept("a", make)
    assert make.times == 3


def test_without_a_generation_nothing_is_kept_and_nothing_kept_is_seen() -> None:
    kept, make = Keeping[str](10), Making()
    with under("1"):
        kept("a", make)
    assert [kept("a", make), kept("a", make)] == ["made 2", "made 3"]
    with under("1"), under(None):
        assert kept("a", make) == "made 4"
    with under("1"):
        assert kept("a", make) == "made 1"


def test_what_is_of_one_app_outlasts_a_change_of_another() -> None:
    kept, make = Keeping[str](10, state=of("news")), Making()
    for name, apps in (("1", {"news": "5", "pages": "6"}), ("2", {"news": "5", "pages": "7"})):
        with under(name, "today", apps):
            assert kept("a", make) == "made 1"
    with under("3", "today", {"news": "8", "pages": "7"}):
        assert kept("a", make) == "made 2"
    with under("4", "tomorrow", {"news": "8", "pages": "7"}):
        assert kept("a", make) == "made 3"
    assert kept("a", make) == "made 4"


def test_where_it_is_not_known_what_changed_it_is_gone_with_its_generation() -> None:
    kept, make = Keeping[str](10, state=of("news")), Making()
    for name in ("1", "2"):
        with under(name, "today", {"pages": "6"}):
            kept("a", make)
    assert make.times == 2


def test_what_is_made_of_the_program_alone_is_made_once() -> None:
    kept, make = Keeping[str](10, state=of()), Making()
    for name in ("1", "2"):
        with under(name, "today", {"news": name}):
            assert kept("a", make) == "made 1"


def test_it_never_takes_more_room_than_it_has() -> None:
    kept, make = Keeping[str](20, size=len), Making()
    with under("1"):
        for key in "abc":
            kept(key, make)
        assert [kept("c", make), kept("b", make), kept("a", make)] == ["made 3", "made 2", "made 1"]
        kept("d", make)
        assert kept("a", make) == "made 5"
        Keeping[str](3, size=len)("too long", make)
    assert make.times == 6
