"""A bucket in the place of the folder: nothing of the site is on this machine's disk, and nobody notices."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client
from pytest_django.fixtures import Settings

from nidairp.library import place
from nidairp.library.s3 import AT_ONCE, Bucket
from nidairp.library.storage import Silent, WholeFiles
from tests.factories import make_document, make_image, make_post, make_publication
from tests.nidairp.backup.archives import archive, files, rows
from tests.nidairp.backup.test_whole_site import back
from tests.nidairp.library.bucket import Server, server
from tests.nidairp.library.pictures import halves, upload


@pytest.fixture(name="s3", scope="module")
def fixture_s3() -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch, server() as running:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        yield running


@pytest.fixture(name="bucket")
def fixture_bucket(s3: Server, settings: Settings) -> Bucket:
    """Empty, and the storage of the whole site."""
    settings.STORAGES = s3.storages(prefix=f"site-{os.urandom(4).hex()}")
    settings.MEDIA_ROOT = "/nowhere"
    return storages["default"]


@pytest.fixture(name="gone")
def fixture_gone(bucket: Bucket, s3: Server) -> Iterator[None]:
    s3.stop()
    yield
    s3.start()


def test_what_is_stored_is_read_back_by_its_name(bucket: Bucket) -> None:
    large = os.urandom(AT_ONCE + 5)
    for name, data in {"a/b/ü 50%.bin": b"\x00\xff" * 500, "empty": b"", "large": large}.items():
        assert bucket.save(name, ContentFile(data)) == name
        with bucket.open(name) as file:
            assert (file.read(), file.size, bucket.size(name)) == (data, len(data), len(data))
            file.seek(-1, os.SEEK_END) if data else None
            assert file.read() == data[-1:]
    assert (bucket.listdir(""), bucket.listdir("a/b")) == ((["a"], ["empty", "large"]), ([], ["ü 50%.bin"]))
    assert bucket.url("a/b/ü 50%.bin") == "/media/a/b/%C3%BC%2050%25.bin"
    bucket.delete("large")
    bucket.delete("large")
    assert not bucket.exists("large") and not bucket.exists("a") and bucket.exists("empty")
    with pytest.raises(FileNotFoundError):
        bucket.open("large")


def test_a_name_that_is_taken_meanwhile_is_not_written_over(bucket: Bucket, monkeypatch) -> None:
    bucket.save("a.txt", ContentFile(b"first"))
    with monkeypatch.context() as patch:
        patch.setattr(bucket, "get_available_name", lambda name, max_length=None: name)
        patch.setattr(bucket, "_put", put_after(bucket._put, patch))
        name = bucket.save("a.txt", ContentFile(b"second"))
    assert name != "a.txt"
    assert (bucket.open("a.txt").read(), bucket.open(name).read()) == (b"first", b"second")


def put_after(put, patch):
    """After the first try, names are looked for again."""

    def once(name: str, content: File) -> None:
        try:
            put(name, content)
        finally:
            patch.undo()

    return once


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "a//b", "", "a\0b", "a/./b"])
def test_no_name_leads_out_of_the_prefix(bucket: Bucket, name: str) -> None:
    for ask in (bucket.exists, bucket.open, bucket.delete, bucket.size):
        with pytest.raises(SuspiciousFileOperation):
            ask(name)


@pytest.mark.django_db
def test_images_and_files_reach_readers_with_the_headers_of_the_site(bucket: Bucket, client: Client) -> None:
    image = make_image()
    for name in image.files():
        answer = client.get(f"/media/{name}")
        assert answer.status_code == 200 and "sandbox" in answer["Content-Security-Policy"]
        body = b"".join(answer.streaming_content)
        assert len(body) == int(answer["Content-Length"]) == bucket.size(name)
        again = client.get(f"/media/{name}", headers={"if-modified-since": answer["Last-Modified"]})
        assert again.status_code == 304
    publication, document = make_publication(), make_document(data=b"%PDF-1.7 " + b"x" * 100_000 + b" %%EOF")
    publication.files.create(document=document)
    for address in (document.get_absolute_url(), publication.files.get().get_absolute_url()):
        answer = client.get(address)
        assert answer["Content-Disposition"] == f'attachment; filename="{document.name}"'
        assert (
            answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
        )
        assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert client.get("/media/images/no/such.png").status_code == 404
    assert client.get("/media/../local.png").status_code == 404


@pytest.mark.django_db
def test_a_picture_is_cut_again_and_goes_with_its_files(
    bucket: Bucket, django_capture_on_commit_callbacks
) -> None:
    image = make_image()
    old = set(image.files())
    with django_capture_on_commit_callbacks(execute=True):
        image.focus_x = 100
        image.cut_again()
        image.save()
    assert all(bucket.exists(name) for name in image.files())
    assert not any(bucket.exists(name) for name in old - set(image.files()))
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert bucket.listdir("images")[1] == []


@pytest.mark.django_db
def test_shared_pictures_are_drawn_once(bucket: Bucket, client: Client) -> None:
    address = f"/share{make_post().get_absolute_url().rstrip('/').removeprefix('/news')}.png"
    assert [client.get(address).status_code for _ in range(2)] == [200, 200]
    assert len(bucket.listdir("share")[1]) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_an_archive_of_a_bucket_comes_back_into_it_and_into_a_folder(
    bucket: Bucket, tmp_path: Path, settings: Settings
) -> None:
    image = make_image()
    make_document()
    before, kept, path = rows(), files(), archive(tmp_path)
    bucket.delete(image.original)
    make_image()
    back(path)
    assert (rows(), files()) == (before, kept)
    settings.STORAGES = {**settings.STORAGES, "default": place.storage("file:media")}
    settings.MEDIA_ROOT = tmp_path / "folder"
    back(path)
    assert isinstance(storages["default"], WholeFiles) and files() == kept


@pytest.mark.django_db
@pytest.mark.slow
def test_while_it_is_gone_pages_are_served_and_an_upload_says_so(
    gone: None, client: Client, admin_client: Client, monkeypatch
) -> None:
    post = make_post()
    assert client.get(post.get_absolute_url()).status_code == 200
    client.raise_request_exception = False
    answer = client.get("/media/images/a.png")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "storage: failed" in client.get("/readyz").content.decode()
    assert client.get("/healthz").status_code == 200
    form = admin_client.post("/admin/library/image/add/", {"file": upload(halves())})
    assert form.status_code == 200 and "the storage does not answer" in form.content.decode()


def test_a_bucket_that_is_not_there_is_no_missing_file(s3: Server, settings: Settings) -> None:
    settings.STORAGES = s3.storages(bucket="another")
    with pytest.raises(Silent, match="no bucket “another”"):
        default_storage.save("a", ContentFile(b"a"))


def test_a_process_that_was_forked_too_late_says_so_and_does_not_wait_for_ever(
    bucket: Bucket, monkeypatch
) -> None:
    monkeypatch.setattr(Bucket, "asked_by", os.getpid() + 1)
    with pytest.raises(Silent, match="forked"):
        bucket.exists("a")


@pytest.mark.parametrize("address", ["s3:bucket", "s3://a:b@bucket", "s3://b?key=x", "ftp://x", "file:", ""])
def test_a_setting_that_says_nothing_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE_URL is file:FOLDER or s3://") as error:
        place.storage(address) if address.startswith("s3") else place.folder(address, Path("/srv"))
    assert "a:b" not in str(error.value)


def test_a_folder_is_named_from_the_checkout_or_from_the_root() -> None:
    assert place.folder("file:var/media", Path("/srv")) == Path("/srv/var/media")
    assert place.folder("file:/mnt/media", Path("/srv")) == Path("/mnt/media")
