"""Passwords that are tried first: one common word, or words of this site, with digits and signs around it.

Django compares with 20,000 common passwords, of which few are as long as ours must be. Here what makes
them long is taken away first. Several words, and what is no word at all, are never refused.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

#: Beside those of the site's name; docs/roles-and-audit.md says so.
WORDS = """
    addiction baltimore bayview cocaine dopamine heroin hhs mentor nicotine nih opioid publications science
    scientist editor editors website wordpress admin
""".split()
#: So many letters beside the words of the site are something else.
SHORTEST = 4
SAYS = "This is one of the first that are tried: a common word, or words of this site, with more around it."
HELP = "Take several words that have nothing to do with each other or with this site."
_REPEATED = re.compile(r"(.+?)\1+")


class GuessableValidator:
    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if is_guessable(password):
            raise ValidationError(f"{SAYS} {HELP}", code="password_guessable")

    def get_help_text(self) -> str:
        return HELP


def is_guessable(password: str) -> bool:
    left, named = _words_of_the_site().subn(" ", password.lower())
    words = re.findall(r"[^\W\d_]+", left)
    if len(words) == 1 and _once(words[0]) in _common().passwords:
        return True
    return bool(named) and len("".join(words)) < SHORTEST


def _once(word: str) -> str:
    """What is only written twice or more."""
    found = _REPEATED.fullmatch(word[:100])
    return found[1] if found else word


@lru_cache
def _words_of_the_site() -> re.Pattern[str]:
    named = re.findall(r"\w{3,}", f"{settings.SITE_NAME} {settings.SITE_TAGLINE}".lower())
    return re.compile("|".join(sorted({*WORDS, *named}, key=len, reverse=True)))


@lru_cache
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()
