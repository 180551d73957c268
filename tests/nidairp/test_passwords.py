"""Which passwords are refused although they are long."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from nidairp.passwords import WORDS, is_guessable
from tests.licences import ROOT


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password!2026",
        "PasswordPassword",
        "qwertyuiop123",
        "Nida-IRP-2026!",
        "drug-abuse-research",
        "1234iloveyou!!",
        "NIDAsunshine99",
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert is_guessable(password)
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "sunshine dragon baseball",  # each common, together not
        "correct horse battery staple",
        "kPq7-vTz2-mWx9",
        "Wanderstiefel am Fenster",
        "長いパスワードは良いパスワード",
        "nida tulips on the roof",
        "x" * 40 + "torvald",
        "83-1928-5571-90",
    ],
)
def test_anything_else_may_be_taken_whatever_it_is_made_of(password: str) -> None:
    validate_password(password)


def test_the_words_of_the_site_are_said_where_people_look() -> None:
    text = (ROOT / "docs" / "roles-and-audit.md").read_text(encoding="utf-8")
    assert [word for word in WORDS if word not in text] == []
