"""Turning it on and off, new recovery codes, and the way back for somebody who has lost everything."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from nidairp.second_factor import devices
from tests.nidairp.second_factor.codes import PASSWORD, begun, code, log_in, make_app, make_editor

pytestmark = pytest.mark.django_db
OWN = "/admin/second-factor/"


def said() -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))


def test_it_is_on_only_when_the_app_has_shown_that_it_works(client: Client) -> None:
    user = make_editor()
    client.force_login(user)
    shown = client.get(OWN).content.decode()
    assert 'src="data:image/svg+xml' in shown
    key = devices.written(begun(client).key)
    assert key in shown
    assert key in client.get(OWN).content.decode()
    for typed in ({"code": "000000", "password": PASSWORD}, {"code": code(begun(client))}):
        answer = client.post(OWN, typed).content.decode()
        assert "not on yet" in answer
        assert key in answer
        assert not devices.has(user)
    before = client.session.session_key
    done = client.post(OWN, {"code": code(begun(client)), "password": PASSWORD}).content.decode()
    assert done.count("<li><code>") == devices.HOW_MANY
    assert devices.has(user)
    assert "Turned two-factor login on." in said()
    assert client.get("/admin/").status_code == 200
    assert client.session.session_key != before


def test_turning_it_on_ends_the_other_sessions(client: Client) -> None:
    user, elsewhere = make_editor(), Client()
    for one in (client, elsewhere):
        one.force_login(user)
    client.post(OWN, {"code": code(begun(client)), "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


@pytest.mark.parametrize("change", [{}, {"turn_off": "1"}])
def test_so_does_turning_it_off_and_making_new_codes(client: Client, change: dict[str, str]) -> None:
    user, elsewhere = make_editor(), Client()
    assert log_in(client, code(make_app(user)))
    elsewhere.force_login(user)
    client.post(OWN, {"password": PASSWORD, **change})
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_a_session_without_a_code_changes_nothing(client: Client) -> None:
    user = make_editor()
    make_app(user)
    client.force_login(user)
    assert client.get(OWN).status_code == 403
    assert client.post(OWN, {"password": PASSWORD, "turn_off": "1"}).status_code == 403
    assert devices.has(user)


def test_new_recovery_codes_take_the_place_of_the_old_ones(client: Client) -> None:
    user = make_editor()
    app = make_app(user)
    old = devices.new_recovery_codes(user)[0]
    assert log_in(client, code(app))
    assert "not your password" in client.post(OWN, {"password": "wrong"}).content.decode()
    assert client.post(OWN, {"password": PASSWORD}).content.decode().count("<li><code>") == devices.HOW_MANY
    assert devices.verify(user, old) is None


def test_it_can_be_turned_off_with_the_password(client: Client) -> None:
    user = make_editor()
    assert log_in(client, code(make_app(user)))
    client.post(OWN, {"password": PASSWORD, "turn_off": "1"})
    assert not devices.has(user)
    assert "Turned two-factor login off." in said()


def test_an_administrator_takes_it_away_from_somebody_else(client: Client) -> None:
    admin, lost, elsewhere = make_editor("admin", is_superuser=True), make_editor("lost"), Client()
    make_app(lost)
    elsewhere.force_login(lost)
    client.force_login(admin)
    address = f"/admin/second-factor/{lost.pk}/reset/"
    assert address in client.get(f"/admin/auth/user/{lost.pk}/change/").content.decode()
    client.get(address)
    assert devices.has(lost)
    client.post(address)
    assert not devices.has(lost)
    assert elsewhere.get("/admin/").status_code == 302
    assert "Took two-factor login away." in said()
    assert client.post(f"/admin/second-factor/{admin.pk}/reset/").status_code == 403


def test_nobody_takes_it_away_from_a_superuser_but_a_superuser(client: Client) -> None:
    boss = make_editor("boss", is_superuser=True)
    make_app(boss)
    helper = make_editor("helper")
    helper.user_permissions.set(User._meta.apps.get_model("auth.Permission").objects.all())
    client.force_login(helper)
    assert client.post(f"/admin/second-factor/{boss.pk}/reset/").status_code == 403
    assert devices.has(boss)


def test_the_command_opens_the_way_back_for_the_only_administrator(capsys) -> None:
    user = make_editor()
    make_app(user)
    call_command("reset_second_factor", "editor")
    assert not devices.has(user)
    with pytest.raises(CommandError, match="no account “nobody”"):
        call_command("reset_second_factor", "nobody")


def test_keys_are_shown_to_nobody_else(admin_client: Client) -> None:
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert admin_client.get("/admin/otp_static/staticdevice/").status_code == 404
