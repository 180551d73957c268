"""Which addresses a menu item or a redirect may lead to: a path on this site, or http(s) elsewhere.

Asked when one is saved, and again when it is used, for what came in another way. Pure: it knows no app.
"""

import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_is_web_address = URLValidator(schemes=["http", "https"])


def validate_visible(text: str) -> None:
    """Refuses control and format characters, which can make a text read as another one."""
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            raise ValidationError(f"It contains an invisible character (U+{ord(character):04X}): delete it.")


def validate_address(address: str) -> None:
    validate_visible(address)
    if address.startswith("/"):
        _validate_path(address)
    else:
        _validate_elsewhere(address)


def is_safe(address: str) -> bool:
    try:
        validate_address(address)
    except ValidationError:
        return False
    return True


def followed(address: str) -> str:
    """The address where a reader may be led there, else none."""
    return address if is_safe(address) else ""


def _validate_path(path: str) -> None:
    # Browsers read "//host" and "/\host" as another site.
    if path.startswith("//") or "\\" in path or any(character.isspace() for character in path):
        raise ValidationError(
            "A path on this site begins with one “/” and has no spaces or backslashes, for example /news/."
        )


def _validate_elsewhere(address: str) -> None:
    try:
        _is_web_address(address)
    except ValidationError as error:
        raise ValidationError(
            "Enter a path on this site, such as /news/, or a whole address, such as https://www.nih.gov/."
        ) from error
    if "@" in urlsplit(address).netloc:
        raise ValidationError("An address must not contain a user name or password (the part before “@”).")
