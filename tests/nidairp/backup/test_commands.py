"""At the command line: nothing is written over, nothing is taken back unasked."""

import io
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from news.models import Post
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(name="path")
def fixture_path(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path / "var"
    path = tmp_path / "site.tar"
    call_command("backup", str(path), stderr=io.StringIO())
    return path


def run(path: Path, **options: object) -> None:
    call_command("restore", str(path), stdout=io.StringIO(), **options)


def test_an_archive_is_its_owners_only_and_never_written_over(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(path))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["site.tar"]


def test_where_it_cannot_be_written_one_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("backup", str(tmp_path / "nowhere" / "site.tar"))


def test_any_answer_but_the_word_changes_nothing(path: Path, monkeypatch) -> None:
    make_post()
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    with pytest.raises(CommandError, match="nothing has been changed"):
        run(path)
    assert Post.objects.exists()


def test_it_can_be_read_through_without_restoring(path: Path) -> None:
    make_post()
    run(path, check_only=True)
    assert Post.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no-such-file"):
        run(tmp_path / "no-such-file")
