"""A password alone opens nothing where a code is asked for, and a code opens it once."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from nidairp.second_factor import devices
from tests.factories import make_page
from tests.nidairp.second_factor.codes import PASSWORD, begun, code, log_in, make_app, make_editor

pytestmark = pytest.mark.django_db


def test_without_an_app_the_password_is_enough(client: Client) -> None:
    make_editor()
    assert log_in(client)


def test_with_an_app_it_takes_the_code_too(client: Client) -> None:
    app = make_app(make_editor())
    assert not log_in(client)
    assert log_in(client, code(app))


def test_a_wrong_code_is_refused_like_a_wrong_password(client: Client) -> None:
    make_app(make_editor())
    said = [
        client.post("/admin/login/", {"username": "editor", "password": password, "code": "000000"})
        .content.decode()
        .split('class="errornote"')[1]
        .split("</p>")[0]
        for password in (PASSWORD, "wrong")
    ]
    assert said[0] == said[1]


def test_a_name_that_is_too_long_to_be_anybodys_is_refused_like_a_wrong_one(client: Client) -> None:
    """What counts wrong logins could not store it."""
    said = [
        client.post("/admin/login/", {"username": name, "password": "wrong"})
        for name in ("nobody", "x" * 5000)
    ]
    assert [answer.status_code for answer in said] == [200, 200]
    assert "are not right" in said[1].context["form"].errors["__all__"][0]
    assert said[0].context["form"].errors == said[1].context["form"].errors


def test_a_code_is_good_once(client: Client) -> None:
    app = make_app(make_editor())
    shown = code(app)
    assert log_in(client, shown)
    assert not log_in(Client(), shown)


def test_codes_cannot_be_tried_one_after_the_other(client: Client) -> None:
    app = make_app(make_editor())
    log_in(client, "000000")
    assert not log_in(client, code(app))


@pytest.mark.parametrize("asked_by", [{}, {"X-Requested-With": "XMLHttpRequest"}])
def test_who_is_locked_out_gets_a_page_that_says_when_to_come_again(
    client: Client, settings: Settings, asked_by: dict[str, str]
) -> None:
    settings.AXES_FAILURE_LIMIT = 1
    make_editor()
    typed = {"username": "editor", "password": "wrong"}
    answer = client.post("/admin/login/", typed, headers=asked_by)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "<h1>Too many wrong passwords or codes</h1>" in answer.content.decode()
    assert "editor" not in answer.content.decode() and "Access-Control-Allow-Origin" not in answer


def test_wrong_codes_lock_out_like_wrong_passwords(client: Client, settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    app = make_app(make_editor())
    for _ in range(2):
        answer = client.post("/admin/login/", {"username": "editor", "password": PASSWORD, "code": "1"})
    assert answer.status_code == 429
    app.throttle_reset()
    assert not log_in(client, code(app))


@pytest.mark.one_database
@pytest.mark.parametrize("wrong", ["password", "code"])
def test_ten_wrong_ones_lock_out_for_a_quarter_of_an_hour(wrong: str) -> None:
    """As the settings stand: whoever loosens them has to say so here and in docs/security-verification.md."""
    app = make_app(make_editor())

    def tries(times: int) -> bool:
        client = Client()
        for _ in range(times):
            sent = {"password": "wrong", "code": ""} if wrong == "password" else {"code": "000000"}
            client.post("/admin/login/", {"username": "editor", "password": PASSWORD, **sent})
        app.refresh_from_db()
        app.throttle_reset()
        TOTPDevice.objects.update(last_t=-1)
        return log_in(client, code(app))

    assert tries(9), "nine are forgiven"
    assert not tries(10), "ten are not, with the right one neither"
    for minutes, opens in ((14, False), (16, True)):
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))
        assert tries(0) == opens, minutes


def test_a_recovery_code_is_good_once_however_it_is_typed(client: Client) -> None:
    user = make_editor()
    make_app(user)
    first, second, *_ = devices.new_recovery_codes(user)
    assert log_in(client, first.upper().replace("-", " "))
    assert not log_in(Client(), first)
    assert devices.recovery_codes_left(user) == devices.HOW_MANY - 1
    stored = str(list(user.staticdevice_set.values_list("token_set__token", flat=True)))
    assert devices.stored(second.replace("-", "")) in stored
    assert second.replace("-", "")[:8] not in stored


@pytest.mark.parametrize(("there", "said"), [(10, "9 are left"), (2, "1 is left"), (1, "it was the last")])
def test_who_comes_by_a_recovery_code_is_told_how_many_are_left(
    client: Client, there: int, said: str
) -> None:
    user = make_editor()
    app = make_app(user)
    mine, *others = devices.new_recovery_codes(user)
    user.staticdevice_set.get().token_set.filter(
        token__in=[devices.stored(other.replace("-", "")) for other in others[there - 1 :]]
    ).delete()

    def welcome(visitor: Client, typed: str) -> str:
        sent = {"username": "editor", "password": PASSWORD, "code": typed, "next": "/admin/"}
        return visitor.post("/admin/login/", sent, follow=True).content.decode()

    assert said in welcome(client, mine)
    assert "recovery code" not in welcome(Client(), code(app))


def test_logging_in_changes_the_session(client: Client) -> None:
    """Else somebody could lay a session under another one's hands (fixation)."""
    app = make_app(make_editor())
    client.session["before"] = "x"
    before = client.session.session_key
    client.cookies["sessionid"] = before or "0123456789abcdef0123456789abcdef"
    assert log_in(client, code(app))
    assert client.session.session_key not in (before, "0123456789abcdef0123456789abcdef")


@pytest.fixture(name="required")
def fixture_required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.usefixtures("required")
def test_where_it_is_required_setting_it_up_comes_before_all_else(client: Client) -> None:
    make_editor(is_superuser=True)
    page = make_page(state="draft")
    assert not log_in(client)
    answer = client.get("/admin/pages/page/", follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/second-factor/?next=/admin/pages/page/"
    assert "Turn it on" in answer.content.decode()
    for address in (f"/admin/pages/page/{page.pk}/preview/", "/admin/open-form/", "/admin/password_change/"):
        assert client.get(address).status_code in (302, 401, 403, 404), address


@pytest.mark.usefixtures("required")
def test_where_it_is_required_a_session_without_a_code_is_nobodys(client: Client) -> None:
    user = make_editor(is_superuser=True)
    app = make_app(user)
    client.force_login(user)
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/second-factor/").status_code == 302
    assert log_in(client, code(app))


@pytest.mark.usefixtures("required")
def test_readers_are_not_asked_and_read_no_session(client: Client) -> None:
    reader = User.objects.create_user("reader", password=PASSWORD)
    make_page(slug="about", title="About")
    assert "Cookie" not in client.get("/about/").get("Vary", "")
    client.force_login(reader)
    assert client.get("/about/").status_code == 200


@pytest.mark.usefixtures("required")
def test_whoever_has_set_it_up_gets_where_they_wanted_to_go(client: Client) -> None:
    user = make_editor(is_superuser=True)
    client.force_login(user)
    typed = {"code": code(begun(client)), "password": PASSWORD}
    done = client.post("/admin/second-factor/?next=/admin/news/post/", typed).content.decode()
    assert 'href="/admin/news/post/"' in done
    assert client.get("/admin/news/post/").status_code == 200
    led = client.post("/admin/second-factor/?next=//evil.example/", {"password": PASSWORD}).content.decode()
    assert 'href="//evil.example' not in led and 'href="/admin/"' in led
