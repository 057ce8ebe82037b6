"""`render_report --edition` and `verify_editions`."""

import pytest
from django.db import connection

from reporting.models import Edition, Entry
from reporting.triggers import without_triggers
from tests.reporting.editions import SECOND, issued


@pytest.fixture
def edition(year_2011, secretariat) -> Edition:
    return issued(year_2011, by=secretariat)


def tamper(statement: str, value: object) -> None:
    """Change what is issued, as only somebody who owns the database can."""
    with without_triggers(connection), connection.cursor() as cursor:
        cursor.execute(statement, [value])


def test_an_edition_renders_again_as_it_was_issued(run, edition, year_2011, tmp_path):
    Entry.objects.filter(reference="2011-iom-28").update(text="Written afterwards.")
    path = tmp_path / "report.html"
    outcome = run(
        "render_report", "2011", "--format=html", "--edition=DEMO/2011", f"--output={path}"
    )
    assert (outcome.code, outcome.err) == (0, "")
    assert "DEMO/2011" in path.read_text()
    assert "Written afterwards." not in path.read_text()


def test_an_unknown_symbol_is_refused(refused, edition, tmp_path):
    path = tmp_path / "report.html"
    words = ["render_report", "2011", "--edition=DEMO/1999", f"--output={path}"]
    assert refused(*words) == "Unknown edition “DEMO/1999”. Known: DEMO/2011."


def test_a_year_without_editions_is_refused(refused, year_2011, tmp_path):
    words = ["render_report", "2011", "--edition=DEMO/2011", f"--output={tmp_path / 'x'}"]
    assert refused(*words) == "No edition of 2011 is issued yet."


def test_what_is_as_issued_is_said(run, edition, year_2011, secretariat):
    issued(year_2011, SECOND, by=secretariat)
    outcome = run("verify_editions")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "DEMO/2011: as issued\nDEMO/2011 rev. 1: as issued\n"


def test_a_tampered_file_is_found(run, edition):
    tamper("UPDATE reporting_editionfile SET data = %s WHERE format = 'pdf'", b"%PDF tampered")
    outcome = run("verify_editions")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == ("DEMO/2011: the PDF file is not what was issued: its hash differs.\n")


def test_tampered_content_is_found(run, edition):
    tamper("UPDATE reporting_edition SET content = %s", '{"version": 1, "report": {}}')
    outcome = run("verify_editions")
    assert outcome.code == 1
    assert "the frozen content is not what was issued" in outcome.err


def test_files_that_are_gone_are_missed(run, edition):
    tamper("DELETE FROM reporting_editionfile WHERE size > %s", 0)
    outcome = run("verify_editions")
    assert (outcome.code, outcome.err) == (1, "DEMO/2011: its files are gone.\n")
