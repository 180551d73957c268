"""Every address of the admin answers an administrator, and shows a stranger nothing but the way in."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, reverse

from tests.admin_doors import Door, doors, examples

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: What answers without anybody being logged in.
OPEN = {"login", "logout"}
#: What a script asks: to strangers it says that they are, and leads nowhere.
ASKED_BY_SCRIPTS = {"open_form"}


#: What all staff reach: first page, manual, password, the words of scripts, two searches of what is public.
OWN = {
    "find_target",
    "index",
    "jsi18n",
    "manual",
    "manual_page",
    "open_form",
    "password_change",
    "password_change_done",
    "redirects_redirect_targets",
    "second_factor",
    "signed_in",
}


def every() -> list[Door]:
    found = list(doors(examples()))
    assert len(found) > 60
    return found


#: What even an administrator is refused: menus are fixed, the home page has its words, an applied import and
#: a merge stay, a completion needs a word, and what was typed to be looked at is gone.
REFUSED = {
    "links_finding_add",
    "links_finding_delete",
    "navigation_menu_add",
    "news_post_unsaved",
    "pages_frontwords_add",
    "pages_page_unsaved",
    "navigation_menu_delete",
    "publications_authormerge_add",
    "publications_authormerge_delete",
    "publications_importbatch_delete",
    "autocomplete",
}


def test_every_address_answers_an_administrator(admin_client: Client) -> None:
    answers = {door.name: admin_client.get(door.address).status_code for door in every()}
    assert {name for name, status in answers.items() if status not in {200, 302, 405}} == REFUSED


def test_every_list_and_every_empty_form_answers_where_nothing_is_yet(admin_client: Client) -> None:
    for model, model_admin in admin.site._registry.items():
        names = {pattern.name for pattern in model_admin.get_urls() if isinstance(pattern, URLPattern)}
        stem = f"{model._meta.app_label}_{model._meta.model_name}"
        for name in names & {f"{stem}_changelist", f"{stem}_add"}:
            assert admin_client.get(reverse(f"admin:{name}")).status_code in {200, 302, 403}, name


def test_a_stranger_is_shown_the_way_in(client: Client) -> None:
    for door in every():
        if door.name in OPEN:
            continue
        for answer in (client.get(door.address), client.post(door.address)):
            if door.name in ASKED_BY_SCRIPTS:
                assert answer.status_code == 401
                continue
            assert answer.status_code == 302, door
            assert answer.url.startswith("/admin/login/"), door


def test_staff_without_permissions_reach_their_own_pages_only(client: Client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    reached = {door.name for door in every() if client.get(door.address).status_code == 200}
    assert reached == OWN
