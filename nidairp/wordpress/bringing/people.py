"""Users become accounts that nobody can log in with, until somebody gives them a password and a role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from nidairp.wordpress import plain
from nidairp.wordpress.export.items import Author
from nidairp.wordpress.report import Outcome

from .voyage import Voyage


def bring(voyage: Voyage) -> None:
    for author in _everybody(voyage):
        name = plain.text(author.login, 150)
        if name:
            voyage.users[author.login] = _user(voyage, author, name)


def _everybody(voyage: Voyage) -> list[Author]:
    """Those in the list, and those that only items name."""
    survey = voyage.survey
    named = {item.author: item for item in survey.items.values() if item.author not in survey.authors}
    others = [Author(item.line, login, file=item.file) for login, item in named.items() if login]
    return [*survey.authors.values(), *others]


def _user(voyage: Voyage, author: Author, name: str):
    users = get_user_model().objects
    known = voyage.origins.pk("user", author.login, users.model)
    found = users.filter(pk=known).first() or users.filter(username__iexact=name).first()
    if found is None and author.email:
        found = users.filter(email__iexact=author.email).first()
    if found:
        outcome = Outcome.UNCHANGED if known else Outcome.SKIPPED
        message = (
            "" if known else "There is an account of this name or address here: the articles are put to it."
        )
        voyage.tell(outcome, author, "user", name, message)
    else:
        found = _made(author, name)
        voyage.tell(Outcome.MADE, author, "user", name, "Inactive, without a password.")
    voyage.origins.note("user", author.login, found)
    return found


def _made(author: Author, name: str):
    first, last = plain.text(author.first, 150), plain.text(author.last, 150)
    if not first and not last:
        first, _, last = plain.text(author.name, 150).rpartition(" ")
    return get_user_model().objects.create(
        username=name,
        email=plain.text(author.email, 254),
        first_name=first,
        last_name=last,
        is_active=False,
        password=make_password(None),
    )
