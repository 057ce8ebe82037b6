"""The database refuses to change what is issued and what the log tells, on either engine."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from reporting.models import Edition, EditionAttachment
from reporting.triggers import PROTECTED_TABLES, install, without_triggers
from tests.reporting.editions import issued

CHANGES = [
    ("reporting_edition", "symbol = 'X'", "An issued edition is never changed"),
    ("reporting_editionfile", "size = 1", "The files of an issued edition are never changed"),
    (
        "reporting_editionattachment",
        "size = 1",
        "The attached files of an issued edition are never changed",
    ),
    ("reporting_logentry", "note = 'X'", "The log is only ever added to"),
]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "change", "words"), CHANGES)
def test_raw_sql_changes_nothing(year_2011, secretariat, table, change, words):
    edition = issued(year_2011, by=secretariat)
    EditionAttachment.objects.create(
        edition=edition, reference="2011-iom-37", name="a.pdf", file_type="pdf", size=9,
        sha256="0" * 64, file="stored",
    )  # fmt: skip
    with pytest.raises(IntegrityError, match=words):
        run(f"UPDATE {table} SET {change}")
    with pytest.raises(IntegrityError, match=words):
        run(f"DELETE FROM {table}")


@pytest.mark.django_db
@pytest.mark.parametrize("table", PROTECTED_TABLES)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_a_table_is_not_emptied_at_one_blow(table):
    with pytest.raises(IntegrityError):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
def test_they_are_installed_anew_after_a_table_was_rebuilt(year_2011, secretariat):
    issued(year_2011, by=secretariat)
    with without_triggers(connection):
        run("UPDATE reporting_logentry SET note = 'rebuilt'")
    with pytest.raises(IntegrityError):
        run("UPDATE reporting_logentry SET note = 'X'")
    install(connection)  # a second time, as after each migration
    with pytest.raises(IntegrityError):
        run("DELETE FROM reporting_edition")


@pytest.mark.django_db
def test_a_flush_refuses_where_the_database_is_no_test_database(
    year_2011, secretariat, monkeypatch, capsys
):
    issued(year_2011, by=secretariat)
    monkeypatch.setattr("reporting.management.commands.flush.is_test_database", lambda _c: False)
    with pytest.raises(SystemExit) as ended:
        call_command("flush", interactive=False, verbosity=0)
    assert ended.value.code == 2
    assert "holds issued editions or a log" in capsys.readouterr().err
    assert Edition.objects.count() == 1
