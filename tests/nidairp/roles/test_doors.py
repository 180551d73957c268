"""Role × action × result, over every address of the admin, by GET and by POST."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from nidairp.roles.table import ADMINISTRATORS, BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.admin_doors import Door, doors, examples
from tests.nidairp.roles.people import digest, logged_in, member

# Who may open what is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

EVERYBODY = (
    "index password_change password_change_done jsi18n open_form signed_in find_target second_factor "
    "manual manual_page"
)
LOOK = "changelist change history simple_history"
NEVER = {"login", "logout", "autocomplete"}
#: What else ends like the form of a row.
WITHOUT_A_FORM = {"admin_logentry_change", "auth_user_password_change", "password_change"}
#: To look at every row of every table takes as long as ten requests.
LOOKED_AFTER = 25

#: What opens, of pages and posts that somebody else has written, and of all else.
OPENS = {
    WRITERS: {
        "": f"{EVERYBODY} quality app_list",
        "news_post": "changelist add deleted",
        "pages_page": "changelist add deleted",
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
    ADMINISTRATORS: {"": f"{EVERYBODY} quality app_list second_factor_reset invite", "*": "*"},
}
#: What is only sent and never opened, beside what opens.
SENDS = {
    WRITERS: {
        "news_post": "quality preview_new bring_back",
        "pages_page": "quality preview_new bring_back",
        "library_*": "upload",
    },
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


def opened(client: Client, every: Iterable[Door]) -> set[str]:
    return {door.name for door in every if client.get(door.address).status_code == 200}


def test_each_role_opens_what_the_table_says_and_nothing_else_and_changes_nothing_by_it(
    every: list[Door], admin_user: User
) -> None:
    all_there_is = opened(logged_in(admin_user), every)
    for role, table in OPENS.items():
        wanted = {door.name for door in every if door.name in all_there_is and is_named(door, table)}
        somebody = logged_in(member(role))
        before = digest()
        assert opened(somebody, every) == wanted, role
        assert digest() == before, role


def test_who_may_only_look_reads_every_form(every: list[Door]) -> None:
    looking = User.objects.create_user("looking", is_staff=True)
    looking.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = logged_in(looking)
    forms = [door for door in every if door.name.endswith("_change") and door.name not in WITHOUT_A_FORM]
    refused = [door.name for door in forms if client.get(door.address).status_code != 200]
    assert len(forms) > 15 and refused == []


@pytest.mark.parametrize("role", OPENS)
@pytest.mark.parametrize("sent", [{}, {"post": "yes", "_publish": "1", "action": "delete_selected"}])
def test_what_a_role_may_not_open_it_cannot_send_either(
    every: list[Door], role: str, sent: dict[str, str]
) -> None:
    client = logged_in(member(role))
    closed = [door for door in every if not is_named(door, OPENS[role]) and not is_named(door, SENDS[role])]
    before = digest()
    for first in range(0, len(closed), LOOKED_AFTER):
        some = closed[first : first + LOOKED_AFTER]
        for door in some:
            assert client.post(door.address, sent).status_code in {302, 400, 403, 404, 405}, door
        assert digest() == before, some
