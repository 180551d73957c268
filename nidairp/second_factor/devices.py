"""What somebody has: an app that makes codes, and recovery codes on paper for the day it is lost.

Of recovery codes only checksums are stored. They are 120 random bits each: nobody finds one by trying.
"""

from base64 import b32encode
from hashlib import sha256
from secrets import token_bytes

from django.contrib.auth.models import User
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

HOW_MANY = 10
_BYTES = 15
_STORED_BYTES = 10  # sixteen letters and digits, which is what django-otp's column holds


def has(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def app(user: User, key: str) -> TOTPDevice:
    return TOTPDevice(user=user, name="app", key=key)


def written(key: str) -> str:
    """As somebody types it into an app that cannot see."""
    letters = b32encode(bytes.fromhex(key)).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


@transaction.atomic
def verify(user: User, typed: str) -> Device | None:
    """The device whose code it is. After wrong ones each further try has to wait twice as long."""
    plain = "".join(sign for sign in typed if sign.isalnum()).lower()
    if not plain:
        return None
    is_recovery = len(plain) > 8
    kind = StaticDevice if is_recovery else TOTPDevice
    mine = kind.objects.select_for_update().filter(user=user, confirmed=True)
    code = stored(plain) if is_recovery else plain
    return next((device for device in mine if device.verify_token(code)), None)


def hold(user: User) -> None:
    """Till the transaction's end nobody else changes what this user has: of two sets, both would be good."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


@transaction.atomic
def turn_on(user: User, key: str, code: str) -> TOTPDevice | None:
    """Where the app shows the right code it is the user's from now on, in the place of any other."""
    hold(user)
    turn_off(user)
    device = app(user, key)
    device.save()
    if device.verify_token("".join(code.split())):
        return device
    transaction.set_rollback(True)
    return None


def turn_off(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Shown once, and each good for one login. Those before are no longer good."""
    hold(user)
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes")
    codes = [b32encode(token_bytes(_BYTES)).decode().lower() for _ in range(HOW_MANY)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=stored(code)) for code in codes)
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes]


def recovery_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def stored(code: str) -> str:
    return b32encode(sha256(code.encode()).digest()[:_STORED_BYTES]).decode().lower()
