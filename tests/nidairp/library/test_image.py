"""An image as a row: its files come and go with it, and never under somebody's eyes."""

import errno
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoCaptureOnCommitCallbacks

from nidairp.library import keeping, placing
from nidairp.library.models import Image
from nidairp.library.models.stored import KEPT
from tests.factories import make_image, make_post
from tests.nidairp.library.pictures import halves, upload

pytestmark = pytest.mark.django_db


def lying_around() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_all_files_it_speaks_of_are_there_and_no_others() -> None:
    image = make_image("Fig 2 – final.PNG")
    assert lying_around() == set(image.files())
    assert len(image.files()) == 8
    assert image.original.endswith("/fig-2-final-original.png")
    assert image.title == "Fig 2 – final"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd.png", "passwd"),
        ("C:\\pictures\\con.png", "image"),
        ("<script>.png", "script"),
        ("数据.png", "image"),
        ("a" * 300 + ".png", "a" * 80),
        ("\u202egnp.exe.png", "gnpexe"),
    ],
)
def test_a_files_name_is_made_safe(name: str, stem: str) -> None:
    image = Image()
    file = upload(halves())
    file._name = name  # the border of uploads has cut it already; here nothing relies on that
    image.take(file)
    assert image.stem == stem and image.title
    assert image.folder.startswith("images/") and len(image.folder) == 23


def test_another_picture_in_its_place_keeps_the_uses_and_the_old_one_for_later(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = make_image(title="The map")
    post, old = make_post(figure=image, figure_alt="A map"), set(image.files())
    with django_capture_on_commit_callbacks(execute=True):
        image.take(upload(halves(90, 90), "JPEG", "new.jpg"))
        assert old <= lying_around(), "the old files stay until the row is saved for certain"
        image.save()
    post.refresh_from_db()
    assert (post.figure.width, post.figure.kind, post.figure.title) == (90, "JPEG", "The map")
    assert lying_around() == set(image.files()) | old and not old & set(image.files())
    assert set(image.former.get().files()) == old


def test_an_earlier_picture_is_put_back_and_that_is_taken_back_too() -> None:
    image = make_image(focus_x=20)
    first = image.columns()
    image.take(upload(halves(90, 90), "JPEG", "new.jpg"))
    image.focus_x = 80
    image.save()
    second = image.columns()
    for there, before in ((first, second), (second, first)):
        image.put_back(image.former.get())
        image.refresh_from_db()
        assert (image.columns(), image.former.get().columns) == (there, before)


def test_the_newest_earlier_ones_are_kept_and_all_go_with_the_image(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = make_image()
    with django_capture_on_commit_callbacks(execute=True):
        for width in range(50, 50 + KEPT + 2):
            image.take(upload(halves(width, 40), "PNG", "new.png"))
            image.save()
    assert [former.columns["width"] for former in image.former.all()] == list(range(50 + KEPT, 50, -1))
    assert lying_around() == set(image.all_files())
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert lying_around() == set()


def test_what_has_become_an_image_of_its_own_is_not_put_back() -> None:
    image = make_image()
    twin = upload(halves(90, 90))
    image.take(upload(halves(90, 90)))
    image.save()
    image.take(upload(halves(80, 80)))
    image.save()
    other = Image(title="The twin")
    other.take(twin)
    other.save()
    with pytest.raises(ValidationError, match="uploaded again in the meantime: “The twin”"):
        image.put_back(image.former.first())


def test_a_moved_focal_point_makes_new_crops_under_new_names(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = Image(title="Two halves")
    image.take(upload(halves(600, 100)))
    image.save()
    old = set(image.files())
    image.focus_x = 100
    with django_capture_on_commit_callbacks(execute=True):
        image.cut_again()
        image.save()
    assert lying_around() == set(image.files())
    changed = old - set(image.files())
    assert changed and all("-thumb-" in name or name.endswith("shared.jpg") for name in changed)
    assert image.cut != "" and image.sizes["thumb"] == [[150, 100]]


def test_a_refused_row_leaves_no_files() -> None:
    make_image()
    before, twin = lying_around(), Image()
    twin.take(upload(halves()))
    Image.objects.update(checksum=twin.checksum)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    assert lying_around() == before


def test_a_full_disk_leaves_no_files_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    save, saved = default_storage.save, []

    def until_full(name: str, content: Any) -> str:
        if len(saved) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        saved.append(save(name, content))
        return saved[-1]

    monkeypatch.setattr(keeping.default_storage, "save", until_full)
    with pytest.raises(ValidationError, match=r"no space left on device\. Nothing has been changed"):
        Image().take(upload(halves()))
    assert len(saved) == 3 and lying_around() == set()


def test_an_image_in_use_is_protected_and_a_free_one_goes_with_its_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    used, free, other = make_image(), make_image(), make_image()
    make_post(figure=used, figure_alt="x")
    with pytest.raises(ProtectedError):
        used.delete()
    with django_capture_on_commit_callbacks(execute=True):
        free.delete()
        Image.objects.filter(pk=other.pk).delete()
    assert lying_around() == set(used.files())


def test_the_same_content_has_the_same_checksum_whatever_its_name() -> None:
    one, other = upload(halves(), name="a.png"), SimpleUploadedFile("b.png", upload(halves()).read())
    assert keeping.checksum(one) == keeping.checksum(other)


def test_in_a_text_a_small_picture_is_no_larger_than_it_is() -> None:
    image = make_image()
    assert 'sizes="60px"' in placing.drawn(image, "A dot")
    image.width = 1600
    assert "vw" in placing.drawn(image, "As wide as the text")
