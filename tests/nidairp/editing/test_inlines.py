"""Every field of an inline table in the admin has a name, without a script."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_category, make_post, make_publication

pytestmark = pytest.mark.django_db


def fields(client: Client, address: str, prefix: str) -> list[str]:
    shown = client.get(address).content.decode()
    return re.findall(rf'<(?:input|select)(?![^>]*type="hidden")[^>]*name="{prefix}-[^>]*>', shown)


def test_fields_carry_their_column(admin_client: Client) -> None:
    publication = make_publication(authors="Carmack, Stephanie A; Koob, George F")
    address = reverse("admin:publications_publication_change", args=[publication.pk])
    found = fields(admin_client, address, "contributions")
    assert len(found) == 6 * 3 + 2  # six columns, two rows and the empty one, and two boxes to delete by
    assert [field for field in found if "aria-label=" not in field] == []


def test_a_related_objects_select_carries_it_too(admin_client: Client) -> None:
    post = make_post(cites=(make_publication(title="The cited work"),))
    address = reverse("admin:news_post_change", args=[post.pk])
    found = fields(admin_client, address, "citedpublication_set")
    assert any("<select" in field and 'aria-label="Publication"' in field for field in found)
    assert any('aria-label="Delete The cited work (in the article' in field for field in found)


def test_a_position_in_the_list_of_categories_says_whose_it_is(admin_client: Client) -> None:
    make_category(name="Awards")
    assert 'aria-label="Position of Awards"' in (
        admin_client.get(reverse("admin:news_category_changelist")).content.decode()
    )
