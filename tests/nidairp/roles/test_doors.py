"""Role × action × result, over every address of the admin, by GET and by POST."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

import pytest
from django.contrib.auth.models import User

from nidairp.roles.table import ADMINISTRATORS, BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.admin_doors import Door, doors, examples
from tests.nidairp.roles.people import digest, logged_in, member

# Who may open what is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

EVERYBODY = "index password_change password_change_done jsi18n open_form signed_in find_target second_factor"
LOOK = "changelist change history simple_history"
NEVER = {"login", "logout", "autocomplete"}

#: What opens, of pages and posts that somebody else has written, and of all else.
OPENS = {
    WRITERS: {
        "": f"{EVERYBODY} quality app_list",
        "news_post": "changelist add",
        "pages_page": "changelist add",
        "library_*": "changelist add change history choose",
        "redirects_redirect": "targets",
        "news_category": LOOK,
        "news_tag": LOOK,
        "publications_publication": LOOK,
        "publications_author": LOOK,
        "publications_tag": LOOK,
    },
    EDITORS: {
        "": f"{EVERYBODY} quality app_list",
        "news_*": "*",
        "pages_*": "*",
        "library_*": "*",
        "navigation_*": "*",
        "redirects_*": "*",
        "links_*": "*",
        "people_*": "*",
        "admin_logentry": "*",
        "publications_publication": LOOK,
        "publications_author": f"{LOOK} add",
        "publications_tag": LOOK,
    },
    BIBLIOGRAPHERS: {
        "": EVERYBODY,
        "publications_*": "*",
        "library_*": "changelist add change history choose",
        "redirects_redirect": "targets",
    },
    ADMINISTRATORS: {"": f"{EVERYBODY} quality app_list second_factor_reset", "*": "*"},
}
#: What is only sent and never opened, beside what opens.
SENDS = {
    WRITERS: {"news_post": "quality preview_new", "pages_page": "quality preview_new", "library_*": "upload"},
    EDITORS: {"*": "view_on_site"},
    BIBLIOGRAPHERS: {"library_*": "upload"},
    ADMINISTRATORS: {"*": "*"},
}


def is_named(door: Door, table: dict[str, str]) -> bool:
    """``news_post_change`` is "change" of "news_post"."""
    own = f"{door.model._meta.app_label}_{door.model._meta.model_name}" if door.model else ""
    action = door.name.removeprefix(f"{own}_") if own else door.name
    return any(
        fnmatchcase(own, kind) and any(fnmatchcase(action, word) for word in words.split())
        for kind, words in table.items()
        if bool(kind) == bool(own)
    )


@pytest.fixture
def every(db: None) -> list[Door]:
    return [door for door in doors(examples()) if door.name not in NEVER]


def opened(user: User, every: Iterable[Door]) -> set[str]:
    client = logged_in(user)
    return {door.name for door in every if client.get(door.address).status_code == 200}


@pytest.mark.parametrize("role", OPENS)
def test_each_role_opens_what_the_table_says_and_nothing_else(
    every: list[Door], role: str, admin_user
) -> None:
    all_there_is = opened(admin_user, every)
    wanted = {door.name for door in every if door.name in all_there_is and is_named(door, OPENS[role])}
    assert opened(member(role), every) == wanted


@pytest.mark.parametrize("role", OPENS)
@pytest.mark.parametrize("sent", [{}, {"post": "yes", "_publish": "1", "action": "delete_selected"}])
def test_what_a_role_may_not_open_it_cannot_send_either(
    every: list[Door], role: str, sent: dict[str, str]
) -> None:
    client = logged_in(member(role))
    before = digest()
    for door in every:
        if not is_named(door, OPENS[role]) and not is_named(door, SENDS[role]):
            answer = client.post(door.address, sent)
            assert answer.status_code in {302, 400, 403, 404, 405}, door
            if door.model is not None:
                assert digest() == before, door


@pytest.mark.parametrize("role", [WRITERS, EDITORS])
def test_looking_changes_nothing(every: list[Door], role: str) -> None:
    client = logged_in(member(role))
    before = digest()
    for door in every:
        client.get(door.address)
    assert digest() == before
