import pytest
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from nidairp.middleware import ContentPolicyMiddleware


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
    "address", ["/search/?q=" + "x" * 9000, "/" + "x" * 5000, "/publications/" + "9" * 4500]
)
def test_an_address_without_end_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


NUMBER = "9" * 4500
LISTS = ["news/post", "publications/publication", "publications/importbatch", "library/image", "audit/entry"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["page", "year", "author", "type", "in", "month"])
@pytest.mark.parametrize("path", ["/publications/", "/search/", "/news/", "/publications/authors/"])
def test_a_number_that_python_refuses_is_no_error(client: Client, path: str, name: str) -> None:
    assert client.get(f"{path}?q=a&{name}={NUMBER}").status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["p", "id", "category__id__exact", "created_by__id__exact", "_to_field"])
@pytest.mark.parametrize("path", LISTS)
def test_nor_is_it_one_in_the_admin(admin_client: Client, path: str, name: str) -> None:
    assert admin_client.get(f"/admin/{path}/?{name}={NUMBER}").status_code < 500


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE", "PROPFIND"])
def test_methods_that_nothing_answers_to_are_refused_everywhere(client: Client, method: str) -> None:
    for address in ("/", "/sitemap.xml", "/admin/", "/no-such/"):
        assert client.generic(method, address).status_code == 405


@pytest.mark.parametrize(
    "said", [{}, {"_csp_replace": {"frame-ancestors": ["'self'"]}}, {"_csp_exempt": True}]
)
def test_the_policy_of_an_answer_is_what_the_library_makes_of_it(said):
    """Put together once, where nobody says another."""

    def answer(request):
        response = HttpResponse()
        for name, value in said.items():
            setattr(response, name, value)
        return response

    def parts(middleware):
        header = middleware(RequestFactory().get("/")).headers.get("Content-Security-Policy", "")
        return {part.strip() for part in header.split(";")}

    ours = ContentPolicyMiddleware(answer)
    assert parts(ours) == parts(CSPMiddleware(answer)) == parts(ours)


def test_a_nonce_is_in_the_policy_and_comes_too_late_after_it():
    asked: list[HttpRequest] = []

    def answer(request):
        asked.append(request)
        return HttpResponse(str(request.csp_nonce) if request.path == "/with/" else "")

    middleware = ContentPolicyMiddleware(answer)
    response = middleware(RequestFactory().get("/with/"))
    assert f"'nonce-{response.content.decode()}'" in response["Content-Security-Policy"]
    middleware(RequestFactory().get("/without/"))
    with pytest.raises(CSPNonceError):
        str(asked[-1].csp_nonce)
