import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from nidairp.linked import of_item
from nidairp.navigation import tree
from nidairp.navigation.admin.forms import MenuItemForm
from nidairp.navigation.models import MenuItem
from tests.factories import make_page
from tests.nidairp.navigation.outline import outline
from tests.sent import opened_form

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

Items = dict[str, MenuItem]
LogIn = Callable[..., Client]
START = {"News": {"Awards": {}, "Seminars": {}}, "About": {"Contact": {}}}
#: What the item form sends when nothing is filled in.
BLANK = {"title": "", "below": "", "page": "", "category": "", "post": "", "address": "", "is_shown": "on"}


def step(item: MenuItem, name: str) -> str:
    return reverse("admin:navigation_menuitem_step", args=[item.pk, name])


def item_page(name: str, *pk: int) -> str:
    return reverse(f"admin:navigation_menuitem_{name}", args=pk)


def edited(client: Client, item: MenuItem, filled: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The item's form as a browser sends it back."""
    address = item_page("change", item.pk)
    return address, opened_form(client, address, **filled)


def test_a_move_is_made_told_and_ends_at_the_item(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    response = admin_client.post(step(items["About"], "up"), follow=True)
    assert list(outline(primary)) == ["About", "News"]
    assert "“About” has moved up." in response.content.decode()
    assert response.redirect_chain[-1][0] == (
        reverse("admin:navigation_menu_change", args=[primary.pk]) + f"#item-{items['About'].pk}"
    )
    assert LogEntry.objects.get().get_change_message() == "Moved up."


def test_a_move_that_is_no_longer_possible_is_told(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    response = admin_client.post(step(items["News"], "up"), follow=True)
    assert "“News” is already the first." in response.content.decode()
    assert outline(primary) == START


@pytest.mark.parametrize("known", [True, False])
def test_a_move_of_what_somebody_deleted_is_told_at_its_menu(
    admin_client: Client, primary: MenuItem, items: Items, known: bool
) -> None:
    shown = admin_client.get(reverse("admin:navigation_menu_change", args=[primary.pk])).content.decode()
    assert f'<input type="hidden" name="menu" value="{primary.pk}">' in shown
    tree.remove(items["Awards"].pk)
    sent = {"menu": primary.pk} if known else {"menu": "x"}
    response = admin_client.post(step(items["Awards"], "down"), sent, follow=True)
    assert "it was deleted" in response.content.decode()
    menu = reverse("admin:navigation_menu_change", args=[primary.pk])
    assert response.redirect_chain[-1][0] == (menu if known else reverse("admin:navigation_menu_changelist"))


def test_a_move_in_says_below_what(admin_client: Client, items: Items) -> None:
    response = admin_client.post(step(items["About"], "in"), follow=True)
    assert "“About” now stands below “News”." in response.content.decode()


def test_an_item_is_hidden_and_shown(admin_client: Client, items: Items) -> None:
    admin_client.post(step(items["News"], "hide"))
    assert not MenuItem.objects.get(title="News").is_shown
    admin_client.post(step(items["News"], "show"))
    assert MenuItem.objects.get(title="News").is_shown


def test_a_step_is_never_made_by_following_a_link(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    assert admin_client.get(step(items["About"], "up")).status_code == 405
    assert outline(primary) == START


def test_a_step_without_the_token_of_the_form_is_refused(admin_client: Client, items: Items) -> None:
    admin_client.handler.enforce_csrf_checks = True
    assert admin_client.post(step(items["About"], "up")).status_code == 403


def test_a_menu_itself_cannot_be_moved_edited_or_deleted(admin_client: Client, primary: MenuItem) -> None:
    for url in (step(primary, "down"), item_page("change", primary.pk), item_page("delete", primary.pk)):
        assert admin_client.post(url).url == reverse("admin:navigation_menu_changelist")
    assert MenuItem.objects.filter(pk=primary.pk).exists()


def test_an_item_is_added_below_the_one_it_was_asked_for(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    url = item_page("add") + f"?below={items['About'].pk}"
    assert f'<option value="{items["About"].pk}" selected>' in admin_client.get(url).content.decode()
    filled = BLANK | {"title": "Careers", "below": items["About"].pk, "page": make_page().pk}
    response = admin_client.post(url, filled)
    careers = MenuItem.objects.get(title="Careers")
    assert outline(primary)["About"] == {"Contact": {}, "Careers": {}}
    assert response.url.endswith(f"/{primary.pk}/change/#item-{careers.pk}")


def test_a_page_leads_to_its_place_in_a_menu(admin_client: Client, primary: MenuItem) -> None:
    page = make_page(title="A new page")
    door = f"{item_page('add')}?page={page.pk}"
    form = admin_client.get(reverse("admin:pages_page_change", args=[page.pk])).content.decode()
    assert f'href="{door}">Put into a menu…</a>' in form
    assert "Delete selected" not in admin_client.get(door).content.decode()
    sent = opened_form(admin_client, door, below=primary.pk)
    assert (sent["title"], int(sent["page"])) == ("A new page", page.pk)
    admin_client.post(item_page("add"), sent)
    assert MenuItem.objects.get(page=page).parent == primary
    for nonsense in ("page=x", "page=999999", "post=%00", "category=-1"):
        assert admin_client.get(f"{item_page('add')}?{nonsense}").status_code == 200


def test_an_item_that_leads_to_a_section_follows_its_page(admin_client: Client, primary: MenuItem) -> None:
    page = make_page(title="About us", slug="about-us")
    filled = BLANK | {"title": "Aims", "below": primary.pk, "address": "/about-us/#our-aims"}
    admin_client.post(item_page("add"), filled)
    item = MenuItem.objects.get(title="Aims")
    assert (item.page, item.section, item.address) == (page, "our-aims", "")
    page.slug = "about"
    page.save()
    assert MenuItem.objects.get(pk=item.pk).url == "/about/#our-aims"
    assert 'href="/about/#our-aims"' in admin_client.get("/search/").content.decode()
    assert [(one.field, one.href) for one in of_item(MenuItem.objects.get(pk=item.pk))] == [
        ("section", "/about/#our-aims")
    ]
    typed = opened_form(admin_client, item_page("change", item.pk), section="#who we are")
    assert "no spaces" in admin_client.post(item_page("change", item.pk), typed).content.decode()
    admin_client.post(item_page("change", item.pk), typed | {"section": "#who"})
    assert MenuItem.objects.get(pk=item.pk).section == "who"


@pytest.mark.parametrize(
    ("address", "section", "wanted"),
    [
        ("/about-us/", "people", ("", "people")),
        ("/about-us/", "#people", ("", "people")),
        ("/about-us/#people", "", ("", "people")),
        ("/about-us/#people", "people", ("", "people")),
        ("https://www.nih.gov/", "people", ("https://www.nih.gov/#people", "")),
        ("/search/?q=x#top", "top", ("/search/?q=x#top", "")),
    ],
)
def test_a_section_typed_beside_an_address_is_kept(
    admin_client: Client, primary: MenuItem, address: str, section: str, wanted: tuple[str, str]
) -> None:
    page = make_page(slug="about-us")
    filled = BLANK | {"title": "Who", "below": primary.pk, "address": address, "section": section}
    admin_client.post(item_page("add"), filled)
    item = MenuItem.objects.get(title="Who")
    assert (item.address, item.section) == wanted
    assert item.page == (None if item.address else page)


def test_of_two_sections_the_editor_chooses_one(admin_client: Client, primary: MenuItem) -> None:
    make_page(slug="about-us")
    for address in ("/about-us/#people", "https://www.nih.gov/#people"):
        filled = BLANK | {"title": "Who", "below": primary.pk, "address": address, "section": "aims"}
        assert "names another section" in admin_client.post(item_page("add"), filled).content.decode()
    assert not MenuItem.objects.filter(title="Who").exists()


def test_the_section_of_an_earlier_target_goes_with_it(admin_client: Client, primary: MenuItem) -> None:
    item = tree.add(primary, "Who", page=make_page(), section="people")
    sent = opened_form(admin_client, item_page("change", item.pk), page="", address="https://www.nih.gov/")
    admin_client.post(item_page("change", item.pk), sent)
    item.refresh_from_db()
    assert (item.page, item.address, item.section) == (None, "https://www.nih.gov/", "")


def test_an_item_is_edited_and_moved_in_one_go(admin_client: Client, primary: MenuItem, items: Items) -> None:
    filled = BLANK | {"title": "Contact Us", "below": items["News"].pk, "address": "/contact/"}
    admin_client.post(*edited(admin_client, items["Contact"], filled))
    assert outline(primary) == {"News": {"Awards": {}, "Seminars": {}, "Contact Us": {}}, "About": {}}
    assert MenuItem.objects.get(title="Contact Us").address == "/contact/"


def test_an_item_that_is_edited_in_place_stays_there(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    filled = BLANK | {"title": "Prizes", "below": items["News"].pk, "address": "/news/awards/"}
    admin_client.post(*edited(admin_client, items["Awards"], filled))
    assert list(outline(primary)["News"]) == ["Prizes", "Seminars"]


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        ({"below": "Awards"}, "An item cannot stand below itself or below one of its own items."),
        ({"below": "News"}, "An item cannot stand below itself or below one of its own items."),
        ({"address": "//evil.example/"}, "A path on this site begins with one “/”"),
        ({"address": "//["}, "A path on this site begins with one “/”"),
        ({"address": "http://["}, "Enter a path on this site"),
        ({"address": "https://www.nih.gov@evil.example/"}, "must not contain a user name or password"),
        ({"address": "/x/", "page": "a page"}, "Choose only one target"),
        ({"title": ""}, "This field is required."),
        ({"title": "<i></i> <sub> </sub>"}, "This field is required."),
        ({"title": "Awards\u202e"}, "It contains an invisible character (U+202E): delete it."),
    ],
)
def test_what_cannot_be_saved_is_told_and_changes_nothing(
    admin_client: Client, primary: MenuItem, items: Items, filled: dict[str, str], sentence: str
) -> None:
    values = BLANK | {"title": "News", "below": primary.pk} | filled
    if "below" in filled:
        values["below"] = items[filled["below"]].pk
    if "page" in filled:
        values["page"] = make_page().pk
    page = admin_client.post(*edited(admin_client, items["News"], values)).content.decode()
    assert sentence in page
    assert outline(primary) == START


def test_an_item_moves_only_within_its_own_menu(admin_client: Client, items: Items) -> None:
    filled = BLANK | {"title": "News", "below": MenuItem.objects.menu("footer").pk}
    page = admin_client.post(*edited(admin_client, items["News"], filled)).content.decode()
    assert "Select a valid choice." in page


def test_an_item_deleted_while_its_form_was_being_saved_is_told(
    admin_client: Client, items: Items, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deleted_meanwhile(form: MenuItemForm) -> MenuItem:
        tree.remove(items["Awards"].pk)
        return items["News"]

    monkeypatch.setattr(MenuItemForm, "clean_below", deleted_meanwhile)
    filled = BLANK | {"title": "Prizes", "below": items["News"].pk}
    response = admin_client.post(*edited(admin_client, items["Awards"], filled), follow=True)
    assert "somebody has removed it in the meantime" in response.content.decode()


def test_deleting_asks_first_and_says_what_goes_along(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    page = admin_client.get(item_page("delete", items["News"].pk)).content.decode()
    assert "2 items below it go along:" in page
    assert "Awards" in page
    assert outline(primary) == START


def test_deleting_is_told_and_ends_at_the_item_above(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    response = admin_client.post(item_page("delete", items["News"].pk), follow=True)
    assert outline(primary) == {"About": {"Contact": {}}}
    assert "“News” is deleted, with 2 below it." in response.content.decode()
    assert response.redirect_chain[-1][0].endswith(f"#item-{primary.pk}")


def test_the_list_of_items_is_the_menus(admin_client: Client) -> None:
    assert admin_client.get(item_page("changelist")).url == reverse("admin:navigation_menu_changelist")


def test_who_may_only_look_changes_nothing(logged_in: LogIn, primary: MenuItem, items: Items) -> None:
    client = logged_in("view_menuitem")
    refused = [
        *(step(items["Seminars"], name) for name in ("up", "down", "in", "out", "show", "hide")),
        item_page("add"),
        item_page("change", items["News"].pk),
        item_page("delete", items["News"].pk),
    ]
    assert [client.post(url, BLANK).status_code for url in refused] == [403] * len(refused)
    assert outline(primary) == START


def test_who_may_only_look_sees_where_an_item_stands(logged_in: LogIn, items: Items) -> None:
    page = logged_in("view_menuitem").get(item_page("change", items["Awards"].pk)).content.decode()
    assert '<div class="readonly">News</div>' in page


@pytest.mark.parametrize(
    ("permission", "page"),
    [("add_menuitem", "add"), ("change_menuitem", "change"), ("delete_menuitem", "delete")],
)
def test_each_permission_opens_its_own_page_only(
    logged_in: LogIn, items: Items, permission: str, page: str
) -> None:
    client = logged_in(permission)
    pages = {"add": item_page("add")} | {
        name: item_page(name, items["News"].pk) for name in ("change", "delete")
    }
    opened = [name for name, url in pages.items() if client.get(url).status_code == 200]
    assert opened == [page]


def test_strangers_are_asked_to_log_in(client: Client, primary: MenuItem, items: Items) -> None:
    for url in (step(items["About"], "up"), item_page("add"), item_page("delete", items["About"].pk)):
        assert client.post(url).url.startswith(reverse("admin:login"))
    assert outline(primary) == START


@pytest.mark.parametrize(
    ("address", "is_hinted"),
    [
        ("/carreers/", True),
        ("/careers/", False),
        ("/careers", False),
        ("/careers/?from=menu#top", False),
        ("/news/", False),
        ("/robots.txt", False),
        ("/no.such.thing", True),
        ("/media/map.pdf", True),
        ("/", False),
        ("https://www.nih.gov/", False),
    ],
)
def test_an_address_that_nothing_answers_gets_a_hint_and_is_saved(
    admin_client: Client, primary: MenuItem, address: str, is_hinted: bool
) -> None:
    make_page(slug="careers")
    filled = BLANK | {"title": "Jobs", "below": primary.pk, "address": address}
    shown = admin_client.post(item_page("add"), filled, follow=True).content.decode()
    assert MenuItem.objects.filter(title="Jobs").exists()
    assert ("There is no page at" in shown) is is_hinted


def test_the_address_of_a_page_is_taken_for_the_page_itself(admin_client: Client, primary: MenuItem) -> None:
    draft = make_page(slug="draft", title="The draft", state="draft")
    filled = BLANK | {"title": "Jobs", "below": primary.pk, "address": "/draft/"}
    shown = admin_client.post(item_page("add"), filled, follow=True).content.decode()
    item = MenuItem.objects.get(title="Jobs")
    assert (item.page, item.address, item.url) == (draft, "", "")
    assert "“The draft” is not public yet" in shown


def place(item: MenuItem, target: MenuItem, position: str, above: int | None = None) -> str:
    query = f"?target={target.pk}&position={position}" + (f"&above={above}" if above else "")
    return reverse("admin:navigation_menuitem_place", args=[item.pk]) + query


def test_a_drag_puts_an_item_anywhere_and_is_undone(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    above = items["About"].pk
    response = admin_client.post(place(items["Seminars"], items["Contact"], "before", above), follow=True)
    page = response.content.decode()
    assert "“Seminars” now stands before “Contact”." in page
    assert list(outline(primary)["About"]) == ["Seminars", "Contact"]
    undo = re.search(r'formaction="([^"]+/place/[^"]+)"', page)
    admin_client.post(unescape(undo[1]))
    assert str(outline(primary)) == str(START)


@pytest.mark.parametrize("name", ["up", "down", "in", "out"])
@pytest.mark.parametrize("title", ["News", "Awards", "Seminars", "About", "Contact"])
def test_every_step_is_undone(
    admin_client: Client, primary: MenuItem, items: Items, title: str, name: str
) -> None:
    before = str(outline(primary))
    page = admin_client.post(step(items[title], name), follow=True).content.decode()
    if undo := re.search(r'formaction="([^"]+/place/[^"]+)"', page):
        assert str(outline(primary)) != before
        admin_client.post(unescape(undo[1]))
    assert str(outline(primary)) == before


def test_a_step_past_another_item_than_was_seen_is_not_made(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    tree.add(primary, "New")
    tree.move(items["About"].pk, "down")
    response = admin_client.post(step(items["About"], "up") + f"?beside={items['News'].pk}", follow=True)
    assert (
        "“About” has not been moved: somebody has changed this menu in the meantime."
        in response.content.decode()
    )
    assert list(outline(primary)) == ["News", "New", "About"]


def test_a_drag_beside_what_was_moved_away_is_not_made(
    admin_client: Client, primary: MenuItem, items: Items
) -> None:
    tree.move(items["Awards"].pk, "out")
    address = place(items["About"], items["Awards"], "before", items["News"].pk)
    assert "has not been moved" in admin_client.post(address, follow=True).content.decode()
    assert list(outline(primary)) == ["News", "Awards", "About"]


@pytest.mark.parametrize("query", ["", "?target=x&position=before", "?target=1&position=sideways"])
def test_a_place_that_is_none_is_refused(admin_client: Client, items: Items, query: str) -> None:
    address = reverse("admin:navigation_menuitem_place", args=[items["About"].pk]) + query
    assert admin_client.post(address).status_code == 400


def test_placing_asks_for_the_permission_and_for_a_post(logged_in: LogIn, items: Items) -> None:
    address = place(items["About"], items["News"], "before")
    client = logged_in("view_menuitem")
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405
