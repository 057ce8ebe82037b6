"""A backup moves everything between SQLite and PostgreSQL, there and back.

The database is the one of commit 27a46af: the year 2011 with editions and corrections, 2012 in all
statuses, versions, logs, drafts, deleted entries, people with tokens, sessions and second factors.
"""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from reporting.backup.archive import verified_manifest
from tests.prepared import ROOT
from tests.reporting.backup.test_commands import beside
from tests.upgrade.database import restored, run
from tests.upgrade.test_upgrade import SECRET_KEY

# Asked of the other database: what is found, which tables refuse to be emptied, whether a new row
# gets a free key.
QUESTIONS = """
import json
from django.db import IntegrityError, connection, transaction
from reporting.models import Entry, LogEntry, ReportingYear
from reporting.search.query import parse_query
from reporting.search.results import search

refuse = []
for table in ("reporting_edition", "reporting_editionfile", "reporting_logentry"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    except IntegrityError:
        refuse.append(table)
year = ReportingYear.objects.get(year=2012)
with transaction.atomic():
    LogEntry.objects.create(act="remind", reporting_year=year, note="New.")
    transaction.set_rollback(True)
print(json.dumps({
    "found": len(search(parse_query("migrants")).documents),
    "public": Entry.objects.public().count(),
    "refuse": refuse,
}))
"""

# While a backup reads, another process writes; the backup has neither the row nor a lock.
WRITE_MEANWHILE = """
import os, subprocess, sys
from implementers.models import QueuedMail
from reporting.backup.snapshot import snapshot

with snapshot():
    before = QueuedMail.objects.count()
    code = "from implementers.models import QueuedMail; QueuedMail.objects.create(recipient='a')"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
        env={**os.environ, "DATABASE_LOCK_SECONDS": "1"}, check=True, capture_output=True)
    inside = QueuedMail.objects.count()
print(before, inside, QueuedMail.objects.count())
QueuedMail.objects.all().delete()
"""


@dataclass(frozen=True)
class Moves:
    """The archives of a database, of its copy on the other engine, and of the copy's copy."""

    environment: dict[str, str]
    first: Path
    other: Path
    back: Path
    answers: dict[str, Any]
    other_answers: dict[str, Any]
    verified: list[str]
    written_meanwhile: list[str]  # on the one engine and on the other


@pytest.fixture(scope="module")
def moves(tmp_path_factory, prepared) -> Iterator[Moves]:
    folder = tmp_path_factory.mktemp("backup")
    first, other, back = (folder / f"{name}.tar.gz" for name in ("first", "other", "back"))
    with restored(folder) as address:
        environment = {**os.environ, "DATABASE_URL": address, "SECRET_KEY": SECRET_KEY}
        run(environment, "manage.py", "migrate", "--verbosity", "0")
        meanwhile = ask(environment, WRITE_MEANWHILE)
        run(environment, "manage.py", "backup", str(first))
        answers = json.loads(ask(environment, QUESTIONS).splitlines()[-1])
        lines = on_the_other_engine(environment, folder, first, other)
        again = beside(address, "back", folder)
        prepared.copy(prepared.migrated, again)
        try:
            returned = {**environment, "DATABASE_URL": again}
            run(returned, "manage.py", "restore", str(other))
            run(returned, "manage.py", "backup", str(back))
        finally:
            prepared.drop(again)
        yield Moves(
            environment=environment,
            first=first,
            other=other,
            back=back,
            answers=answers,
            other_answers=json.loads(lines[-1]),
            verified=lines[:-2],
            written_meanwhile=[meanwhile.strip(), lines[-2]],
        )


def ask(environment: dict[str, str], questions: str) -> str:
    return run(environment, "manage.py", "shell", "--no-imports", "--command", questions)


def on_the_other_engine(
    environment: dict[str, str], folder: Path, archive: Path, again: Path
) -> list[str]:
    """Restore the archive there and back it up again.

    Returns the lines of `verify_editions`, of WRITE_MEANWHILE and of QUESTIONS.
    """
    manage = f"'{sys.executable}' manage.py"
    script = folder / "move.sh"
    script.write_text(
        f"""set -e
        {manage} migrate --verbosity 0
        {manage} restore '{archive}' >&2
        {manage} verify_editions
        {manage} shell --no-imports --command "$WRITE_MEANWHILE"
        {manage} backup '{again}' >&2
        {manage} shell --no-imports --command "$QUESTIONS"
        """
    )
    command = ["bash", str(script)]
    if connection.vendor == "sqlite":
        command.insert(0, "bin/with-postgres")
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={
            **environment,
            "DATABASE_URL": f"sqlite:///{folder / 'other.sqlite3'}",
            "QUESTIONS": QUESTIONS,
            "WRITE_MEANWHILE": WRITE_MEANWHILE,
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout.splitlines()


def rows_in(archive: Path) -> dict[tuple[str, object], object]:
    with tarfile.open(archive) as tar:
        rows = map(json.loads, tar.extractfile("rows.jsonl"))
        return {(row["model"], row["pk"]): row["fields"] for row in rows}


def test_nothing_is_different_on_the_other_engine_and_back(moves):
    rows = rows_in(moves.first)
    assert len(rows) > 4_000
    assert rows_in(moves.other) == rows
    assert rows_in(moves.back) == rows


def test_the_manifest_counts_every_row(moves):
    counts = verified_manifest(moves.first).rows
    assert sum(counts.values()) == len(rows_in(moves.first))
    assert counts["reporting.edition"] == 2
    held = (
        "reporting.entryversion",
        "reporting.editionfile",
        "reporting.logentry",
        "reporting.writingdraft",
        "implementers.apitoken",
        "mfa.authenticator",
        "sessions.session",
        "program.historicalcountry",
    )
    assert {name: counts[name] for name in held if not counts[name]} == {}


def test_pages_find_the_same_and_the_database_protects_the_record(moves):
    assert moves.answers["found"] > 0
    assert moves.answers["refuse"] == [
        "reporting_edition",
        "reporting_editionfile",
        "reporting_logentry",
    ]
    assert moves.other_answers == moves.answers


def test_editions_are_as_issued(moves):
    assert moves.verified == ["CP/CAJP-3035/12: as issued", "CP/CAJP-3035/12 corr. 1: as issued"]


def test_a_backup_neither_sees_nor_stops_what_is_written_meanwhile(moves):
    assert moves.written_meanwhile == ["0 0 1", "0 0 1"]
