"""``undo_import``: one import taken back from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publications.models import Publication
from tests.publications.importing.texts import entry, imported, stage

pytestmark = pytest.mark.django_db


def test_an_import_is_taken_back() -> None:
    batch = imported(entry())
    out = StringIO()
    call_command("undo_import", str(batch.pk), stdout=out)
    assert not Publication.objects.exists()
    assert "1 taken back" in out.getvalue() or "1 undone" in out.getvalue()


def test_what_stays_is_told() -> None:
    batch = imported(entry())
    Publication.objects.update(title="By hand")
    error = StringIO()
    call_command("undo_import", str(batch.pk), stdout=StringIO(), stderr=error)
    assert error.getvalue().startswith("a.bib:1: Carmack:2019aa: ")


def test_an_import_that_is_not_there_is_an_error() -> None:
    with pytest.raises(CommandError, match="no import 4711"):
        call_command("undo_import", "4711")


def test_an_import_that_was_not_applied_is_an_error() -> None:
    batch = stage(entry())
    with pytest.raises(CommandError, match="Only an applied import"):
        call_command("undo_import", str(batch.pk))
