"""The totals of a year: its activities by coverage, as its chart and its report have them."""

from collections import Counter

import pytest

from program.models import Activity
from reporting.document.assemble import assemble
from reporting.enums import EntryKind
from reporting.models import ReportingYear, Submission
from reporting.queries.coverage import coverage_of_register
from reporting.queries.statistics import statistics_of_years, year_totals
from reporting.queries.years import get_year
from tests.reporting.views import (
    full_content,
    list_activities,
    new_chapter,
    new_entry,
    new_year,
    page_of,
)
from tests.reporting.views.test_charts import rows_under

pytestmark = pytest.mark.django_db


def totals_of(year):
    statistics = statistics_of_years([year.pk])
    return year_totals([year], statistics, coverage_of_register([year.year]))[year.pk]


def printed_coverage(year):
    """How many activities have each coverage in the report, with and without a number."""
    register = assemble(get_year(year), language="en").register
    unnumbered = Activity.objects.filter(number=None).values_list("code", flat=True)
    return (
        Counter(row.coverage for row in register if row.code not in unnumbered),
        Counter(row.coverage for row in register if row.code in unnumbered),
    )


@pytest.mark.parametrize("year", [2011, 2012, 2013])
def test_the_totals_of_a_year_agree_with_its_chart_and_its_report(client, crooked_year, year):
    numbered, unnumbered = printed_coverage(year)
    page = page_of(client, f"/years/{year}/")
    figures = page.find("//dl.four/div")[0]
    [(_year, *chart)] = rows_under(page, "coverage")
    reported, planned, listed = (
        int(count) - unnumbered[status]
        for count, status in zip(chart, ("reported", "planned", "listed"), strict=False)
    )
    assert (reported, planned, listed) == (
        numbered["reported"],
        numbered["planned"],
        numbered["listed"],
    )
    assert figures.xpath("string(dd)").strip() == str(reported)
    assert f"{planned + listed} more planned or named by a chapter" in figures.text_content()


def test_the_front_page_has_the_totals_of_the_year_page(client, crooked_year):
    front, year = page_of(client, "/"), page_of(client, "/years/2013/")
    assert "The year 2013" in front.words()
    assert front.words("//dl.four") == year.words("//dl.four")


def test_an_activity_of_a_chapter_with_nothing_to_report_is_not_counted_as_named(admin_user):
    chapter = new_chapter(new_year(2014), "iom", by=admin_user)
    list_activities(chapter, ("1", "2"))
    Submission.objects.filter(pk=chapter.pk).update(
        nothing_to_report=True, nothing_to_report_reason="No project."
    )
    totals = totals_of(chapter.reporting_year)
    assert (totals.activities, totals.named) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(EntryKind.EXECUTED, (1, 1)), (EntryKind.PLANNED, (0, 2)), (EntryKind.NEXT_YEAR, (0, 2))],
)
def test_a_cited_activity_is_reported_or_named_by_its_column(admin_user, kind, expected):
    chapter = new_chapter(new_year(2014), "iom", by=admin_user)
    list_activities(chapter, ("1", "2"))
    new_entry(chapter, full_content(2014, kind=kind, activities=("1",)), by=admin_user)
    totals = totals_of(chapter.reporting_year)
    assert (totals.activities, totals.named) == expected


def test_totals_take_ten_queries_with_their_statistics(year_2011, django_assert_num_queries):
    year = ReportingYear.objects.get(pk=year_2011.pk)
    with django_assert_num_queries(10):
        totals_of(year)
