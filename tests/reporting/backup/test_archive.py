"""The file of a backup is what was written, or it is refused."""

import gzip
import hashlib
import io
import tarfile
from dataclasses import replace

import pytest

from reporting.backup.archive import (
    FORMAT,
    Manifest,
    StoredFile,
    rows_of,
    unpack_files,
    verified_manifest,
    write_archive,
)
from reporting.exceptions import BackupRefused

ROWS = b"".join(b'{"model": "reporting.entry", "pk": %d}\n' % number for number in range(500))
MANIFEST = Manifest(
    format=FORMAT,
    made_at="2012-03-01T12:00:00+00:00",
    schema={"reporting": "0001_first"},
    rows={"reporting.entry": 500},
    size=len(ROWS),
    sha256=hashlib.sha256(ROWS).hexdigest(),
)


@pytest.fixture
def archive(tmp_path):
    return write(tmp_path, MANIFEST)


def write(folder, manifest, rows=ROWS):
    source, path = folder / "rows", folder / "portal.tar.gz"
    source.write_bytes(rows)
    with path.open("wb") as target:
        write_archive(target, manifest, source, folder)
    return path


STORED = StoredFile("0123456789abcdef", 5, hashlib.sha256(b"bytes").hexdigest())


def write_with_file(folder, stored=STORED, content=b"bytes"):
    """An archive with a file of the folder, whatever the manifest says of it."""
    (folder / stored.name).write_bytes(content)
    return write(folder, replace(MANIFEST, files=(stored,)))


def test_attached_files_follow_the_rows_and_are_unpacked(tmp_path):
    path = write_with_file(tmp_path)
    assert verified_manifest(path).files == (STORED,)
    target = tmp_path / "new"
    for _twice in range(2):  # what is there already stays
        unpack_files(path, target)
    assert (target / STORED.name).read_bytes() == b"bytes"
    assert (target / STORED.name).stat().st_mode & 0o077 == 0
    with rows_of(path) as rows:
        assert rows.read() == ROWS


def test_another_file_of_the_same_name_is_not_replaced(tmp_path):
    path = write_with_file(tmp_path)
    (tmp_path / STORED.name).write_bytes(b"other")
    with pytest.raises(BackupRefused, match="differs from the file in the backup"):
        unpack_files(path, tmp_path)
    assert (tmp_path / STORED.name).read_bytes() == b"other"


def test_a_backup_without_one_of_the_files_is_refused(tmp_path):
    with pytest.raises(BackupRefused, match=r"is missing: restore it from an earlier backup\."):
        write(tmp_path, replace(MANIFEST, files=(STORED,)))
    with pytest.raises(BackupRefused, match="was changed"):
        write_with_file(tmp_path, content=b"bytez")


@pytest.mark.parametrize("name", ["../escaped", "/etc/passwd", "a/b", "", "."])
def test_a_file_outside_of_the_folder_is_refused(tmp_path, name):
    stored = replace(STORED, name=name)
    text = replace(MANIFEST, files=(stored,)).to_json()
    path = tmp_path / "portal.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for member_name, content in (
            ("manifest.json", text), ("rows.jsonl", ROWS), (f"files/{name}", b"bytes"),
        ):  # fmt: skip
            member = tarfile.TarInfo(member_name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    assert "it has a file with an unknown name" in refusal(path)


def refusal(path) -> str:
    with pytest.raises(BackupRefused) as refused:
        verified_manifest(path)
    return str(refused.value)


def test_the_archive_holds_what_was_written(archive):
    assert verified_manifest(archive) == MANIFEST
    with rows_of(archive) as rows:
        assert rows.read() == ROWS


def test_the_archive_is_a_tar_that_other_programs_read(archive):
    with tarfile.open(archive) as tar:
        assert tar.getnames() == ["manifest.json", "rows.jsonl"]


@pytest.mark.parametrize("place", [0, 20, 200, -200, -6, -1])
def test_a_changed_byte_is_refused(archive, place):
    content = bytearray(archive.read_bytes())
    content[place] ^= 0x10
    archive.write_bytes(content)
    assert "is damaged or is not a backup" in refusal(archive)


@pytest.mark.parametrize("length", [0, 1, 15, 300, -300, -8, -1])
def test_a_shortened_archive_is_refused(archive, length):
    archive.write_bytes(archive.read_bytes()[:length])
    assert "is damaged or is not a backup" in refusal(archive)


@pytest.mark.parametrize("rows", [ROWS.replace(b"499", b"498"), ROWS[:-38], ROWS + ROWS])
def test_rows_other_than_those_of_the_manifest_are_refused(tmp_path, rows):
    path = write(tmp_path, replace(MANIFEST, size=len(rows)), rows)
    assert "its rows are not those that were written" in refusal(path)


def test_another_format_is_refused(tmp_path):
    assert refusal(write(tmp_path, replace(MANIFEST, format=2))) == (
        "The archive has format 2. This version reads format 1."
    )


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"manifest.json": b"{}"},
        {"manifest.json": b"[]", "rows.jsonl": b""},
        {"manifest.json": b'{"format": 1}', "rows.jsonl": b""},
        {"rows.jsonl": ROWS, "manifest.json": MANIFEST.to_json()},
        {"manifest.json": MANIFEST.to_json()},
    ],
)
def test_another_tar_is_refused(tmp_path, members):
    path = tmp_path / "portal.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    assert "is damaged or is not a backup" in refusal(path)


@pytest.mark.parametrize(
    "content", [b"", b"Not an archive.\n", gzip.compress(b"Not a tar.", mtime=0)]
)
def test_another_file_is_refused(tmp_path, content):
    path = tmp_path / "portal.tar.gz"
    path.write_bytes(content)
    assert "is damaged or is not a backup" in refusal(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert refusal(tmp_path / "none.tar.gz").endswith("cannot be read: No such file or directory.")
    assert refusal(tmp_path).endswith("cannot be read: Is a directory.")
