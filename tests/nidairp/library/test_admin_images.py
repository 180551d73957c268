"""Images in the admin: uploaded once, found again, and not taken from under anybody."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nidairp.library.models import Image
from tests.factories import make_image, make_post
from tests.nidairp.library.pictures import halves, upload
from tests.processes import ended, started
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/library/image/", "/admin/library/image/add/"
CHOOSE, UPLOAD = "/admin/library/image/choose/", "/admin/library/image/upload/"


def form(image: Image) -> str:
    return f"{LIST}{image.pk}/change/"


def staff(*permissions: str) -> Client:
    user = User.objects.create_user("writer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_an_image_needs_nothing_but_its_file(admin_client: Client) -> None:
    response = admin_client.post(ADD, {"file": upload(halves(), name="Brain_scan.png")})
    assert response.status_code == 302
    image = Image.objects.get()
    assert (image.title, image.description, image.uploaded_by.username) == ("Brain scan", "", "admin")


def test_the_same_file_again_is_refused_and_the_one_that_is_there_offered(admin_client: Client) -> None:
    admin_client.post(ADD, {"file": upload(halves(), name="one.png")})
    image = Image.objects.get()
    response = admin_client.post(ADD, {"file": upload(halves(), name="two.png")})
    error = response.context["adminform"].errors["file"][0]
    assert f"already in the library, as “<a href='{form(image)}'>one</a>”" in error


def test_a_chosen_file_that_a_refused_form_loses_is_asked_for_again(admin_client: Client) -> None:
    response = admin_client.post(ADD, {"file": upload(halves()), "title": "x" * 201})
    assert "Choose the file again" in response.context["adminform"].errors["file"][0]
    assert not Image.objects.exists()


def test_an_animation_is_said_to_have_lost_its_frames(admin_client: Client) -> None:
    moving = upload(halves(), "GIF", save_all=True, append_images=[halves(left="lime")])
    assert "its first frame is kept" in admin_client.post(ADD, {"file": moving}, follow=True).content.decode()


def test_a_picture_in_the_place_of_another_asks_to_look_at_its_uses(admin_client: Client) -> None:
    image = make_image()
    make_post(title="The article", figure=image, figure_alt="Bars")
    page = admin_client.get(form(image)).content.decode()
    assert "The article" in page and "Replace this picture" in page
    sent = opened_form(admin_client, form(image), file=upload(halves(), "JPEG"))
    shown = admin_client.post(form(image), sent, follow=True).content.decode()
    assert "is shown in the one place that uses it. See there whether the alternative text" in shown
    image.refresh_from_db()
    assert image.kind == "JPEG"


def test_the_focal_point_is_sent_as_two_numbers(admin_client: Client) -> None:
    image = make_image()
    cut = image.cut
    sent = opened_form(admin_client, form(image), focus_x="20")
    assert admin_client.post(form(image), sent).status_code == 302
    image.refresh_from_db()
    assert image.focus == (20, 50) and image.cut != cut
    sent = opened_form(admin_client, form(image), focus_y="101")
    assert "focus_y" in admin_client.post(form(image), sent).context["adminform"].errors


def test_deleting_an_image_in_use_names_the_places_and_does_nothing(admin_client: Client) -> None:
    image = make_image()
    post = make_post(title="The article", figure=image, figure_alt="Bars")
    page = admin_client.post(f"{LIST}{image.pk}/delete/", {"post": "yes"}).content.decode()
    assert "is in use, so it cannot be deleted" in page
    assert f'<a href="/admin/news/post/{post.pk}/change/">The article</a>' in page
    several = {"action": "delete_selected", "_selected_action": [image.pk], "post": "yes"}
    admin_client.post(LIST, several)
    assert Image.objects.filter(pk=image.pk).exists()


def test_the_list_shows_what_is_used_in_queries_that_do_not_grow(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    used = make_image(title="Taken")
    make_post(figure=used, figure_alt="x")
    make_image(title="Free")
    with django_assert_max_num_queries(20) as few:
        page = admin_client.get(LIST).content.decode()
    assert "once" in page
    for _ in range(5):
        make_post(figure=make_image(), figure_alt="x")
    with django_assert_max_num_queries(len(few)):
        admin_client.get(LIST)
    assert "Free" in admin_client.get(f"{LIST}?used=no").content.decode()
    assert "Taken" not in admin_client.get(f"{LIST}?used=no").content.decode()


def test_the_dialog_finds_images_by_all_words(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        make_image()
    scan = make_image(title="Scan of a rat", description="Two bright spots", credit="NIDA")
    with django_assert_max_num_queries(6):
        answer = admin_client.get(CHOOSE).json()
    assert (answer["count"], len(answer["results"]), answer["more"]) == (31, 24, True)
    assert not admin_client.get(CHOOSE, {"page": "2"}).json()["more"]
    found = admin_client.get(CHOOSE, {"q": "bright rat"}).json()["results"]
    assert [one["id"] for one in found] == [scan.pk]
    assert found[0]["description"] == "Two bright spots" and found[0]["thumb"].startswith("/media/images/")
    assert admin_client.get(CHOOSE, {"q": "\x00%_\\"}).json()["count"] == 0


def test_the_dialog_uploads_and_takes_the_one_that_is_there(admin_client: Client) -> None:
    first = admin_client.post(UPLOAD, {"file": upload(halves(), name="one.png")}).json()
    assert first["image"]["title"] == "one" and first["note"] == ""
    again = admin_client.post(UPLOAD, {"file": upload(halves(), name="two.png")}).json()
    assert again["image"]["id"] == first["image"]["id"] and "already" in again["note"]
    refused = admin_client.post(UPLOAD, {"file": SimpleUploadedFile("x.svg", b"<svg/>")})
    assert refused.status_code == 400 and "cannot be shown" in refused.json()["errors"][0]
    assert admin_client.post(UPLOAD).status_code == 400
    assert Image.objects.count() == 1


def test_the_dialog_asks_for_permission_and_for_the_forms_token(admin_client: Client) -> None:
    may_look = staff("view_image")
    assert may_look.get(CHOOSE).status_code == 200
    assert may_look.post(UPLOAD, {"file": upload(halves())}).status_code == 403
    assert Client().get(CHOOSE).status_code == 302
    User.objects.all().delete()
    assert staff().get(CHOOSE).status_code == 403
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(User.objects.create_superuser("root"))
    assert forged.post(UPLOAD, {"file": upload(halves())}).status_code == 403
    assert not Image.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_file_by_three_people_at_once_is_one_image(tmp_path: Path) -> None:
    User.objects.create_superuser("root")
    file = tmp_path / "scan.jpg"
    file.write_bytes(upload(halves(480, 320), "JPEG").read())
    uploader = "tests.nidairp.library.uploader"
    people = [started(uploader, file, tmp_path / "media", door) for door in ("form", "dialog", "form")]
    answers = sorted(ended(person).strip() for person in people)
    image = Image.objects.get()
    assert set(answers) <= {"added", "there"} and answers.count("added") == 1
    media = tmp_path / "media"
    lying_there = {path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()}
    assert lying_there == set(image.files())


def test_who_may_only_look_is_shown_the_picture_and_no_box_for_a_file() -> None:
    text = staff("view_image").get(form(make_image())).content.decode()
    assert 'class="focal-picture"' in text
    assert "field-file" not in text
    assert "arrow keys" not in text
