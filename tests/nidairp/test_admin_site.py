"""The admin's front page: what editors work with most comes first."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_news_and_publications_come_first_and_the_log_last(admin_client: Client) -> None:
    apps = admin_client.get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps] == [
        "news",
        "publications",
        "pages",
        "library",
        "people",
        "navigation",
        "redirects",
        "links",
        "auth",
        "admin",
    ]
