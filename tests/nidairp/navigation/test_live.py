import pytest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from nidairp.navigation import tree
from nidairp.navigation.context_processors import menus
from nidairp.navigation.live import Node, live_menus
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page
from nidairp.redirects.models import Redirect
from tests.factories import make_category, make_page, make_post

Items = dict[str, MenuItem]


@pytest.fixture(autouse=True)
def what_answers(db: None) -> None:
    """The rows at the addresses that are typed here."""
    about = make_page(slug="about")
    make_page(slug="contact", parent=about)
    for slug in ("awards", "seminars"):
        make_category(slug=slug)


def titles(nodes: list[Node]) -> list[str]:
    return [node.title for node in nodes]


def test_each_menu_comes_as_nodes_in_its_order(items: Items) -> None:
    tree.add(MenuItem.objects.menu("news-sidebar"), "All News", address="/news/")
    found = live_menus("/")
    assert set(found) == {"primary", "utility", "news_sidebar", "footer"}
    assert titles(found["primary"]) == ["News", "About"]
    assert titles(found["primary"][0].children) == ["Awards", "Seminars"]
    assert found["news_sidebar"] == [Node("All News", "/news/")]


def test_a_hidden_item_goes_with_all_below_it(items: Items) -> None:
    tree.show(items["News"].pk, shown=False)
    assert titles(live_menus("/")["primary"]) == ["About"]


def test_a_draft_is_not_shown(primary: MenuItem) -> None:
    tree.add(primary, "Draft page", page=make_page(state="draft"))
    tree.add(primary, "Draft post", post=make_post(state="draft"))
    assert live_menus("/")["primary"] == []


def test_a_heading_is_shown_while_something_below_it_is(primary: MenuItem) -> None:
    heading = tree.add(primary, "Heading")
    assert live_menus("/")["primary"] == []
    tree.add(heading, "Below", address="/about/")
    assert live_menus("/")["primary"] == [Node("Heading", "", [Node("Below", "/about/")])]


def test_a_draft_with_something_public_below_it_becomes_a_heading(primary: MenuItem) -> None:
    draft = tree.add(primary, "About", page=make_page(state="draft"))
    tree.add(draft, "Contact", address="/about/contact/")
    assert live_menus("/")["primary"][0].url == ""


def test_what_stands_deeper_than_a_menu_shows_is_shown_beside_the_item_above_it(items: Items) -> None:
    winners = tree.add(items["Awards"], "Winners")
    tree.add(winners, "2026", address="/news/awards/feed/")
    news = live_menus("/")["primary"][0]
    assert titles(news.children) == ["Awards", "2026", "Seminars"]
    assert news.children[0].children == []


def test_a_menu_of_one_level_shows_all_its_items_on_it(items: Items) -> None:
    tree.move_under(items["About"].pk, MenuItem.objects.menu("footer").pk)
    assert live_menus("/")["footer"] == [Node("About", "/about/"), Node("Contact", "/about/contact/")]


def test_the_reader_sees_where_they_are(items: Items) -> None:
    news, about = live_menus("/news/awards/a-prize/")["primary"]
    assert (news.active, news.current, about.active) == (True, False, False)
    assert [node.active for node in news.children] == [True, False]


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.slow
def test_all_menus_take_one_query_however_many_items_there_are(
    primary: MenuItem, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        tree.add(primary, "Page", page=make_page())
        tree.add(primary, "Category", category=make_category())
        tree.add(primary, "Post", post=make_post())
    with django_assert_num_queries(1):
        assert len(live_menus("/")["primary"]) == 3 * number


def test_a_template_that_shows_two_menus_asks_once(
    items: Items, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    template = Template(
        "{% for node in menus.primary %}{{ node.title }} {% endfor %}{{ menus.footer|length }}"
    )
    MenuItem.objects.filter(title__in=["About", "Awards", "Seminars", "Contact"]).update(address="/search/")
    with django_assert_num_queries(1):
        assert template.render(Context(menus(rf.get("/news/")))) == "News About 0"


@pytest.mark.parametrize(
    "address", ["/nothing/", "/publications/nobody-2026/", "/news/none/", "/gone/", "/x.php"]
)
def test_an_address_at_which_nothing_answers_is_not_shown(primary: MenuItem, address: str) -> None:
    Redirect.objects.create(old_path="/gone/")
    tree.add(primary, "Dead", address=address)
    assert live_menus("/")["primary"] == []


@pytest.mark.parametrize(
    "address",
    ["/news/?page=2", "/search/", "/about", "/moved/", "/publications.bib", "https://www.nih.gov/none"],
)
def test_an_address_that_answers_is_shown(primary: MenuItem, address: str) -> None:
    Redirect.objects.create(old_path="/moved/", address="/news/")
    tree.add(primary, "There", address=address)
    assert live_menus("/")["primary"] == [Node("There", address)]


def test_a_dead_address_becomes_a_heading_and_a_link_when_something_is_there(primary: MenuItem) -> None:
    item = tree.add(primary, "Later", address="/later/")
    tree.add(item, "News", address="/news/")
    assert live_menus("/")["primary"][0].url == ""
    page = make_page(slug="later")
    assert live_menus("/")["primary"][0].url == "/later/"
    Page.objects.filter(pk=page.pk).update(state="draft")
    assert live_menus("/")["primary"][0].url == ""


def test_addresses_are_looked_up_together(
    primary: MenuItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One question for each kind of thing that was typed, and one whether the rest has moved."""
    for number in range(5):
        for address in (f"/x{number}/", f"/news/x{number}/", f"/publications/x{number}/"):
            tree.add(primary, "Dead", address=address)
    with django_assert_num_queries(1 + 3 + 1):
        live_menus("/")


@pytest.mark.django_db
def test_a_template_without_menus_asks_nothing(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        Template("Hello").render(Context(menus(rf.get("/"))))
