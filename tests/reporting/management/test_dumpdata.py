"""All data moves between SQLite and PostgreSQL by `dumpdata` and `loaddata`, in both directions.

Each engine that the tests run on dumps for the other one, which other processes ask.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from implementers.invitations import invite
from implementers.models import Implementer, Role
from implementers.tokens import make_token
from reporting.actions.editing import keep_draft
from reporting.actions.editions import begin_correction
from reporting.actions.entries import delete_entry
from reporting.actions.remarks import write_remark
from reporting.actions.reviews import reopen
from reporting.models import Entry, Notification
from reporting.notifications.outbox import queue_due
from reporting.search.query import parse_query
from reporting.search.results import search
from tests.cast import chapter_of
from tests.factories import submission_at_status, write_entry
from tests.prepared import ROOT
from tests.reporting.editions import change, issued

pytestmark = pytest.mark.django_db

# Asked of the other database: what is found and counted, which tables refuse to be emptied. A new row
# needs a key that none of those loaded has.
QUESTIONS = """
import json
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from reporting.notifications.outbox import queue_due
from reporting.models import Entry, LogEntry, ReportingYear
from reporting.search.query import parse_query
from reporting.search.results import search

refuse = []
for table in ("reporting_edition", "reporting_logentry"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    except IntegrityError:
        refuse.append(table)
year = ReportingYear.objects.get(year=2012)
LogEntry.objects.create(act="remind", reporting_year=year, note="The first of this database.")
print(json.dumps({
    "found": len(search(parse_query("migrants")).documents),
    "entries": Entry.objects.public().filter(submission__reporting_year__year=2011).count(),
    "queued": queue_due(timezone.localdate()),
    "refuse": refuse,
}))
"""


@pytest.fixture
def everything(year_2011, year_2012, secretariat, iom_writer) -> None:
    """A report issued and reopened, drafts, deleted entries, and what people leave behind."""
    issued(year_2011, by=secretariat)
    begin_correction(year_2011, reason="A misprint.", by=secretariat)
    reopen(chapter_of(year_2011, "iom"), reason="A misprint.", by=secretariat)
    change("2011-iom-1", "Another text.", by=secretariat)

    iom = chapter_of(year_2012, "iom")
    kept = write_entry(iom, text="A course was held.", by=iom_writer).entry
    delete_entry(write_entry(iom, text="A mistake.", by=iom_writer).entry, by=iom_writer)
    fields = [("text", "A course was held in")]
    form = f"/desk/entries/{kept.reference}/"
    keep_draft(form, fields, title=form, submission=iom, session="s", reason="stale", by=iom_writer)
    write_remark(iom, "Where was it?", entry=kept, by=secretariat)
    submission_at_status(chapter_of(year_2012, "unhcr"), "accepted", by=secretariat)
    queue_due(timezone.localdate())
    invite(
        Implementer.objects.get(slug="iom"),
        email="new@example.org",
        role=Role.WRITER,
        by=secretariat,
    )
    make_token(name="A program", days=30, by=iom_writer)


def other_database(folder: Path, dump: Path) -> tuple[dict[str, object], Path]:
    """An empty database of the other engine with the dump: its answers, and its own dump."""
    again = folder / "again.json"
    manage = f"'{sys.executable}' manage.py"
    script = folder / "move.sh"
    script.write_text(
        f"""set -e
        {manage} migrate --verbosity 0
        {manage} loaddata '{dump}' --verbosity 0
        {manage} dumpdata --output '{again}' --verbosity 0
        {manage} verify_editions
        {manage} shell --no-imports --command "$QUESTIONS"
        """
    )
    command, address = ["bash", str(script)], f"sqlite:///{folder / 'other.sqlite3'}"
    if connection.vendor == "sqlite":
        command.insert(0, "bin/with-postgres")
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "QUESTIONS": QUESTIONS},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "DEMO/2011: as issued" in done.stdout
    return json.loads(done.stdout.splitlines()[-1]), again


def rows_of(dump: Path) -> dict[tuple[str, object], object]:
    return {(row["model"], row["pk"]): row["fields"] for row in json.loads(dump.read_text())}


def test_all_data_moves_to_the_other_engine_and_nothing_is_different(everything, tmp_path):
    dump = tmp_path / "portal.json"
    call_command("dumpdata", output=str(dump), verbosity=0)
    answers, again = other_database(tmp_path, dump)

    assert rows_of(again) == rows_of(dump)
    assert answers == {
        "found": len(search(parse_query("migrants")).documents),
        "entries": Entry.objects.public().filter(submission__reporting_year__year=2011).count(),
        "queued": 0,  # nobody is told again what they were told
        "refuse": ["reporting_edition", "reporting_logentry"],
    }
    assert answers["found"] > 0


def test_a_dump_holds_what_no_page_shows_and_nothing_that_is_made_anew(everything, tmp_path):
    dump = tmp_path / "portal.json"
    call_command("dumpdata", output=str(dump), verbosity=0)
    rows = rows_of(dump)

    held = {model for model, _key in rows}
    assert held & {"contenttypes.contenttype", "reporting.searchdocument"} == set()
    assert held >= {
        "reporting.editionfile",
        "reporting.entryversion",
        "reporting.writingdraft",
        "reporting.logentry",
        "reporting.remark",
        "implementers.invitation",
        "implementers.apitoken",
    }
    entries = [key for model, key in rows if model == "reporting.entry"]
    assert len(entries) == Entry.with_deleted.count() > Entry.objects.count()
    assert Notification.objects.exists()
