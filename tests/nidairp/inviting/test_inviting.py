"""A new colleague chooses the password, and nobody else ever knows it."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from nidairp.inviting import links, mailing
from nidairp.roles.table import ADMINISTRATORS, EDITORS
from tests.nidairp.roles.people import group, logged_in, member
from tests.nidairp.second_factor.codes import code, log_in, make_app, make_editor
from tests.sent import opened_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CHOSEN = "seven quiet herons wade"
LINK = re.compile(r"http://[^\s\"]+/choose-password/[^\s\"]+/")
CONSOLE = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def chief() -> Client:
    return logged_in(member(ADMINISTRATORS))


def added(chief: Client, **typed: object) -> str:
    sent = {"username": "ann", "email": "ann@example.org", "groups": [group(EDITORS).pk], **typed}
    return chief.post("/admin/auth/user/add/", sent, follow=True).content.decode()


def link_in(text: str) -> str:
    return LINK.findall(text)[0].removeprefix("http://testserver")


def opened(link: str) -> tuple[Client, str]:
    """A browser that has opened it, and where it stands then: at an address without the key."""
    client = Client()
    return client, client.get(link).headers.get("Location", "")


def choose(link: str, password: str = CHOSEN) -> str:
    client, at = opened(link)
    typed = {"new_password1": password, "new_password2": password}
    return client.post(at or link, typed, follow=True).content.decode()


def test_who_is_added_without_a_password_gets_a_mail_and_chooses_one(chief: Client) -> None:
    assert "on its way to ann@example.org" in added(chief)
    ann = User.objects.get(username="ann")
    assert ann.is_staff and not ann.has_usable_password()
    assert "No password yet" in chief.get("/admin/auth/user/").content.decode()
    message = mail.outbox[0]
    assert (message.to, message.subject) == (
        ["ann@example.org"],
        "[NIDA IRP] Your account: choose a password",
    )
    assert "Your user name is: ann" in message.body
    assert "“ann”" in choose(link_in(message.body))
    assert log_in(Client(), name="ann", password=CHOSEN)
    assert LogEntry.objects.filter(change_message="Chose a password by a link.", user=ann).exists()


def test_the_link_works_once_and_ends(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    added(chief)
    link = link_in(mail.outbox[0].body)
    later = PasswordResetTokenGenerator()._now() + datetime.timedelta(days=3, minutes=1)
    with monkeypatch.context() as patched:
        patched.setattr(PasswordResetTokenGenerator, "_now", lambda self: later)
        assert "no longer works" in choose(link)
    assert "no longer works" in choose(f"{link[:-2]}/")
    choose(link)
    assert "no longer works" in choose(link, "nine other herons fly")
    assert User.objects.get(username="ann").check_password(CHOSEN)


def test_the_key_is_in_no_address_that_another_site_could_be_told(chief: Client) -> None:
    added(chief)
    link = link_in(mail.outbox[0].body)
    client, at = opened(link)
    assert at.endswith("/set-password/") and at != link
    shown = client.get(at)
    assert link not in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert 'value="ann"' in shown.content.decode()


def test_a_poor_password_is_refused_with_the_reason(chief: Client) -> None:
    added(chief)
    assert "at least 12 characters" in choose(link_in(mail.outbox[0].body), "ann")
    assert not User.objects.get(username="ann").has_usable_password()


@pytest.mark.parametrize("address", ["", "ann@example.org"])
def test_without_mail_the_link_is_shown_to_hand_over(chief: Client, settings: Settings, address: str) -> None:
    settings.EMAIL_BACKEND = CONSOLE if address else settings.EMAIL_BACKEND
    assert "Show me the link" in added(chief, email=address)
    invite = f"/admin/invite/{User.objects.get(username='ann').pk}/"
    first = link_in(chief.post(invite, {"show": "1"}).content.decode())
    second = link_in(chief.post(invite, {"show": "1"}).content.decode())
    assert "no longer works" in choose(first)
    assert "Your password is set" in choose(second)
    assert not mail.outbox


def test_a_mail_that_cannot_be_sent_leads_to_the_link(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused)
    shown = added(chief)
    assert "The mail could not be sent" in shown and "Show me the link" in shown


def test_who_types_a_password_invites_nobody_and_half_a_password_is_none(chief: Client) -> None:
    assert "leave both fields empty" in added(chief, password1=CHOSEN)
    added(chief, password1=CHOSEN, password2=CHOSEN)
    assert log_in(Client(), name="ann", password=CHOSEN)
    assert not mail.outbox


def test_who_has_forgotten_the_password_keeps_the_second_factor(chief: Client) -> None:
    added(chief, password1=CHOSEN, password2=CHOSEN)
    ann = User.objects.get(username="ann")
    app = make_app(ann)
    chief.post(f"/admin/invite/{ann.pk}/", {"send": "1"})
    assert "goes on working" in mail.outbox[0].body
    for _ in range(11):
        log_in(Client(), name="ann", password="wrong")
    choose(link_in(mail.outbox[0].body), "nine other herons fly")
    assert not log_in(Client(), name="ann", password="nine other herons fly")
    assert log_in(Client(), code(app), name="ann", password="nine other herons fly")


def test_where_everybody_needs_a_second_factor_it_is_set_up_after_the_first_login(
    chief: Client, settings: Settings
) -> None:
    added(chief)
    settings.SECOND_FACTOR_REQUIRED = True
    choose(link_in(mail.outbox[0].body))
    ann = Client()
    assert not log_in(ann, name="ann", password=CHOSEN)
    assert ann.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/admin/second-factor/")


def test_whose_account_is_closed_chooses_nothing(chief: Client) -> None:
    added(chief)
    User.objects.filter(username="ann").update(is_active=False)
    assert "no longer works" in choose(link_in(mail.outbox[0].body))
    ann = User.objects.get(username="ann")
    assert "Tick it first" in chief.post(f"/admin/invite/{ann.pk}/", {"show": "1"}).content.decode()


def test_the_list_says_whether_somebody_has_no_password_yet_or_no_longer(chief: Client) -> None:
    for name, was_here in (("new", None), ("ann", timezone.now())):
        person = make_editor(name, last_login=was_here)
        person.set_unusable_password()
        person.save()
    rows = re.findall(r"<tr>.*?</tr>", chief.get("/admin/auth/user/").content.decode(), re.DOTALL)
    said = {name: row for row in rows for name in ("new", "ann") if f">{name}</a>" in row}
    assert "No password yet" in said["new"]
    assert "No password now" in said["ann"]


@pytest.mark.parametrize("has_app", [True, False])
def test_who_is_let_in_again_is_told_what_is_so(settings: Settings, has_app: bool) -> None:
    """Neither of a new account, nor of an old password that goes on working."""
    settings.SECOND_FACTOR_REQUIRED = True
    ann = make_editor("ann", email="ann@example.org", last_login=timezone.now())
    ann.set_unusable_password()
    ann.save()
    if has_app:
        make_app(ann)
    assert mailing.send(ann, by=make_editor("boss"))
    message = mail.outbox[0]
    assert message.subject == "[NIDA IRP] Choose a new password"
    assert "has created an account" not in message.body and "goes on working" not in message.body
    assert "your old password no longer works" in message.body
    assert ("Two-factor login stays as it is" in message.body) == has_app
    assert ("asked to set up two-factor login" in message.body) == (not has_app)


@pytest.mark.parametrize("password", ["", CHOSEN])
def test_a_link_does_not_outlive_the_closing_of_the_account(chief: Client, password: str) -> None:
    added(chief, password1=password, password2=password)
    ann = User.objects.get(username="ann")
    link, begun = links.made(ann).removeprefix("http://testserver"), logged_in(ann)
    address = f"/admin/auth/user/{ann.pk}/change/"
    for closed in (True, False):
        form = opened_form(chief, address) | {"date_joined_0": "2026-01-01", "date_joined_1": "12:00:00"}
        form.pop("is_active", None)
        said = chief.post(address, form | ({} if closed else {"is_active": "on"}), follow=True)
        assert ("they need a new password" in said.content.decode()) == closed
    ann.refresh_from_db()
    assert ann.is_active and not ann.has_usable_password()
    assert "no longer works" in choose(link)
    assert begun.get("/admin/").status_code == 302, "a session from before is over, too"


def test_a_link_that_lost_its_last_slash_still_leads_there(chief: Client) -> None:
    added(chief)
    assert "Your password is set" in choose(link_in(mail.outbox[0].body).removesuffix("/"))


def test_a_link_with_something_more_leads_nowhere_and_its_key_into_no_other_address(chief: Client) -> None:
    """The page for logging in would have it in its own address, which is no secret to the log."""
    added(chief)
    link = link_in(mail.outbox[0].body).removesuffix("/")
    for more in ("/.", "//", "/more/", "/more", "/%2e"):
        for between in ("", "./", "/", "auth/"):
            answer = Client().get(link.replace("/choose-", f"/{between}choose-") + more)
            assert answer.status_code == 200, (between, more)
            assert "This link no longer works" in answer.content.decode()
            assert "no-store" in answer.headers["Cache-Control"]
    bare = Client().get(link[: link.index("choose-password/") + len("choose-password/")])
    assert "This link no longer works" in bare.content.decode()


def test_who_chooses_a_password_is_nobody_else_afterwards(chief: Client) -> None:
    added(chief)
    link = link_in(mail.outbox[0].body)
    page = chief.get(link, follow=True)
    assert "logged in as <bdi>a Administrators</bdi>" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "same-origin"
    typed = {"new_password1": CHOSEN, "new_password2": CHOSEN}
    shown = chief.post(page.redirect_chain[-1][0], typed, follow=True).content.decode()
    assert "Log in with it now, as “ann”" in shown
    assert chief.get("/admin/").status_code == 302
    assert LogEntry.objects.filter(change_message="Logged out.", user__username="a Administrators").exists()


def test_what_ends_a_link_is_said_as_it_is(chief: Client) -> None:
    """With a password, an earlier link goes on working beside a later one."""
    added(chief, password1=CHOSEN, password2=CHOSEN)
    ann = User.objects.get(username="ann")
    first, second = (links.made(ann).removeprefix("http://testserver") for _ in range(2))
    assert "Your password is set" in choose(first, "nine other herons fly")
    said = choose(second)
    assert "no longer works" in said and "for an account that has no password yet" in said


def test_adding_somebody_in_a_small_window_ends_where_it_began(chief: Client) -> None:
    chief.post(
        "/admin/auth/user/add/?_popup=1", {"username": "ann", "groups": [group(EDITORS).pk], "_popup": "1"}
    )
    answer = chief.post(
        "/admin/auth/user/add/?_popup=1", {"username": "ben", "groups": [group(EDITORS).pk], "_popup": "1"}
    )
    assert answer.status_code == 200 and "django-admin-popup-response-constants" in answer.content.decode()
    assert "“Password link”" in chief.get("/admin/").content.decode()


def test_nobody_gets_a_link_to_an_account_that_they_may_not_change(chief: Client, admin_user: User) -> None:
    invite = f"/admin/invite/{admin_user.pk}/"
    assert chief.post(invite, {"show": "1"}).status_code == 403
    assert logged_in(member(EDITORS)).get(invite).status_code == 403
