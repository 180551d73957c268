"""An app that shows codes, for the tests."""

import time

from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "a-long-password-of-ours"


def make_editor(name: str = "editor", **values: object) -> User:
    return User.objects.create_user(name, password=PASSWORD, is_staff=True, **values)


def make_app(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="app", confirmed=True)


def code(app: TOTPDevice, steps: int = 0) -> str:
    shown = TOTP(app.bin_key)
    shown.time = time.time() + 30 * steps
    return f"{shown.token():06d}"


def log_in(client: Client, typed: str = "", *, name: str = "editor", password: str = PASSWORD) -> bool:
    client.post("/admin/login/", {"username": name, "password": password, "code": typed})
    return client.get("/admin/").status_code == 200


def begun(client: Client) -> TOTPDevice:
    """The app after it has read the picture of the page."""
    client.get("/admin/second-factor/")
    return TOTPDevice(key=client.session["second_factor_key"])
