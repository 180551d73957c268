"""What is no row's key cannot be ticked."""

import pytest
from django.http import QueryDict
from django.test import Client

from news.models import Tag
from nidairp.ticked import keys_only

LIST = "/admin/news/tag/"


def test_keys_stay_as_they_are() -> None:
    sent = QueryDict("_selected_action=1&_selected_action=22&action=delete_selected")
    assert keys_only(sent) is sent


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("key", ["1'", "x", "", "-1", "9" * 5000, "1.0", "\0"])
def test_a_list_says_what_is_to_be_ticked(admin_client: Client, key: str) -> None:
    Tag.objects.create(name="Dopamine", slug="dopamine")
    sent = {"action": "delete_selected", "_selected_action": key, "index": "0", "post": "yes"}
    answer = admin_client.post(LIST, sent, follow=True)
    assert "Items must be selected" in answer.content.decode()
    assert admin_client.post(LIST, {**sent, "index": []}).status_code == 200
    assert Tag.objects.exists()
