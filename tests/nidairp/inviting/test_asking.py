"""Who has forgotten the password asks for a link, and nobody finds out who works here by asking."""

import datetime
import threading
from smtplib import SMTPRecipientsRefused

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from nidairp.inviting import asking
from nidairp.watching.formatting import LineFormatter
from tests.nidairp.second_factor.codes import PASSWORD, code, log_in, make_app, make_editor
from tests.processes import until

from .test_inviting import CONSOLE, choose, link_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NEW = "nine other herons fly"
ADDRESS = "/admin/forgotten-password/"


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


@pytest.fixture(name="at_once")
def fixture_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done after the answer, before it: the test's transaction is its own."""
    monkeypatch.setattr(asking, "later", lambda work, typed: work(typed))


@pytest.fixture(name="left")
def fixture_left(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is left for after the answer."""
    typed: list[str] = []
    monkeypatch.setattr(asking, "later", lambda work, said: typed.append(said))
    return typed


def ask(address: str = "ann@example.org", client: Client | None = None, **more: str) -> HttpResponse:
    return (client or Client()).post(ADDRESS, {"email": address}, **more)


def ann(**values: object) -> User:
    return make_editor("ann", **{"email": "ann@example.org", **values})


@pytest.mark.usefixtures("at_once")
def test_who_asks_gets_a_link_and_chooses_another_password() -> None:
    person = ann()
    browser = Client()
    assert 'href="/admin/forgotten-password/"' in browser.get("/admin/login/").content.decode()
    said = browser.post(ADDRESS, {"email": "Ann@Example.org"}, follow=True)
    assert said.redirect_chain[-1][0] == "/admin/login/"
    assert "If somebody works here with the mail address Ann@Example.org" in said.content.decode()
    message = mail.outbox[0]
    assert message.to == ["ann@example.org"], "as the account has it"
    assert "Your user name is: ann" in message.body and "goes on working" in message.body
    assert log_in(Client(), name="ann"), "nothing is changed by asking"
    ask()
    assert "“ann”" in choose(link_in(mail.outbox[1].body), NEW)
    assert log_in(Client(), name="ann", password=NEW)
    assert LogEntry.objects.filter(change_message=asking.ASKED, object_id=str(person.pk)).count() == 2


def test_known_and_unknown_addresses_are_answered_alike_and_looked_up_by_nobody(left: list[str]) -> None:
    """So neither words nor time tell who works here."""
    ann()
    said = []
    for address in ("ann@example.org", "bob@example.org"):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = ask(address, client)
        assert not [query for query in queries if "auth_user" in (query["sql"] or "")]
        shown = client.get("/admin/login/").content.decode().partition("<body")[2]
        said.append((answer.status_code, answer.headers["Location"], len(queries), "on its way" in shown))
    assert said[0] == said[1]
    assert said[0][:2] == (302, "/admin/login/") and said[0][3]
    assert left == ["ann@example.org", "bob@example.org"]
    assert not mail.outbox


@pytest.mark.usefixtures("at_once")
def test_nobody_else_gets_a_mail() -> None:
    ann(email="")
    make_editor("closed", email="closed@example.org", is_active=False)
    User.objects.create_user("reader", "reader@example.org", PASSWORD)
    # The second has a Turkish letter, which some take for the same: a server for mail does not.
    make_editor("kim", email="kim@example.org")
    for address in ("nobody@example.org", "closed@example.org", "reader@example.org", "kım@example.org"):
        ask(address)
    assert not mail.outbox
    assert ask("no address").status_code == 200
    assert not LogEntry.objects.filter(change_message=asking.ASKED).exists()


@pytest.mark.usefixtures("at_once")
def test_who_has_no_password_is_told_whom_to_ask() -> None:
    """An administrator may have taken it away on purpose."""
    person = ann()
    person.set_unusable_password()
    person.save()
    ask()
    assert "Ask an administrator" in mail.outbox[0].body and "choose-password" not in mail.outbox[0].body


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("has_app", [True, False])
def test_a_mail_speaks_of_a_second_factor_to_who_has_one(has_app: bool) -> None:
    person = ann()
    if has_app:
        make_app(person)
    ask()
    assert ("Two-factor login stays as it is" in mail.outbox[0].body) == has_app


@pytest.mark.usefixtures("at_once")
def test_the_second_factor_is_asked_for_as_before() -> None:
    app = make_app(ann())
    ask()
    choose(link_in(mail.outbox[0].body), NEW)
    assert not log_in(Client(), name="ann", password=NEW)
    assert log_in(Client(), code(app), name="ann", password=NEW)


@pytest.mark.usefixtures("at_once")
def test_an_account_gets_three_mails_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    ann()
    for number in range(6):
        assert ask(REMOTE_ADDR=f"203.0.113.{number}").status_code == 302, "the answer stays the same"
    assert len(mail.outbox) == 3
    LogEntry.objects.update(action_time=LogEntry.objects.first().action_time - datetime.timedelta(hours=1))
    ask(REMOTE_ADDR="203.0.113.9")
    assert len(mail.outbox) == 4


@pytest.mark.usefixtures("at_once")
def test_an_account_gets_six_mails_a_day() -> None:
    """Else somebody could write 72 to it, every day."""
    ann()
    begun = timezone.now()
    for hour in range(3):
        LogEntry.objects.update(action_time=begun - datetime.timedelta(hours=2 + hour))
        for number in range(3):
            ask(REMOTE_ADDR=f"203.0.113.{number}")
    assert len(mail.outbox) == 6
    LogEntry.objects.update(action_time=begun - datetime.timedelta(days=1))
    ask()
    assert len(mail.outbox) == 7


@pytest.mark.parametrize(
    ("first", "same", "other"),
    [
        ("203.0.113.1", "203.0.113.1", "203.0.113.2"),
        ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"),
        ("::ffff:203.0.113.1", "203.0.113.1", "::ffff:203.0.113.2"),
    ],
)
def test_a_visitor_asks_twenty_times_an_hour(left: list[str], first: str, same: str, other: str) -> None:
    for _ in range(20):
        assert ask("who@example.org", REMOTE_ADDR=first).status_code == 302
    refused = ask("ann@example.org", REMOTE_ADDR=same)
    assert refused.status_code == 429 and "Try again in an hour" in refused.content.decode()
    assert len(left) == 20
    assert ask("ann@example.org", REMOTE_ADDR=other).status_code == 302


def test_asking_counts_as_no_wrong_password(left: list[str]) -> None:
    ann()
    for _ in range(15):
        ask()
    assert left and not AccessAttempt.objects.exists()
    assert log_in(Client(), name="ann")


@pytest.mark.usefixtures("at_once")
def test_the_link_leads_to_the_site_whatever_the_request_says(settings: Settings) -> None:
    settings.SITE_URL = "https://irp.example.gov"
    ann()
    ask(HTTP_HOST="localhost", HTTP_X_FORWARDED_HOST="evil.example", HTTP_REFERER="https://evil.example/")
    body = mail.outbox[0].body
    assert "https://irp.example.gov/admin/choose-password/" in body
    assert "evil" not in body and "localhost" not in body


def test_without_mail_it_is_said_whom_to_ask(settings: Settings, left: list[str]) -> None:
    settings.EMAIL_BACKEND = CONSOLE
    client = Client()
    assert "forgotten-password" not in client.get("/admin/login/").content.decode()
    for answer in (client.get(ADDRESS), ask()):
        shown = answer.content.decode()
        assert "Ask an administrator" in shown and 'name="email"' not in shown
    assert not left


def refused(message: EmailMessage) -> None:
    raise SMTPRecipientsRefused({message.to[0]: (550, b"No such user here")})


@pytest.mark.usefixtures("at_once")
def test_one_whom_the_server_for_mail_refuses_keeps_it_from_nobody_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("ann", "bea", "cyd"):
        make_editor(name, email="all@example.org")
    taken: list[str] = []

    def send(message: EmailMessage) -> None:
        taken.append(message.body)
        if len(taken) == 2:
            refused(message)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    ask("all@example.org")
    assert len(taken) == 3
    (failed,) = (record for record in caplog.records if record.name == "nidairp.inviting.asking")
    assert "example.org" not in LineFormatter().format(failed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("goes", [True, False])
def test_the_account_is_looked_up_and_the_mail_sent_after_the_answer(
    goes: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A server for mail that does not answer is in the log, not on the page."""
    ann()
    answered, was_answered, send_all = threading.Event(), [], asking.send_all

    def when_answered(typed: str) -> None:
        was_answered.append(answered.wait(10))
        send_all(typed)

    monkeypatch.setattr(asking, "send_all", when_answered)
    if not goes:
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refused)
    assert ask().status_code == 302
    answered.set()
    until(lambda: mail.outbox if goes else "could not be sent" in caplog.text)
    assert was_answered == [True]
