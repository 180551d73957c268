"""The mail that brings somebody the link."""

import logging

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse

from nidairp.editing.telling import named
from nidairp.second_factor import devices

from . import links

logger = logging.getLogger(__name__)
#: Who has no server for mail sees it on the console, or nowhere.
GOES_NOWHERE = ("console", "dummy")

INVITED = """{who} has created an account for you on {site}. Your user name is: {name}

Choose your password here. The link works once, until {ends}:

{link}

From then on, log in with your user name and password at {admin}{second}

If you do not know what this is about, ask {who}, or ignore this mail.
"""
FORGOTTEN = """{who} sends you a link to choose a new password on {site}. Your user name is: {name}

The link works once, until {ends}:

{link}

{old}{second}

If you did not ask for it, ignore this mail and tell {who}.
"""
GOES_ON = "Until you have chosen another, your old password goes on working."
#: The account was closed meanwhile, or the password taken away.
IS_OVER = "Choose it there: your old password no longer works."
ASKED = """Somebody, we hope you, asked for a link to choose a new password on {site}.
Your user name is: {name}

The link works once, until {ends}:

{link}

Until you have chosen another, your old password goes on working.{second}

If it was not you, ignore this mail: nothing changes.
"""
NONE_YET = """Somebody, we hope you, asked for a link to choose a new password on {site}.
Your user name is: {name}

This account has no password that could be forgotten. Ask an administrator of the site,
who can send you a link to choose one.
"""


def goes_out() -> bool:
    return not any(kind in settings.EMAIL_BACKEND.split(".") for kind in GOES_NOWHERE)


def send(user: User, by: User) -> bool:
    """Whether the server for mail has taken it."""
    has_one = user.has_usable_password()
    is_new = not has_one and user.last_login is None
    text = (INVITED if is_new else FORGOTTEN).format(
        who=named(by),
        site=f"{settings.SITE_NAME} ({settings.SITE_URL})",
        name=user.get_username(),
        link=links.made(user),
        ends=links.ends(),
        admin=f"{settings.SITE_URL}{reverse('admin:index')}",
        old=GOES_ON if has_one else IS_OVER,
        second=_second(user),
    )
    subject = "Your account: choose a password" if is_new else "Choose a new password"
    try:
        return bool(EmailMessage(f"[{settings.SITE_NAME}] {subject}", text, to=[user.email]).send())
    except Exception:  # whatever it was, the link can be handed over
        logger.exception("A link to choose a password could not be sent.")
        return False


def answer(person: User) -> None:
    """To who asked for it. Who gets a first password, or none on purpose, is for administrators to say."""
    has_one = person.has_usable_password()
    text = (ASKED if has_one else NONE_YET).format(
        site=f"{settings.SITE_NAME} ({settings.SITE_URL})",
        name=person.get_username(),
        link=links.made(person) if has_one else "",
        ends=links.ends(),
        second=_second(person),
    )
    EmailMessage(f"[{settings.SITE_NAME}] Choose a new password", text, to=[person.email]).send()


def _second(user: User) -> str:
    if devices.has(user):
        return "\nTwo-factor login stays as it is."
    if settings.SECOND_FACTOR_REQUIRED:
        return "\nAt your next login you are asked to set up two-factor login: have your phone at hand."
    return ""
