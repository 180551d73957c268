import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/%00", "/no/such/page%00/", "/publications/a%00/", "/media/a%00.png", "/admin/%00/"]
)
def test_a_path_with_a_null_character_is_refused_and_no_error(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["q=%00", "state__exact=%00", "category__slug=%00", "category__id__exact=%00"]
)
def test_a_list_of_the_admin_is_no_error_either(admin_client: Client, query: str) -> None:
    assert admin_client.get(f"/admin/news/post/?{query}").status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/search/?q=" + "x" * 5000, "/" + "x" * 5000, "/publications/?page=" + "9" * 4500]
)
def test_an_address_without_end_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400
