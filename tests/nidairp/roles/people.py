"""Members of the roles, and what others have written."""

import hashlib

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client

from nidairp.roles.giving import give


def member(role: str, name: str = "") -> User:
    user = User.objects.create_user(name or f"a {role}", f"{role}@example.org".lower(), is_staff=True)
    user.groups.add(group(role))
    return user


def group(role: str) -> Group:
    """A test with a server of its own begins with an empty database, where nothing was migrated."""
    found, made = Group.objects.get_or_create(name=role)
    if made:
        give()
    return found


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


#: Who is logged in, which forms are open, and what the site notes down about itself.
NOTES = {"sessions.Session", "openforms.OpenForm", "quality.Assessment", "publications.ListSegment"}


def digest() -> dict[str, str]:
    """Of everything in the database that somebody has put there, table by table."""
    return {
        model._meta.label: hashlib.sha256(
            repr(list(model._base_manager.order_by("pk").values_list())).encode()
        ).hexdigest()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label not in NOTES
    }
