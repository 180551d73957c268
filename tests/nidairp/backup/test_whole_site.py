"""An archive brings everything back: every row, every file, and all that is made from them."""

import gc
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client

from news.models import Post
from nidairp.backup import filling, writing
from nidairp.backup.checking import check
from nidairp.backup.restoring import restore
from nidairp.backup.tables import DERIVED, NEVER, PASSING, kept
from nidairp.generation.reading import Reader
from nidairp.library.models import Image
from nidairp.navigation.repair import check as check_trees
from nidairp.search.index import best
from nidairp.search.query import parse
from nidairp.search.sources import registered
from publications.models import ImportSource, Publication
from publications.models.listing import list_columns
from tests import postgres
from tests.admin_doors import examples
from tests.factories import make_image, make_post, make_publication
from tests.nidairp.backup.archives import archive, files, rows, said

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[3]


def back(path: Path) -> None:
    with path.open("rb") as file:
        restore(file, check(file), lambda line: None)


def generation() -> str | None:
    """What pages are kept under."""
    reader = Reader()
    try:
        return reader()
    finally:
        reader.close()


def found(words: str) -> list[str]:
    return [source.kind for source in registered() if best(parse(words), source).total]


def fill() -> None:
    """A row in nearly every table, odd characters, bytes, files."""
    examples()
    make_publication(title="Ümläut 中文 \u202e \N{PILE OF POO} \\N \\. \t\n'\"")
    batch = Publication.objects.model._meta.apps.get_model("publications", "ImportBatch").objects.first()
    ImportSource.objects.create(batch=batch, name="x.bib", data=bytes(range(256)))
    gone = make_publication()
    gone.delete()


def test_every_row_and_file_comes_back_and_works(tmp_path: Path, client: Client) -> None:
    fill()
    before, kept_files, path, generations = rows(), files(), archive(tmp_path), [generation()]
    highest = Publication.objects.latest("pk").pk + 1

    image = Image.objects.first()
    changed = image.original
    default_storage.delete(changed)
    default_storage.save(changed, ContentFile(b"another"))
    make_publication(title="Nonsense afterwards")
    make_image()
    Post.objects.all().delete()
    seen = {generation(), *generations}
    back(path)

    assert generation() not in seen
    assert rows() == before
    assert files() == kept_files
    assert check_trees() == []
    assert found("nonsense") == []
    assert len(list_columns()) == Publication.objects.published().count()
    later = make_publication(title="Wordnobodyused before", authors="Okafor, N")
    assert later.pk > highest
    assert found("wordnobodyused") == ["publications"]
    assert len(list_columns()) == Publication.objects.published().count()
    assert client.get("/publications/").status_code == 200


def test_what_is_written_meanwhile_is_not_half_in_it(tmp_path: Path, monkeypatch) -> None:
    """Each table is read later than the one before: all of them show one moment."""
    original, written = writing.table, []

    def while_others_write(model, moment, folder):
        written.append(make_post(cites=(make_publication(authors="Okafor, N"),)))
        return original(model, moment, folder)

    monkeypatch.setattr(writing, "table", while_others_write)
    held = said(archive(tmp_path))
    assert len(written) == len(kept())
    for label in ("news.Post", "news.CitedPublication", "publications.Contribution"):
        assert held[f"database/{label}.jsonl.gz"] == []


def test_a_picture_that_goes_while_files_are_copied_is_not_asked_for(tmp_path: Path, monkeypatch) -> None:
    original = writing.copy_files
    make_image()

    def meanwhile(made):
        done = original(made)
        Image.objects.all().delete()
        return done

    monkeypatch.setattr(writing, "copy_files", meanwhile)
    path = archive(tmp_path)
    with path.open("rb") as file:
        assert check(file).about.missing == []


def test_where_the_last_step_fails_all_is_as_before(tmp_path: Path, monkeypatch) -> None:
    make_post(title="In the archive")
    make_image()
    path = archive(tmp_path)
    Post.objects.all().delete()
    Image.objects.all().delete()
    make_post(title="Since then")
    before, there = rows(), files()

    def fails():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filling, "finish", fails)
    with pytest.raises(OSError, match="No space"):
        back(path)
    assert rows() == before
    assert files() == there
    assert found("since") == ["news"]


class Full(io.BytesIO):
    """A disk with room for the first piece."""

    def write(self, data: Any) -> int:
        if self.tell():
            raise OSError(28, "No space left on device")
        return super().write(data)


def test_a_full_disk_is_said_once(tmp_path: Path, monkeypatch) -> None:
    """What is let go afterwards does not try to write on."""
    complained: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", complained.append)
    make_image()
    with pytest.raises(OSError, match="No space"):
        writing.backup(Full(), tmp_path)
    gc.collect()
    assert not complained
    assert not list(tmp_path.glob(".tables-*"))


def test_every_table_is_either_kept_or_known_to_be_made_anew() -> None:
    ours = {model._meta.db_table for model in [*kept(), *DERIVED, *NEVER, *PASSING]}
    known = {"django_migrations", "search_layout"}
    others = {name for name in connection.introspection.table_names() if not name.startswith("search_words")}
    assert others - ours - known == set()


@pytest.mark.one_database
def test_it_goes_to_postgresql_and_back(tmp_path: Path) -> None:
    fill()
    before, there, path = rows(), files(), archive(tmp_path)
    with postgresql(tmp_path) as environment:
        returned = tmp_path / "returned.tar"
        program = [sys.executable, "-m", "tests.nidairp.backup.elsewhere", path, returned]
        subprocess.run(program, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert said(returned) == said(path)
    call_command("flush", interactive=False, verbosity=0)
    back(returned)
    assert rows() == before
    assert files() == there


@contextmanager
def postgresql(folder: Path) -> Iterator[dict[str, str]]:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(folder / "var")}
    (folder / "var").mkdir()
    with postgres.server() as address:
        yield {**os.environ, **settings, "DATABASE_URL": address}
