"""The four roles: there after every migration, growing with the site; what is taken away stays away."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from nidairp.roles.giving import give
from nidairp.roles.table import ADMINISTRATORS, BIBLIOGRAPHERS, EDITORS, ROLES, WRITERS

pytestmark = pytest.mark.django_db


def names(role: str) -> set[str]:
    found = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {".".join(pair) for pair in found}


def member(role: str, name: str = "member") -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_every_role_is_there_with_what_its_line_of_the_table_says():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert {"news.add_post", "pages.add_page", "library.add_image"} <= names(WRITERS)
    assert not any(word in name for name in names(WRITERS) for word in ("change_", "delete_", "publish_"))
    assert {"navigation.change_menuitem", "redirects.delete_redirect", "news.change_category"} <= names(
        EDITORS
    )
    assert "publications.change_publication" not in names(EDITORS)
    assert {"publications.add_importbatch", "publications.change_publication"} <= names(BIBLIOGRAPHERS)
    assert not any(name.startswith(("news.", "pages.", "auth.")) for name in names(BIBLIOGRAPHERS))
    assert {"auth.change_user", "admin.view_logentry"} <= names(ADMINISTRATORS)


def test_each_line_of_the_table_means_something():
    everything = {f"{one.content_type.app_label}.{one.codename}" for one in Permission.objects.all()}
    assert names(ADMINISTRATORS) == everything
    for role, patterns in ROLES.items():
        for pattern in patterns:
            stem = pattern.rstrip("*")
            assert any(name.startswith(stem) for name in names(role)), pattern


def test_a_model_that_is_new_is_given_and_what_was_taken_away_stays_away():
    editors = Group.objects.get(name=EDITORS)
    gone = Permission.objects.get(codename="delete_redirect")
    editors.permissions.remove(gone)
    kind = ContentType.objects.get(app_label="news", model="post")
    Permission.objects.create(content_type=kind, codename="adorn_post", name="Can adorn post")
    give()
    assert "news.adorn_post" in names(EDITORS)
    assert "redirects.delete_redirect" not in names(EDITORS)


def test_giving_twice_changes_nothing():
    before = {role: names(role) for role in ROLES}
    give()
    give()
    assert {role: names(role) for role in ROLES} == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
@pytest.mark.slow
def test_the_roles_can_be_taken_back_and_made_again():
    member(WRITERS)
    call_command("migrate", "roles", "zero", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == {WRITERS}
    call_command("migrate", "roles", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert "news.add_post" in names(WRITERS)
    assert "publications.add_importbatch" in names(BIBLIOGRAPHERS)


# People


def form(user: User, **more: str) -> dict[str, str]:
    return {"username": user.username, "is_active": "on", "is_staff": "on", **more}


def test_an_administrator_makes_nobody_a_superuser(client: Client):
    administrator = member(ADMINISTRATORS)
    client.force_login(administrator)
    address = reverse("admin:auth_user_change", args=[administrator.pk])
    sent = form(
        administrator, is_superuser="on", last_login_0="", date_joined_0="2020-01-01", date_joined_1="0:00"
    )
    assert client.post(address, sent).status_code == 302
    administrator.refresh_from_db()
    assert not administrator.is_superuser


def test_an_administrator_does_not_touch_a_superuser(client: Client, admin_user: User):
    client.force_login(member(ADMINISTRATORS))
    for page, sent in (
        ("change", form(admin_user)),
        ("delete", {"post": "yes"}),
        ("password_change", {"password1": "quite-a-long-sentence-9", "password2": "quite-a-long-sentence-9"}),
    ):
        assert client.post(reverse(f"admin:auth_user_{page}", args=[admin_user.pk]), sent).status_code == 403
    admin_user.refresh_from_db()
    assert admin_user.check_password("password")


def test_who_is_added_can_work_here(client: Client):
    client.force_login(member(ADMINISTRATORS))
    password = "quite-a-long-sentence-9"
    role = Group.objects.get(name=WRITERS)
    who = {"username": "new", "first_name": "Nora", "email": "nora@example.org", "groups": [role.pk]}
    form = client.get(reverse("admin:auth_user_add")).content.decode()
    assert '<fieldset class="choices"><legend class="visually-hidden">Roles</legend>' in form
    sent = who | {"password1": password, "password2": password, "is_superuser": "on"}
    assert client.post(reverse("admin:auth_user_add"), sent).status_code == 302
    new = User.objects.get(username="new")
    assert (new.is_staff, new.is_superuser, new.email) == (True, False, "nora@example.org")
    assert list(new.groups.all()) == [role] and new.check_password(password)


def test_the_list_of_people_names_their_roles(admin_client: Client):
    member(WRITERS)
    assert (
        f'<span class="state-badge">{WRITERS}</span>'
        in admin_client.get("/admin/auth/user/").content.decode()
    )
