"""A process is killed while it uploads: nothing half done is seen, and what it left is found."""

import errno
import gc
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.test import Client
from PIL import Image as Pixels

from nidairp.library import leftovers
from nidairp.library.models import Image
from tests.factories import make_document, make_image
from tests.processes import go_on, running, says

NOW = timedelta(0)
#: A small picture has eight files.
FILES = 8


@pytest.fixture(name="media")
def fixture_media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


def lying_in(media: Path) -> set[str]:
    return {path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("steps", [3, FILES + 1])
def test_killed_in_the_middle_it_leaves_nothing_to_be_seen_and_can_be_done_again(
    media: Path, tmp_path: Path, steps: int
) -> None:
    picture = tmp_path / "picture.png"
    Pixels.new("RGB", (60, 40), (1, 2, 3)).save(picture)
    with running("tests.faults.uploader", media, picture) as process:
        for _ in range(steps):
            go_on(process)
            assert says(process) == "step"
        process.kill()
        process.wait()
    assert not Image.objects.exists()
    assert len(lying_in(media)) == min(steps, FILES)
    assert any(name.endswith(".part") for name in lying_in(media)) == (steps < FILES)

    image = make_image()
    call_command("clear_media", "--delete", hours=0, stdout=StringIO())
    assert lying_in(media) == set(image.files())


@pytest.mark.django_db
def test_what_rows_lead_to_or_led_to_before_is_no_leftover(media: Path) -> None:
    make_image()
    document = make_document()
    document.take(SimpleUploadedFile("newer.pdf", b"%PDF-1.7 another %%EOF"))
    document.save()
    assert len(document.all_files()) == 2
    assert leftovers.find(NOW) == []


@pytest.mark.django_db
def test_it_is_deleted_on_purpose_and_only_when_it_is_old(media: Path) -> None:
    stray = media / "images" / "abc" / "figure-whole-60.png.1f.part"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    other = media / "not-ours.txt"
    other.write_bytes(b"x")

    def run(*arguments: str) -> str:
        said = StringIO()
        call_command("clear_media", *arguments, stdout=said)
        return said.getvalue()

    assert run() == "Every file belongs to something.\n"
    assert "1 file belongs to nothing: delete with --delete." in run("--hours=0")
    assert stray.exists()
    assert "deleted." in run("--hours=0", "--delete")
    assert not stray.exists() and other.exists()


def test_an_upload_for_which_there_is_no_room_makes_room_at_once(
    settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, admin_client: Client
) -> None:
    """What was written of it until then would lie there until Python collects it."""

    class Full(TemporaryUploadedFile):
        def write(self, data: bytes) -> int:
            self.file.write(data)
            raise OSError(errno.ENOSPC, "No space left on device")

    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", Full)
    admin_client.raise_request_exception = False
    gc.disable()
    try:
        large = SimpleUploadedFile("large.png", b"x" * 3_000_000, "image/png")
        answer = admin_client.post("/admin/library/image/add/", {"upload": large})
        assert answer.status_code == 503
        assert list(tmp_path.iterdir()) == []
    finally:
        gc.enable()
