"""What `backup` and `restore` refuse: one sentence, exit code 2, nothing changed."""

import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from reporting.actions.attachments import attach_file, remove_attachment
from reporting.backup.archive import FORMAT, Manifest, verified_manifest
from reporting.backup.rows import models_in_backup
from reporting.backup.schema import current_schema
from reporting.models import Entry
from tests.factories import write_entry
from tests.files import pdf, png, upload
from tests.prepared import ROOT
from tests.reporting.backup.test_archive import write
from tests.reporting.management.conftest import refused, run  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
# What `migrate` makes, and the cache. The search index is built again.
NOT_IN_BACKUP = {
    "django_migrations",
    "portal_cache",
    "django_content_type",
    "auth_permission",
}


@pytest.fixture
def manifest() -> Manifest:
    return Manifest(
        format=FORMAT,
        made_at="2012-03-01T12:00:00+00:00",
        schema=current_schema(),
        rows={},
        size=0,
        sha256=hashlib.sha256(b"").hexdigest(),
    )


def test_every_table_is_in_a_backup():
    names = connection.introspection.table_names()
    tables = {name for name in names if not name.startswith("reporting_search")}
    held = {model._meta.db_table for model in models_in_backup()} | {
        field.m2m_db_table() for model in models_in_backup() for field in model._meta.many_to_many
    }
    assert tables - held == NOT_IN_BACKUP


def test_a_filled_database_is_refused(refused, manifest, tmp_path):  # noqa: F811
    before = Entry.objects.count()
    assert refused("restore", str(write(tmp_path, manifest, b""))) == (
        "The database is not empty: it has rows of program.Resolution. Restore into a new database "
        "after “migrate”."
    )
    assert Entry.objects.count() == before > 0


@pytest.mark.parametrize(
    ("app", "migration", "words"),
    [
        ("reporting", "0001_years_chapters_entries", "is at 0001_years_chapters_entries there"),
        ("other", "0001_initial", "other is at 0001_initial there and at no migration here"),
    ],
)
def test_an_archive_of_another_schema_version_is_refused(
    refused,  # noqa: F811
    manifest,
    tmp_path,
    app,
    migration,
    words,
):
    other = replace(manifest, schema={**manifest.schema, app: migration})
    message = refused("restore", str(write(tmp_path, other, b"")))
    assert message.startswith("The archive has another schema version: ")
    assert words in message
    assert message.endswith("with the version of the portal that made it, then upgrade.")


def test_a_damaged_archive_is_refused(refused, manifest, tmp_path):  # noqa: F811
    path = write(tmp_path, manifest, b"")
    path.write_bytes(path.read_bytes()[:-4])
    assert "is damaged or is not a backup" in refused("restore", str(path))


def test_an_existing_file_is_not_overwritten(refused, tmp_path):  # noqa: F811
    path = tmp_path / "portal.tar.gz"
    path.write_text("An earlier backup.")
    assert refused("backup", str(path)) == f"{path} exists already: name a new file."
    assert path.read_text() == "An earlier backup."


def test_a_folder_that_is_not_there_is_refused(refused, tmp_path):  # noqa: F811
    path = tmp_path / "none" / "portal.tar.gz"
    assert refused("backup", str(path)) == f"{path} cannot be written: No such file or directory."


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs its own transaction")
def test_a_backup_is_readable_by_its_owner_alone(run, tmp_path):  # noqa: F811
    path = tmp_path / "portal.tar.gz"
    outcome = run("backup", str(path))
    rows = sum(verified_manifest(path).rows.values())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert outcome.out == (f"{path}: {rows} rows, {path.stat().st_size} bytes, SHA-256 {digest}\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["portal.tar.gz"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs its own transaction")
def test_attached_files_come_back_with_their_rows(
    run,  # noqa: F811
    prepared,
    iom_draft,
    iom_writer,
    tmp_path,
):
    entry = write_entry(iom_draft, by=iom_writer).entry
    kept = attach_file(entry, upload(), by=iom_writer)
    removed = attach_file(entry, upload(png(), "map.png"), by=iom_writer)
    remove_attachment(removed, by=iom_writer)
    path, folder = tmp_path / "portal.tar.gz", tmp_path / "new" / "attachments"
    run("backup", str(path))
    names = {file.name for file in verified_manifest(path).files}
    assert names == {kept.file.name, removed.file.name}
    with an_empty_database(prepared, tmp_path) as environment:
        environment |= {"ATTACHMENTS_ROOT": str(folder)}
        manage = [sys.executable, "manage.py"]
        for command in (["restore", str(path)], ["backup", str(tmp_path / "again.tar.gz")]):
            subprocess.run([*manage, *command], cwd=ROOT, env=environment, check=True)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        kept.file.name: pdf(),
        removed.file.name: png(),
    }
    again = verified_manifest(tmp_path / "again.tar.gz")
    assert again.files == verified_manifest(path).files
    assert again.rows == verified_manifest(path).rows


@pytest.mark.parametrize(
    ("row", "counts", "words"),
    [
        ({"model": "implementers.user", "pk": 1, "fields": {"email": "a@example.org"}}, 2,
         "The archive does not hold the rows that it lists."),
        ({"model": "reporting.highlightentry", "pk": 1, "fields": {"highlight": 7, "entry": 7}}, 1,
         "The archive cannot be loaded: "),
        ({"model": "reporting.unknown", "pk": 1, "fields": {}}, 1,
         "The archive cannot be loaded: "),
    ],
    ids=["counts", "relation", "model"],
)  # fmt: skip
def test_rows_that_do_not_fit_change_nothing(manifest, tmp_path, prepared, row, counts, words):
    rows = json.dumps(row).encode() + b"\n"
    listed = {model._meta.label_lower: 0 for model in models_in_backup()} | {row["model"]: counts}
    bad = replace(manifest, rows=listed, size=len(rows), sha256=hashlib.sha256(rows).hexdigest())
    path = write(tmp_path, bad, rows)
    with an_empty_database(prepared, tmp_path) as environment:
        manage = [sys.executable, "manage.py"]
        done = subprocess.run(
            [*manage, "restore", str(path)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        again = [*manage, "backup", str(tmp_path / "again.tar.gz")]
        subprocess.run(again, cwd=ROOT, env=environment, check=True, capture_output=True)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(words)
    assert done.stderr.endswith("Nothing was changed.\n")
    assert done.stderr.count("\n") == 1
    assert sum(verified_manifest(tmp_path / "again.tar.gz").rows.values()) == 0


@contextmanager
def an_empty_database(prepared, folder) -> Iterator[dict[str, str]]:
    """The environment of a process with a migrated database of its own."""
    address = beside(prepared.migrated, "empty", folder)
    prepared.copy(prepared.migrated, address)
    try:
        yield {**os.environ, "DATABASE_URL": address}
    finally:
        prepared.drop(address)


def beside(address: str, name: str, folder) -> str:
    """The address of another database of the same engine."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / name}.sqlite3"
    return urlunsplit(urlsplit(address)._replace(path=f"/test_backup_{name}_{os.getpid()}"))
