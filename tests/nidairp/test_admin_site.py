"""The admin's front page: what editors work with most comes first."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_news_comes_first_and_the_log_last(admin_client: Client) -> None:
    apps = admin_client.get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps] == [
        "news",
        "pages",
        "library",
        "people",
        "navigation",
        "redirects",
        "links",
        "publications",
        "auth",
        "admin",
    ]
