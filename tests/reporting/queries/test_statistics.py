"""The totals of a year, and the coverage that its chart and its report have."""

from collections import Counter

import pytest

from program.models import Activity
from reporting.document.assemble import assemble
from reporting.models import ReportingYear
from reporting.queries.statistics import statistics_of_years, year_totals
from reporting.queries.years import get_year
from tests.reporting.views import (
    page_of,
)
from tests.reporting.views.test_charts import rows_under

pytestmark = pytest.mark.django_db


def totals_of(year):
    statistics = statistics_of_years([year.pk])
    return year_totals([year], statistics)[year.pk]


def printed_coverage(year):
    """How many activities have each coverage in the report, with and without a number."""
    register = assemble(get_year(year), language="en").register
    unnumbered = Activity.objects.filter(number=None).values_list("code", flat=True)
    return (
        Counter(row.coverage for row in register if row.code not in unnumbered),
        Counter(row.coverage for row in register if row.code in unnumbered),
    )


class TestCrookedYear:
    @pytest.mark.parametrize("year", [2011, 2012, 2013])
    def test_the_chart_of_a_year_agrees_with_its_report(self, client, crooked_year, year):
        numbered, unnumbered = printed_coverage(year)
        page = page_of(client, f"/years/{year}/")
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

    def test_the_front_page_has_the_totals_of_the_year_page(self, client, crooked_year):
        front, year = page_of(client, "/"), page_of(client, "/years/2013/")
        assert "The year 2013" in front.words()
        assert front.words("//dl.totals") == year.words("//dl.totals")


def test_totals_take_five_queries_with_their_statistics(year_2011, django_assert_num_queries):
    year = ReportingYear.objects.get(pk=year_2011.pk)
    with django_assert_num_queries(5):
        totals_of(year)
