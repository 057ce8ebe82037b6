"""Removing a demonstration year: everything of it goes, and nothing of any other year."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from implementers.exceptions import NotPermitted
from reporting.actions.demonstrations import contents_of, remove_demonstration
from reporting.actions.exceptions import YearRefused
from reporting.actions.remarks import write_remark
from reporting.enums import EntryKind, LogAct
from reporting.models import Edition, EntryLink, LogEntry, ReportingYear
from tests.cast import chapter_of
from tests.factories import open_reporting_year, submission_at_status, write_entry
from tests.reporting.editions import FIRST, issued

pytestmark = pytest.mark.django_db


def rows_by_model() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_app_config("reporting").get_models()
    }


@pytest.fixture
def demonstration(secretariat, year_2011) -> ReportingYear:
    return open_reporting_year(2012, is_demonstration=True, by=secretariat)


@pytest.fixture
def issued_demonstration(secretariat, demonstration) -> Edition:
    """The demonstration with an accepted chapter, a remark and an edition."""
    chapter = chapter_of(demonstration, "iom")
    written = write_entry(chapter, by=secretariat)
    write_remark(chapter, "Say where.", entry=written.entry, by=secretariat)
    submission_at_status(chapter_of(demonstration, "iom"), "accepted", by=secretariat)
    slugs = demonstration.submissions.exclude(implementer__slug="iom")
    left_out = frozenset(slugs.values_list("implementer__slug", flat=True))
    wanted = replace(FIRST, symbol="DEMO/2012", leaving_out=left_out)
    return issued(demonstration, wanted, by=secretariat)


def test_everything_of_the_year_goes_and_nothing_else(secretariat, year_2011):
    before = rows_by_model()
    demonstration = open_reporting_year(2012, is_demonstration=True, by=secretariat)
    assert EntryLink.objects.filter(later__submission__reporting_year=demonstration).exists()

    remove_demonstration(demonstration, by=secretariat)

    after = rows_by_model()
    assert after.pop("reporting.LogEntry") == before.pop("reporting.LogEntry") + 1
    assert after == before


def test_its_editions_and_its_log_go_too(secretariat, issued_demonstration, year_2011):
    demonstration = issued_demonstration.reporting_year
    held = contents_of(demonstration)

    remove_demonstration(demonstration, by=secretariat)

    assert not ReportingYear.objects.filter(year=2012).exists()
    assert not Edition.objects.filter(symbol="DEMO/2012").exists()
    line = LogEntry.objects.get(act=LogAct.REMOVE_DEMONSTRATION)
    assert line.reporting_year is None
    assert line.by == secretariat
    assert line.note == (
        f"2012: {held['chapters']} chapters, {held['entries']} entries, 1 editions and "
        f"{held['log_lines']} lines of the log were removed."
    )


def test_a_real_year_is_not_removed(secretariat, year_2012):
    with pytest.raises(YearRefused, match="2012 is not a demonstration year"):
        remove_demonstration(year_2012, by=secretariat)
    assert ReportingYear.objects.filter(year=2012).exists()


def test_only_the_secretariat_removes_it(iom_focal_point, administrator, demonstration):
    for person in (iom_focal_point, administrator):
        with pytest.raises(NotPermitted):
            remove_demonstration(demonstration, by=person)
    assert ReportingYear.objects.filter(year=2012).exists()


def test_the_database_deletes_only_rows_of_demonstrations(
    secretariat, year_2012, demonstration_2013
):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM reporting_logentry WHERE reporting_year_id = %s", [demonstration_2013.pk]
        )
    assert not demonstration_2013.log.exists()
    with pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic():
        LogEntry._base_manager.filter(reporting_year=year_2012).delete()
    with pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic():
        LogEntry._base_manager.update(note="X")


@pytest.fixture
def demonstration_2013(secretariat) -> ReportingYear:
    return open_reporting_year(2013, is_demonstration=True, by=secretariat)


def test_the_log_of_a_removal_is_never_deleted(secretariat, demonstration):
    remove_demonstration(demonstration, by=secretariat)
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry._base_manager.filter(reporting_year=None).delete()


def test_a_year_with_an_edition_does_not_become_a_demonstration(secretariat, year_2011):
    issued(year_2011, by=secretariat)
    with pytest.raises(IntegrityError, match="does not become"), transaction.atomic():
        ReportingYear.objects.filter(pk=year_2011.pk).update(is_demonstration=True)


def test_a_real_year_takes_over_nothing_from_a_demonstration(secretariat, demonstration):
    chapter = chapter_of(demonstration, "iom")
    write_entry(chapter, kind=EntryKind.NEXT_YEAR, by=secretariat)
    submission_at_status(chapter_of(demonstration, "iom"), "accepted", by=secretariat)

    real = open_reporting_year(2013, by=secretariat)

    assert not chapter_of(real, "iom").entries.exists()


def test_a_demonstration_continues_one(secretariat, demonstration):
    chapter = chapter_of(demonstration, "iom")
    written = write_entry(chapter, kind=EntryKind.NEXT_YEAR, by=secretariat)
    submission_at_status(chapter_of(demonstration, "iom"), "accepted", by=secretariat)

    practice = open_reporting_year(2013, is_demonstration=True, by=secretariat)

    links = EntryLink.objects.filter(later__submission__reporting_year=practice)
    assert [link.earlier.reference for link in links] == [written.entry.reference]


def test_a_real_year_is_opened_after_the_demonstration_is_removed(secretariat, demonstration):
    with pytest.raises(YearRefused, match="2012 is a demonstration year"):
        open_reporting_year(2012, by=secretariat)
    remove_demonstration(demonstration, by=secretariat)
    assert not open_reporting_year(2012, by=secretariat).is_demonstration


def test_a_command_counts_first_and_removes_when_told(demonstration, capsys):
    with pytest.raises(SystemExit):
        call_command("remove_demonstration", "2012")
    assert "Add --yes to remove them all." in capsys.readouterr().err
    call_command("remove_demonstration", "2012", yes=True)
    assert capsys.readouterr().out == "2012 was removed, with everything in it.\n"
    with pytest.raises(SystemExit):
        call_command("remove_demonstration", "2011", yes=True)
    assert "2011 is not a demonstration year" in capsys.readouterr().err
