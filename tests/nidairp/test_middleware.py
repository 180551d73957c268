import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/no/such/page%00/",
        "/publications/a%00/",
        "/publications/?q=a%00b",
        "/search/?q=%00",
        "/media/a%00.png",
    ],
)
def test_an_address_with_a_null_character_is_refused_and_no_error(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/admin/news/post/?category__id__exact=%00", "/admin/publications/publication/?q=%00"]
)
def test_in_the_admin_too(admin_client: Client, address: str) -> None:
    assert admin_client.get(address).status_code == 400
