"""The log tells which page failed where, and nothing of who asked or what they typed."""

import json
import logging
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from nidairp.watching import mail as mails
from nidairp.watching.current import Current, current
from nidairp.watching.formatting import JsonFormatter, LineFormatter, described

SECRETS = ("jane.doe", "jane.doe@example.org", "10.9.8.7", "hunter2hunter2", "typed words")


@pytest.fixture(name="log")
def fixture_log() -> StringIO:
    """All that is written at any level, as programs read it."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    names = ("", "django", "django.request", "axes")
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield stream
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def lines(log: StringIO) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def fail(*args: object, **kwargs: object) -> None:
    raise IntegrityError("Key (email)=(jane.doe@example.org) already exists.")


@pytest.mark.django_db
def test_each_request_has_an_id_which_its_line_and_its_answer_show(
    client: Client, log: StringIO, settings: Settings
) -> None:
    settings.REQUEST_LOG = True
    response = client.get("/publications/?q=typed+words", headers={"user-agent": "jane.doe"})
    (line,) = [line for line in lines(log) if line["logger"] == "nidairp.requests"]
    assert line["request"] == response["X-Request-ID"]
    assert (line["status"], line["method"], line["route"]) == (200, "GET", "publications/")
    assert line["queries"] > 0
    assert line["ms"] >= line["query_ms"]
    given = client.get("/", headers={"x-request-id": "0123456789abcdef"})
    assert given["X-Request-ID"] == "0123456789abcdef"
    forged = client.get("/", headers={"x-request-id": "a b\nINFO forged"})
    assert len(forged["X-Request-ID"]) == 32


@pytest.mark.django_db
def test_nothing_personal_is_in_the_log(client: Client, log: StringIO, settings: Settings) -> None:
    settings.REQUEST_LOG = True
    settings.AXES_FAILURE_LIMIT = 2
    for _ in range(3):
        client.post(
            "/admin/login/?next=/typed words",
            {"username": "jane.doe", "password": "hunter2hunter2"},
            REMOTE_ADDR="10.9.8.7",
        )
    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        client.get("/publications/feed/?typed words", REMOTE_ADDR="10.9.8.7")
    written = log.getvalue()
    assert [secret for secret in SECRETS if secret in written] == []
    failed = [line for line in lines(log) if line["logger"] == "django.request"]
    assert failed[-1]["message"] == "500 GET publications/feed/"
    assert failed[-1]["error"] == "IntegrityError"
    assert "test_log.py" in failed[-1]["where"][-1]


def test_what_the_machine_says_is_kept_and_what_caused_it_is_told() -> None:
    try:
        try:
            raise ConnectionError("Connection refused")
        except ConnectionError as error:
            raise ValueError("about jane.doe") from error
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "It failed", (), (type(error), error, None))
    said = json.loads(JsonFormatter().format(record))
    assert said["error"] == "ValueError"
    assert "ConnectionError: Connection refused" in said["where"]
    assert "jane.doe" not in LineFormatter().format(record)


def test_of_a_refused_mail_the_log_tells_the_number_and_no_address() -> None:
    who = "jane.doe@example.org"
    assert described(SMTPRecipientsRefused({who: (550, b"unknown")})) == "SMTPRecipientsRefused"
    assert described(SMTPSenderRefused(451, b"not you", who)) == "SMTPSenderRefused: 451"
    assert described(SMTPDataError(552, f"<{who}> is full".encode())) == "SMTPDataError: 552"


def test_an_error_that_cannot_be_mailed_is_told_without_the_address(
    settings: Settings, monkeypatch, log: StringIO, capsys: pytest.CaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise SMTPRecipientsRefused({"jane.doe@example.org": (550, b"unknown")})

    monkeypatch.setattr(mails.threading, "Thread", AtOnce)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    settings.ERROR_MAIL_TO = ["jane.doe@example.org"]
    mails.ErrorMail().handle(logging.LogRecord("x", logging.ERROR, "x", 1, "No: %s", ("typed words",), None))
    (line,) = lines(log)
    assert (line["level"], line["error"]) == ("WARNING", "SMTPRecipientsRefused")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("formatter", [JsonFormatter(), LineFormatter()])
def test_a_name_with_a_line_break_makes_no_line_of_its_own(formatter: logging.Formatter) -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "%s was read", ("a\n2026 ERROR forged",), None)
    assert "\n" not in formatter.format(record)


@pytest.mark.django_db
def test_a_slow_query_is_written_down_without_its_values(log: StringIO, settings: Settings) -> None:
    settings.SLOW_QUERY_MS = 0.000001
    User.objects.filter(username="of.a.command").exists()
    token = current.set(Current())
    User.objects.filter(username="jane.doe").exists()
    settings.SLOW_QUERY_MS = 0
    User.objects.filter(username="jane.doe").exists()
    current.reset(token)
    slow = [line for line in lines(log) if line["logger"] == "nidairp.watching.queries"]
    assert len(slow) == 1
    assert "auth_user" in slow[0]["sql"] and slow[0]["request"]
    assert "jane.doe" not in log.getvalue()
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.mark.django_db
def test_a_forged_request_is_no_error_that_is_mailed_and_counted(
    client: Client, log: StringIO, settings: Settings
) -> None:
    """Else whoever sends one could write mails to us, and hide a defect among them."""
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    sent = dict.fromkeys(map(str, range(11)), "x")
    assert client.post("/admin/login/", sent).status_code == 400
    assert [line for line in lines(log) if line["level"] == "ERROR"] == []


def test_an_error_is_mailed_once_an_hour_and_not_to_nobody(settings: Settings, monkeypatch) -> None:
    monkeypatch.setattr(mails.threading, "Thread", AtOnce)
    handler = mails.ErrorMail()

    def happens() -> None:
        try:
            fail()
        except IntegrityError as error:
            record = logging.LogRecord("x", logging.ERROR, "x", 1, "No", (), (type(error), error, None))
            record.exc_info = (type(error), error, error.__traceback__)
        handler.handle(record)

    happens()
    assert mail.outbox == []
    settings.ERROR_MAIL_TO = ["ops@example.org"]
    happens()
    happens()
    (sent,) = mail.outbox
    assert sent.to == ["ops@example.org"]
    assert sent.subject == "[NIDA IRP] IntegrityError"
    assert "test_log.py" in sent.body
    assert "jane.doe" not in sent.body


class AtOnce:
    def __init__(self, target, args, daemon) -> None:
        self.start = lambda: target(*args)


@pytest.mark.parametrize(("on_terminal", "said"), [(True, "line False"), (False, "json True")])
def test_whoever_sits_at_a_terminal_reads_lines_and_programs_json(
    tmp_path: Path, on_terminal: bool, said: str
) -> None:
    ours, theirs = os.openpty() if on_terminal else os.pipe()
    asked = "from django.conf import settings; print(settings.LOG_FORMAT, settings.REQUEST_LOG)"
    environment = {**os.environ, "SITE_URL": "https://irp.example.gov", "VAR_DIR": str(tmp_path)}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "nidairp.settings",
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "irp.example.gov",
    }
    for name in ("LOG_FORMAT", "REQUEST_LOG", "DEBUG"):
        environment.pop(name, None)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", asked],
            stdout=subprocess.PIPE,
            stderr=theirs,
            env=environment,
            text=True,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert ran.stdout.strip() == said
