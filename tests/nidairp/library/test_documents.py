"""Files: attached to texts and publications, given to readers as downloads, kept while they are used."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.test import Client

from news.models import PostFile
from nidairp.library.models import Document
from nidairp.pages.models import PageFile
from publications.models import AttachedFile
from tests.factories import make_document, make_page, make_post, make_publication, seed_publication
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/library/document/", "/admin/library/document/add/"


def upload(name: str = "Annual Report (final).pdf", data: bytes = b"%PDF-1.7 x %%EOF") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_file_is_uploaded_and_taken_away_under_its_name(admin_client: Client, client: Client) -> None:
    assert admin_client.post(ADD, {"file": upload()}).status_code == 302
    document = Document.objects.get()
    assert (document.title, document.name) == ("Annual Report (final)", "annual-report-final.pdf")
    response = client.get(document.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="annual-report-final.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Length"] == "16" and content(response) == b"%PDF-1.7 x %%EOF"


def test_its_address_cannot_be_guessed_and_the_storage_does_not_give_it_away(client: Client) -> None:
    document = make_document()
    assert client.get(document.get_absolute_url().replace(document.token, "0" * 16)).status_code == 404
    assert client.get(document.get_absolute_url().replace(".pdf", ".txt")).status_code == 404
    assert client.get(f"/media/{document.stored_as}").status_code == 404
    assert client.post(document.get_absolute_url()).status_code == 405


def test_two_files_of_one_name_have_two_addresses() -> None:
    names = [make_document("report.pdf").name for _ in range(3)]
    assert names == ["report.pdf", "report-2.pdf", "report-3.pdf"]


def test_the_same_file_again_is_refused_with_a_link_to_the_one_that_is_there(admin_client: Client) -> None:
    admin_client.post(ADD, {"file": upload()})
    response = admin_client.post(ADD, {"file": upload("other.pdf")})
    assert "This file is already in the library" in response.context["adminform"].errors["file"][0]
    assert Document.objects.count() == 1


def test_another_version_keeps_the_address(
    admin_client: Client, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = make_document()
    address, old = document.get_absolute_url(), Path(settings.MEDIA_ROOT) / document.stored_as
    form = f"{LIST}{document.pk}/change/"
    sent = opened_form(admin_client, form, file=upload("v2.pdf", b"%PDF-2.0 new %%EOF"))
    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post(form, sent).status_code == 302
    assert content(client.get(address)) == b"%PDF-2.0 new %%EOF"
    assert old.exists(), "the one before is kept"
    earlier = document.former.get()
    admin_client.post(f"{LIST}{document.pk}/earlier/{earlier.pk}/back/")
    assert content(client.get(address)) != b"%PDF-2.0 new %%EOF"


def test_what_is_no_such_file_is_refused_at_its_field(admin_client: Client) -> None:
    response = admin_client.post(ADD, {"file": upload("x.pdf", b"<html>")})
    assert "is not the kind of file its name says" in response.context["adminform"].errors["file"][0]
    assert not Document.objects.exists()


def test_posts_and_pages_list_their_files_in_the_editors_order(
    client: Client, django_assert_num_queries: Any
) -> None:
    post, page, plain = make_post(), make_page(), make_page()
    first, second = make_document(title="Poster"), make_document("data.csv", b"a,b\n", title="Data")
    PostFile.objects.create(post=post, document=second, position=1, label="All measurements")
    PostFile.objects.create(post=post, document=first, position=0)
    PageFile.objects.create(page=page, document=second)
    shown = client.get(post.get_absolute_url()).content.decode()
    assert shown.index("Poster") < shown.index("All measurements")
    assert f'<a href="{second.get_absolute_url()}" download>' in shown and "(CSV, 4" in shown
    assert "Data" in client.get(page.get_absolute_url()).content.decode()
    assert 'id="files-heading"' not in client.get(plain.get_absolute_url()).content.decode()


def test_a_publications_pdf_lies_below_its_page_and_machines_find_it(client: Client) -> None:
    publication = seed_publication()
    pdf, data = make_document("Carmack 2019.pdf"), make_document("data.csv", b"a,b\n")
    AttachedFile.objects.create(publication=publication, document=pdf, label="Accepted manuscript")
    AttachedFile.objects.create(publication=publication, document=data, position=1)
    address = "/publications/carmack-2019aa/carmack-2019.pdf"
    response = client.get("/publications/carmack-2019aa/")
    shown = response.content.decode()
    assert f'<a href="{address}" download><bdi>Accepted manuscript</bdi></a>' in shown
    assert f'<meta name="citation_pdf_url" content="http://testserver{address}">' in shown
    assert shown.count("citation_pdf_url") == 1
    assert '"encodingFormat": "application/pdf"' in shown
    assert f'<http://testserver{address}>; rel="item"; type="application/pdf"' in response["Link"]
    assert 'data.csv>; rel="item"; type="text/csv"' in response["Link"]
    served = client.get(address)
    assert served["Content-Type"] == "application/pdf" and content(served).startswith(b"%PDF-")


def test_files_of_a_hidden_publication_are_hidden_there(client: Client) -> None:
    hidden, other = make_publication(is_public=False), make_publication()
    file = AttachedFile.objects.create(publication=hidden, document=make_document())
    assert client.get(file.get_absolute_url()).status_code == 404
    assert client.get(f"/publications/{other.slug}/{file.document.name}").status_code == 404
    assert client.get("/publications/authors/nobody").status_code == 301


def test_a_file_in_use_is_protected_and_the_publication_is_named(admin_client: Client) -> None:
    publication, document = make_publication(title="The work"), make_document()
    AttachedFile.objects.create(publication=publication, document=document)
    with pytest.raises(ProtectedError):
        document.delete()
    shown = admin_client.post(f"{LIST}{document.pk}/delete/", {"post": "yes"}).content.decode()
    assert "is in use, so it cannot be deleted" in shown
    assert (
        f'Publication: <a href="/admin/publications/publication/{publication.pk}/change/">The work' in shown
    )
    assert "once" in admin_client.get(LIST).content.decode()


def test_a_file_is_attached_in_the_form_of_a_text(admin_client: Client) -> None:
    page, document = make_page(), make_document(title="The map")
    query = {"app_label": "pages", "model_name": "pagefile", "field_name": "document", "term": "map"}
    found = admin_client.get("/admin/autocomplete/", query).json()["results"]
    assert found == [{"id": str(document.pk), "text": f"The map ({document.name})"}]
    form = f"/admin/pages/page/{page.pk}/change/"
    row = {"files-TOTAL_FORMS": "1", "files-0-document": document.pk, "files-0-position": "0"}
    sent = opened_form(admin_client, form) | row | {"_publish": "1"}
    assert admin_client.post(form, sent).status_code == 302
    assert [file.document for file in page.files.all()] == [document]
