"""A small primary menu, and people who may do this or that with it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem


@pytest.fixture
def primary(db: None) -> MenuItem:
    return MenuItem.objects.menu("primary")


@pytest.fixture
def items(primary: MenuItem) -> dict[str, MenuItem]:
    """News with Awards and Seminars; About with Contact."""
    news = tree.add(primary, "News", address="/news/")
    about = tree.add(primary, "About", address="/about/")
    made = [
        news,
        about,
        tree.add(news, "Awards", address="/news/awards/"),
        tree.add(news, "Seminars", address="/news/seminars/"),
        tree.add(about, "Contact", address="/about/contact/"),
    ]
    return {item.title: item for item in made}


@pytest.fixture
def logged_in(db: None) -> Callable[..., Client]:
    """``logged_in("change_menuitem")``: a staff member with just these permissions."""

    def log_in(*permissions: str) -> Client:
        user = User.objects.create_user("editor", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client = Client()
        client.force_login(user)
        return client

    return log_in
