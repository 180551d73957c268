"""``import_bibtex``: what scripts rely on, its exit codes, messages and report."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from publications.models import ImportBatch, Publication
from tests.publications.importing.texts import entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.bib"


def _run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out, error = StringIO(), StringIO()
    code = 0
    try:
        call_command("import_bibtex", *map(str, arguments), stdout=out, stderr=error)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, out.getvalue(), error.getvalue()


def test_all_applied_is_zero(file: Path) -> None:
    file.write_text(entry(), encoding="utf-8")
    code, out, _ = _run(file)
    assert code == 0
    assert "1 created" in out
    assert Publication.objects.count() == 1


def test_a_refused_entry_is_one_and_told_with_file_line_and_key(file: Path) -> None:
    file.write_text(entry() + "@article{open, title = {never", encoding="utf-8")
    code, out, _ = _run(file)
    line = len(entry().splitlines()) + 1
    assert code == 1
    assert any(said.startswith(f"{file}:{line}: ") for said in out.splitlines())
    assert Publication.objects.count() == 1


def test_nothing_readable_is_two(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"")
    assert _run(file)[0] == 2
    assert _run(tmp_path / "missing.bib")[0] == 2


def test_a_missing_file_beside_a_good_one_is_one(file: Path, tmp_path: Path) -> None:
    file.write_text(entry(), encoding="utf-8")
    code, _, error = _run(file, tmp_path / "missing.bib")
    assert code == 1
    assert "missing.bib" in error
    assert Publication.objects.count() == 1


def test_a_dry_run_changes_nothing(file: Path) -> None:
    file.write_text(entry(), encoding="utf-8")
    code, out, _ = _run(file, "--dry-run")
    assert code == 0
    assert "1 new" in out
    assert not Publication.objects.exists()
    assert not ImportBatch.objects.exists()


def test_what_is_here_changes_only_with_update(file: Path) -> None:
    file.write_text(entry(), encoding="utf-8")
    _run(file)
    file.write_text(entry(volume="130"), encoding="utf-8")
    assert _run(file)[0] == 0
    assert Publication.objects.get().volume == ""
    assert _run(file, "--update")[0] == 0
    assert Publication.objects.get().volume == "130"


def test_an_encoding_that_is_told_is_believed(file: Path) -> None:
    file.write_bytes(entry(title="Die Größe").encode("mac_roman"))
    assert _run(file, "--encoding", "mac_roman")[0] == 0
    assert Publication.objects.get().title == "Die Größe"


def test_the_report_accounts_for_every_block(file: Path, tmp_path: Path) -> None:
    file.write_text("@comment{x}\n" + entry() + "@article{open, title = {never", encoding="utf-8")
    _run(file, "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [block["outcome"] for block in report["blocks"]] == ["aside", "new", "refused"]
    assert [block["result"] for block in report["blocks"]] == ["unchanged", "created", "refused"]
    assert report["results"] == {"created": 1, "refused": 1, "unchanged": 1}


def test_what_is_noted_of_a_whole_file_names_no_line(file: Path) -> None:
    file.write_bytes(entry(title="Die Größe").encode("cp1252"))
    _, out, _ = _run(file)
    assert out.startswith(f"{file}: ")
    assert ":0:" not in out


class Left(StringIO):
    """An output whose reader has left, as `| head` does."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_reader_who_leaves_ends_no_work(file: Path, options: list[str]) -> None:
    file.write_bytes(entry(title="Die Größe").encode("cp1252"))
    with pytest.raises(BrokenPipeError):
        call_command("import_bibtex", str(file), *options, stdout=Left())
    assert Publication.objects.count() == (0 if options else 1)
    assert ImportBatch.objects.count() == (0 if options else 1)
