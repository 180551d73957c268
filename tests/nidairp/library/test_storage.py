"""A file is whole under its name, or not there."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nidairp.library.storage import WholeFiles


class FullDisk(ContentFile):
    """Gives half of itself; then there is no room for more."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def lying_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        WholeFiles(tmp_path).save("a/report.pdf", FullDisk(b""))
    assert lying_in(tmp_path) == []


def test_the_site_stores_files_this_way() -> None:
    assert isinstance(default_storage, WholeFiles)


def test_a_name_that_is_taken_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    storage = WholeFiles(tmp_path)

    class Racing(ContentFile):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            (tmp_path / "a.txt").write_bytes(b"first")
            yield b"second"

    name = storage.save("a.txt", Racing(b""))
    assert name != "a.txt"
    assert (tmp_path / "a.txt").read_bytes() == b"first"
    with storage.open(name) as file:
        assert file.read() == b"second"


def test_files_are_read_back_as_they_were_saved(tmp_path: Path) -> None:
    name = WholeFiles(tmp_path).save("b/c.bin", File(ContentFile(b"\x00\xff" * 50_000)))
    assert (tmp_path / name).read_bytes() == b"\x00\xff" * 50_000
    assert lying_in(tmp_path) == ["c.bin"]
