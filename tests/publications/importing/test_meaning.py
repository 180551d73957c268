"""A publication that is exported in either dialect and read again says nothing new."""

from pathlib import Path
from typing import Any

import pytest
from pybtex.database import parse_string

from publications.bibtex.entry import Entry
from publications.bibtex.parse import parse, read
from publications.bibtex.write import Dialect, write_entry
from publications.importing.meaning import is_said_already
from publications.importing.plan import Difference, differences, flat
from publications.mapping import values_of

CORPUS = Path(__file__).parents[2] / "bib"
OWN = """
@phdthesis{a, author = {Lind, Ada}, title = {T}, school = {U}, year = 1999, month = oct}
@mastersthesis{b, author = {Lind, Ada}, title = {T}, school = {U}, year = {1999}, type = {Diploma thesis}}
@techreport{c, author = {{ACME, Inc.}}, title = {T}, institution = {ACME}, number = 3, year = {ca. 1990}}
@conference{d, author = {van der Berg, Ab and Lind, Jr., Bo and others}, title = {T}, year = {1985a}}
@article{e, title = {T of {DNA}}, date = {2019-03-26/2019-04-02}, journaltitle = {J}, location = {Basel}}
@article{f, title = {T}, journal = {J}, year = 2019, month = {October-December}, key = {K}}
@article{g, title = {T}, journal = {J}, year = {in press}, note = {50 % & more}}
@misc{h, title = {T}, year = 2019, month = mar, day = 7, howpublished = {\\url{http://x.org/~a_b}}}
@www{i, title = {T}, year = {2019}, month = {7~June}, url = {http://x.org/%7Ea}}
@inproceedings{j, title = {T}, eventdate = {2016-12-13/2016-12-17}, annote = {x \\} y}}
@patent{k, title = {T}, holder = {Lind, Ada}, location = {CH}, address = {Basel}, year = {2001/2002}}
"""
ENTRIES = [
    *parse(OWN).entries,
    *(entry for path in sorted(CORPUS.glob("*.bib")) for entry in read(path.read_bytes()).entries),
]


def again(entry: Entry, dialect: Dialect, ascii_only: bool) -> dict[str, Difference]:
    """What importing the export would change."""
    (back,) = parse(write_entry(entry, dialect=dialect, ascii=ascii_only)).entries
    return differences(flat(values_of(entry)), flat(values_of(back)), {})


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_way_out_and_in_changes_nothing(dialect: Dialect, ascii_only: bool) -> None:
    changed = {entry.key: again(entry, dialect, ascii_only) for entry in ENTRIES}

    assert {key: found for key, found in changed.items() if found} == {}


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_another_program_reads_the_same_people(dialect: Dialect, ascii_only: bool) -> None:
    for entry in ENTRIES:
        written = write_entry(entry, dialect=dialect, ascii=ascii_only)
        (read_by_other,) = parse_string(written, "bibtex").entries.values()
        for role, people in (("author", entry.authors), ("editor", entry.editors)):
            persons = [str(person) for person in read_by_other.persons.get(role, [])]
            assert len([person for person in persons if person != "others"]) == len(people), written


@pytest.mark.parametrize(
    ("current", "name", "after"),
    [
        ({"howpublished": "http://x.org/a"}, "url", "http://x.org/a"),
        ({"extra.issue": "3"}, "number", "3"),
        ({"extra.keyword": "soil"}, "keywords", "soil"),
        ({"extra.lastchecked": "2019-03-26"}, "extra.urldate", "2019-03-26"),
    ],
)
def test_what_stands_under_another_name_is_said(current: dict[str, Any], name: str, after: str) -> None:
    assert is_said_already(name, current, after)
    assert not is_said_already(name, current, "other")


@pytest.mark.parametrize(
    ("current", "name", "after"),
    [
        ({"year": 2019}, "date", "2020"),
        ({"year": 2019}, "date", "2019-03"),
        ({"year": 2019, "date": "2019-03"}, "extra.month", "April"),
        ({"year": 2019, "date": "2019-03"}, "extra.day", "7"),
        ({"year": 2019, "date": "2019-03"}, "extra.month", "March-April"),
        ({"entry_type": "misc web"}, "entry_type", "misc talk"),
        ({"entry_type": "phdthesis"}, "techtype", "Diploma thesis"),
        ({"school": "U"}, "institution", "V"),
    ],
)
def test_what_is_news_is_not_said_already(current: dict[str, Any], name: str, after: str) -> None:
    assert not is_said_already(name, current, after)
