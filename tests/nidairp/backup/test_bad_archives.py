"""An archive that is damaged, made by somebody who wishes us ill, or of another release changes nothing."""

import gzip
import io
import json
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nidairp.backup import checking
from nidairp.backup.about import ABOUT, Unusable
from nidairp.backup.checking import check
from nidairp.backup.media import put
from tests.nidairp.backup.archives import archive, read, write

# An archive is read before any database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]
POSTS = "database/news.Category.jsonl.gz"
#: What stands behind a header's checksum, in its field, and means nothing (POSIX.1-1988, ustar).
BEHIND_A_CHECKSUM = (154, 155)


@pytest.fixture(name="whole")
def fixture_whole(tmp_path: Path) -> Path:
    put("files/a/report.txt", io.BytesIO(b"A report"))
    return archive(tmp_path)


def said_of(path: Path) -> str:
    with path.open("rb") as file, pytest.raises(Unusable) as refused:
        check(file)
    return str(refused.value)


def with_member(whole: Path, name: str, data: bytes = b"x", kind: bytes = tarfile.REGTYPE) -> Path:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    return write(whole, [*read(whole), (member, data)])


def changed(whole: Path, **said: object) -> Path:
    members = [
        (member, json.dumps(json.loads(data) | said).encode() if member.name == ABOUT else data)
        for member, data in read(whole)
    ]
    return write(whole, members)


def test_a_whole_one_is_taken(whole: Path) -> None:
    with whole.open("rb") as file:
        assert list(check(file).sums) == ["files/a/report.txt"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(at=st.integers(0, 2**20), by=st.integers(1, 255))
@example(at=155, by=1)
@example(at=154, by=ord(" "))
def test_a_changed_byte_is_seen_unless_nobody_reads_it(whole: Path, at: int, by: int) -> None:
    content = bytearray(whole.read_bytes())
    at %= len(content)
    content[at] ^= by
    other = whole.with_name("changed.tar")
    other.write_bytes(content)
    with other.open("rb") as changed, whole.open("rb") as file, suppress(Unusable):
        assert check(changed) == check(file)
        assert at % tarfile.BLOCKSIZE in BEHIND_A_CHECKSUM


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(st.floats(0, 0.999))
def test_one_that_ends_early_is_refused(whole: Path, share: float) -> None:
    content = whole.read_bytes()
    ends = content.rstrip(b"\0")
    other = whole.with_name("short.tar")
    other.write_bytes(content[: int(len(ends) * share)])
    assert "damaged" in said_of(other)


@pytest.mark.parametrize(
    "name",
    [
        "media/../../outside",
        "media//etc/passwd",
        "media/./x",
        "media/",
        "media/..\\..\\x",
        "media/c:x",
        "media/a\u202eb",
        "/media/x",
        "../media/x",
        "database/../x",
        "database/auth.Nobody.jsonl.gz",
        "elsewhere",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(whole: Path, name: str) -> None:
    assert "damaged" in said_of(with_member(whole, name))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE])
def test_what_is_no_plain_file_is_refused(whole: Path, kind: bytes) -> None:
    assert "not a plain file" in said_of(with_member(whole, "media/link", b"", kind))


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"{}", b"[" * 100_000, b"\xff", b"1" * 5000])
def test_what_it_says_of_itself_is_no_more_than_text(whole: Path, text: bytes) -> None:
    members = [(member, text if member.name == ABOUT else data) for member, data in read(whole)]
    assert "cannot be read" in said_of(write(whole, members))


def test_a_name_that_is_there_twice_is_refused(whole: Path) -> None:
    assert "twice" in said_of(with_member(whole, "media/files/a/report.txt"))


def test_a_table_that_unpacks_to_more_than_it_says_is_refused(whole: Path) -> None:
    bomb = gzip.compress(b"[" + b" " * 20_000_000 + b"]\n")
    members = [(member, bomb if member.name == POSTS else data) for member, data in read(whole)]
    assert "longer than it should be" in said_of(write(whole, members))


def test_a_table_that_says_it_unpacks_to_a_whole_disk_is_refused(whole: Path, monkeypatch) -> None:
    monkeypatch.setattr(checking, "NEVER_A_BOMB", 10)
    monkeypatch.setattr(checking, "MOST_PACKED", 0)
    assert "unpacks to" in said_of(whole)


@pytest.mark.parametrize("line", [b"[1,2]", b"{}", b"[", b"[" * 100_000, b"\xff", b'["x","x","x","x","x"]'])
def test_a_row_that_is_none_is_refused(whole: Path, line: bytes) -> None:
    text = line + b"\n"
    about = json.loads({m.name: d for m, d in read(whole)}[ABOUT])
    about["tables"]["news.Category"] |= {"rows": 1, "size": len(text)}
    changes = {POSTS: gzip.compress(text), ABOUT: json.dumps(about).encode()}
    members = [(member, changes.get(member.name, data)) for member, data in read(whole)]
    assert "news.Category, row 1" in said_of(write(whole, members))


def test_one_of_another_release_says_what_to_do(whole: Path) -> None:
    migrations = json.loads({m.name: d for m, d in read(whole)}[ABOUT])["migrations"]
    assert "newer release" in said_of(changed(whole, migrations=[*migrations, "news.9999_not_yet"]))
    assert "older release" in said_of(changed(whole, migrations=migrations[:-1]))
    assert "format 2" in said_of(changed(whole, format=2))


def test_something_else_than_an_archive_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"%PDF-1.7 " * 1000)
    assert "damaged" in said_of(other)
