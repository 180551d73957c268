"""The way out: everything public, in a file or on standard output."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from publications.bibtex.parse import parse
from tests.factories import make_publication, seed_publication

pytestmark = pytest.mark.django_db


def exported(tmp_path, *arguments: str) -> str:
    file = tmp_path / "out.bib"
    call_command("export_bibtex", str(file), *arguments)
    return file.read_bytes().decode()


def test_a_file_holds_every_public_entry_and_reads_again(tmp_path):
    seed_publication()
    make_publication(citation_key="second", title="Zweite Veröffentlichung", authors="Müller, Jan")
    make_publication(citation_key="hidden", is_public=False)
    reading = parse(exported(tmp_path))
    assert {entry.key for entry in reading.entries} == {"Carmack:2019aa", "second"}
    assert reading.refusals == []


def test_standard_output_by_default(capfdbinary):
    seed_publication()
    call_command("export_bibtex")
    assert b"@article{Carmack:2019aa,\r\n" in capfdbinary.readouterr().out


def test_a_query_chooses_as_the_address_of_the_list_does(tmp_path):
    seed_publication()
    make_publication(citation_key="other", year=2001)
    assert [entry.key for entry in parse(exported(tmp_path, "--query", "year=2001")).entries] == ["other"]


def test_a_query_that_is_not_known_is_refused_rather_than_ignored(tmp_path):
    with pytest.raises(CommandError, match="not bogus"):
        exported(tmp_path, "--query", "bogus=1")


def test_a_file_that_cannot_be_written_is_said_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_bibtex", str(tmp_path / "missing" / "x.bib"))


def test_ascii_writes_no_other_letters(tmp_path):
    make_publication(title="Überprüfung von α-Synuclein", authors="Müller, Jan")
    assert exported(tmp_path, "--ascii").isascii()


def test_biblatex_field_names(tmp_path):
    seed_publication()
    assert "journaltitle = {J Clin Invest}" in exported(tmp_path, "--dialect", "biblatex")


def test_more_entries_than_a_chunk_come_out_with_few_queries(tmp_path, django_assert_max_num_queries):
    for _ in range(5):
        make_publication(authors="A, B")
    with django_assert_max_num_queries(7):
        assert exported(tmp_path).count("@article{") == 5
