"""Steps from page to page: which, where they lead, and that nothing else of the address is lost."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.test import RequestFactory

from nidairp.templatetags.pagination import Steps, page_steps


def steps(number: int, query: str = "") -> Steps:
    request = RequestFactory().get(f"/publications/?{query}")
    return page_steps({"request": request}, Paginator(range(200), 10).get_page(number))


def test_both_ends_and_the_neighbours_are_there_and_the_page_itself_is_no_link():
    shown = steps(10).numbers
    assert [one.label for one in shown] == ["1", "", "9", "10", "11", "", "20"]
    assert [one.label for one in shown if one.is_current] == ["10"]
    assert [one.label for one in shown if one.url] == ["1", "9", "11", "20"]


def test_the_first_page_leads_only_on_and_the_last_only_back():
    assert (steps(1).previous, steps(1).next) == ("", "?page=2")
    assert (steps(20).previous, steps(20).next) == ("?page=19", "")


def test_what_else_was_asked_for_goes_along():
    asked = "author=a&author=b&page=3&q=%22cue+reward%22+%26+%CE%B1"
    led = QueryDict(steps(3, asked).next.removeprefix("?"))
    assert dict(led.lists()) == {"author": ["a", "b"], "q": ['"cue reward" & α'], "page": ["4"]}
