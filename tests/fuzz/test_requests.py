"""No request makes the program fail, whoever sends it: no 500 for any address, query, header or body."""

import os
import re
import warnings
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.test import Client
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.admin_doors import doors, examples
from tests.fuzz.addresses import parts, routes
from tests.fuzz.forms import Form, forms
from tests.fuzz.nasty import dictionaries, encoded, json_bodies, texts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
#: So many requests are tried; `make fuzz` asks for many more.
HOW_MANY = int(os.environ.get("FUZZ", "80"))
QUICKLY = settings(
    max_examples=HOW_MANY,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="FUZZ" not in os.environ,
    print_blob=True,
)
METHODS = ["GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"]
_READ = re.compile(r"(?:GET|POST|asked|META)(?:\.get|\.getlist|\[)\(?[\"'](\w+)[\"']")
_USUAL = """
q page year type author tag sort style format next o p all e ids action post select_across index title
slug body _popup _to_field _changelist_filters _save _continue _addanother _publish state app_label model_name
field_name term id__exact pk__in year__gte created_at__day date__gt citation_key volume url path object_id
content_type_id file text data content fields key
"""
#: Names of parameters and fields, out of the sources, so that what is read is also sent.
NAMES = sorted(
    {
        name
        for folder in ("nidairp", "news", "publications")
        for path in (ROOT / folder).rglob("*.py")
        for name in _READ.findall(path.read_text())
    }
    | set(_USUAL.split())
)
HEADERS = """
accept accept-encoding accept-language if-none-match if-modified-since if-unmodified-since range referer
user-agent x-forwarded-for x-forwarded-host x-forwarded-proto x-request-id x-http-method-override
sec-fetch-dest cookie origin authorization
""".split()
KINDS = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "",
    "x/y; charset=no",
]


@dataclass(frozen=True)
class Asked:
    method: str
    address: str
    headers: dict[str, str]
    fields: dict[str, Any] | str
    kind: str


@st.composite
def requests(draw: st.DrawFn, places: list[str], known: list[str]) -> Asked:
    where = draw(st.sampled_from(places))
    values = st.one_of(st.sampled_from(known), encoded)
    path = "".join(part if part is not None else draw(values) for part in parts(where))
    names = st.one_of(st.sampled_from(NAMES), encoded)
    query = "&".join(f"{draw(names)}={draw(values)}" for _ in range(draw(st.integers(0, 3))))
    fields = draw(st.one_of(dictionaries(NAMES, known), json_bodies))
    header = st.dictionaries(st.sampled_from(HEADERS), texts(known), max_size=2)
    method, kind = draw(st.sampled_from(METHODS)), draw(st.sampled_from(KINDS))
    return Asked(method, f"{path}?{query}", draw(header), fields, kind)


def send(client: Client, asked: Asked) -> int:
    """Past Django's own tools, which mend what a server would pass on; a body as the kind says or not."""
    path, _, query = asked.address.partition("?")
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": latin(value) for name, value in asked.headers.items()
    }
    kind = asked.kind
    options: dict[str, Any] = {**headers, "QUERY_STRING": latin(query)}
    if isinstance(asked.fields, dict) and kind == "multipart/form-data":
        fields = {clean(name): clean(value) for name, value in asked.fields.items()}
        return client.post(latin(path) or "/", fields, **options).status_code
    if isinstance(asked.fields, dict):
        data = "&".join(f"{name}={value}" for name, value in asked.fields.items())
    else:
        data = asked.fields
    body = data.encode("utf-8", "surrogatepass")
    return client.generic(asked.method, latin(path) or "/", body, kind, **options).status_code


def latin(text: str) -> str:
    """As a WSGI server hands bytes over; line breaks it would never let through."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1").replace("\r", "").replace("\n", "")


def clean(text: str) -> str:
    return text.encode("utf-8", "ignore").decode()


@pytest.fixture(name="rows")
def fixture_rows() -> dict[type[Model], Model]:
    return examples()


@pytest.fixture(name="known")
def fixture_known(rows: dict[type[Model], Model]) -> list[str]:
    """What is really there: keys, slugs."""
    found = {str(value) for row in rows.values() for value in (row.pk, getattr(row, "slug", ""))}
    return sorted(found - {""})


@pytest.fixture(name="superuser")
def fixture_superuser() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("fuzz"))
    return client


def tried(client: Client, sending: Callable[[], int]) -> None:
    """What it changes is taken back: each request meets the same site."""
    cookies = copy(client.cookies)
    with transaction.atomic(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        status = sending()
        transaction.set_rollback(True)
    client.cookies = cookies
    event(f"{status}")
    assert status < 500


def test_no_request_of_a_reader_makes_the_program_fail(client: Client, known: list[str]) -> None:
    every = [route for route in routes() if not route.startswith("/admin/")]

    @QUICKLY
    @given(requests(every, known))
    def run(asked: Asked) -> None:
        tried(client, lambda: send(client, asked))

    run()


def test_no_request_of_an_editor_does(
    superuser: Client, known: list[str], rows: dict[type[Model], Model]
) -> None:
    every = [route for route in routes() if route.startswith("/admin/")]
    there = [door.address for door in doors(rows)]

    @QUICKLY
    @given(requests([*every, *there], known))
    def run(asked: Asked) -> None:
        tried(superuser, lambda: send(superuser, asked))

    run()


def test_no_form_does_whatever_stands_in_it(
    superuser: Client, known: list[str], rows: dict[type[Model], Model]
) -> None:
    there = [(door.address, form) for door in doors(rows) for form in forms_at(superuser, door.address)]
    assert len(there) > 30

    @QUICKLY
    @given(st.data())
    def run(data: st.DataObject) -> None:
        address, form = data.draw(st.sampled_from(there))
        typed = dict(
            [*form.fields, *data.draw(st.lists(st.sampled_from([*form.buttons, ("x", "")]), max_size=2))]
        )
        changed = st.dictionaries(st.sampled_from(sorted(typed)), texts(known), min_size=1, max_size=3)
        typed |= {name: clean(value) for name, value in data.draw(changed).items()}
        target = urljoin(address, form.action)
        tried(superuser, lambda: superuser.post(target, typed).status_code)

    run()


def forms_at(client: Client, address: str) -> list[Form]:
    answer = client.get(address)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return forms(answer.content.decode()) if is_page else []
