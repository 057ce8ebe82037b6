"""The columns of the official table and the years they are about."""

import re

import pytest

from reporting.enums import EntryKind, column_year, report_year
from reporting.models import Entry
from tests.reporting.views import full_content, new_chapter, new_entry, new_year
from tests.test_architecture import files_with


def test_only_the_third_column_is_about_the_next_year():
    assert {kind.value: column_year(kind, 2011) for kind in EntryKind} == {
        "planned": 2011,
        "executed": 2011,
        "next_year": 2012,
    }


@pytest.mark.parametrize("kind", EntryKind.values)
def test_the_report_of_a_column_is_found_from_its_year(kind):
    assert report_year(kind, column_year(kind, 2011)) == 2011


@pytest.mark.django_db
def test_what_is_planned_for_a_year_comes_from_two_reports(admin_user):
    chapter = new_chapter(new_year(2012), "iom", by=admin_user)
    plan = new_entry(chapter, full_content(2012, kind="planned"), by=admin_user)
    new_entry(chapter, full_content(2012, kind="next_year"), by=admin_user)
    planned = Entry.objects.in_column(EntryKind.PLANNED, 2012)
    assert [entry.pk for entry in planned] == [plan.pk]
    announced = Entry.objects.in_column(EntryKind.NEXT_YEAR, 2012)
    assert {entry.submission.reporting_year.year for entry in announced} == {2011}


def test_nobody_else_counts_the_years_of_columns():
    added = re.compile(r"year\s*[+-]\s*\(|year \+ 1\b|next_year.*\+ 1|year\s*-\s*1\b")
    assert files_with(added) == {
        "reporting/importing/proposals/chapters.py",  # a file of the year before
        "reporting/recognition/date_forms.py",  # a span over New Year
        "reporting/recognition/typed_dates.py",  # a span over New Year
        "reporting/views/desk/years.py",  # the year to open next
    }
