"""Pure: nodes in, marks out."""

from nidairp.navigation.live import Node
from nidairp.navigation.trail import mark


def marked(nodes: list[Node], path: str) -> tuple[list[str], list[str]]:
    """The titles that are active, and those that are current."""
    mark(nodes, path)
    every = [*nodes, *(child for node in nodes for child in node.children)]
    return [n.title for n in every if n.active], [n.title for n in every if n.current]


def menu() -> list[Node]:
    return [
        Node("Home", "/"),
        Node("News", "/news/", [Node("Hot", "/news/hot/"), Node("Awards", "/news/awards/")]),
        Node("Training", "", [Node("OECD", "/training/oecd/")]),
        Node("NIH", "https://www.nih.gov/"),
    ]


def test_the_page_itself_is_current_and_what_is_above_it_active() -> None:
    assert marked(menu(), "/news/hot/") == (["News", "Hot"], ["Hot"])


def test_a_page_below_an_item_makes_it_active_but_not_current() -> None:
    assert marked(menu(), "/news/hot/an-article/") == (["News", "Hot"], [])


def test_a_heading_is_active_with_what_is_below_it() -> None:
    assert marked(menu(), "/training/oecd/") == (["Training", "OECD"], ["OECD"])


def test_home_is_active_on_the_home_page_only() -> None:
    assert marked(menu(), "/") == (["Home"], ["Home"])
    assert marked(menu(), "/about/") == ([], [])


def test_the_nearest_of_two_neighbours_wins() -> None:
    sidebar = [Node("All News", "/news/"), Node("Hot", "/news/hot/")]
    assert marked(sidebar, "/news/hot/an-article/") == (["Hot"], [])
    assert marked(sidebar, "/news/awards/") == (["All News"], [])


def test_a_name_that_only_begins_alike_is_another_page() -> None:
    assert marked([Node("News", "/news/")], "/newsletter/") == ([], [])
    assert marked([Node("News", "/news")], "/newsletter/") == ([], [])


def test_the_same_page_in_two_branches_is_marked_in_both() -> None:
    twice = [Node("One", "", [Node("A", "/a/")]), Node("Two", "", [Node("B", "/a/")])]
    assert marked(twice, "/a/") == (["One", "Two", "A", "B"], ["A", "B"])
