"""/years/ … : the years, their chapters, and a chapter as data."""

from dataclasses import replace
from datetime import date

import pytest

from program.models import OasMembership
from reporting.entry_content import EventContent
from reporting.enums import EntryKind, Precision, SubmissionStatus
from reporting.models import Event, ReportingYear, Submission
from reporting.queries.statistics import statistics_of_years, year_totals
from tests.reporting.views import (
    full_content,
    list_activities,
    new_chapter,
    new_entry,
    new_year,
    page_of,
)

pytestmark = pytest.mark.django_db

# planned, executed, next year, read in the printed tables
COUNTS = {
    "iachr": (4, 6, 7),
    "mide": (3, 8, 5),
    "rial": (4, 3, 4),
    "education": (3, 4, 1),
    "dps": (3, 3, 1),
    "summits": (3, 5, 3),
    "can": (2, 3, 3),
    "csm": (1, 1, 3),
    "iom": (27, 26, 12),
    "unhcr": (0, 50, 0),
    "ilo": (3, 5, 4),
    "iihr": (0, 3, 1),
}


def test_the_list_has_the_years_of_which_something_is_public(client, admin_user):
    new_chapter(new_year(2012), "iom", status=SubmissionStatus.RETURNED, by=admin_user)
    new_chapter(new_year(2013), "iom", by=admin_user)
    page = page_of(client, "/years/")
    assert page.links("//h2") == ["/years/2013/"]
    assert page.links("//table[@aria-labelledby='by-year']//th") == ["/years/2013/", "/years/2011/"]


def test_six_years_stand_together_and_lead_to_those_before(client, admin_user):
    for year in range(2012, 2019):
        new_chapter(new_year(year), "iom", by=admin_user)
    page = page_of(client, "/years/")
    shown = page.all_words("//table[@aria-labelledby='by-year']//th[@scope='row']")
    assert shown == ["2018", "2017", "2016", "2015", "2014", "2013"]
    assert page.links("//nav.pages") == ["?until=2012"]
    assert page_of(client, "/years/?until=2012").links("//h2") == ["/years/2012/"]


def test_the_newest_year_alone_has_no_table_beside_it(client):
    page = page_of(client, "/years/")
    assert page.links("//h2") == ["/years/2011/"]
    assert not page.find("//table[@aria-labelledby='by-year']")


def test_a_demonstration_year_is_marked(client, admin_user):
    new_chapter(new_year(2013, demonstration=True), "iom", by=admin_user)
    marked = page_of(client, "/years/").words("//section[@aria-labelledby='demonstrations']//li")
    assert marked == "2013 Demonstration"
    assert page_of(client, "/years/2013/").words("//h1") == "2013 Demonstration"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/years/2013/iom/", "//p.kicker"),
        ("/years/2013/calendar/", "//h1"),
        ("/entries/2013-iom-1/", "//p.kicker"),
    ],
)
def test_what_is_of_a_demonstration_year_is_marked_wherever_it_stands(
    client, admin_user, address, path
):
    chapter = new_chapter(new_year(2013, demonstration=True), "iom", by=admin_user)
    new_entry(chapter, full_content(2013, countries=("MEX",)), by=admin_user)
    page = page_of(client, address)
    assert "Demonstration" in page.words(path)
    ReportingYear.objects.filter(year=2013).update(is_demonstration=False)
    assert not page_of(client, address).find("//span.mark-demonstration")


def test_without_anything_public_the_list_says_so(client):
    Submission.objects.update(status=SubmissionStatus.DRAFT, is_public=False)
    assert page_of(client, "/years/").words("//p.empty") == "Nothing has been published yet."
    assert client.get("/years/2011/").status_code == 404


def test_a_year_lists_its_chapters_in_official_order_with_their_counts(client):
    page = page_of(client, "/years/2011/")
    rows = page.find("//h2[.='Chapters']/following-sibling::table[1]/tbody/tr")
    shown = {
        row.find("th/a").get("href").split("/")[3]: tuple(
            int(cell.text_content()) for cell in row.findall("td")
        )
        for row in rows
    }
    assert list(shown.items()) == list(COUNTS.items())


def totals_of(*years):
    statistics = statistics_of_years(year.pk for year in years)
    return year_totals(years, statistics)


def test_the_totals_of_several_years_are_those_of_each(admin_user, year_2011):
    other = new_year(2013)
    chapter = new_chapter(other, "iom", by=admin_user)
    list_activities(chapter, ("1", "2", "RIAL-1"))
    new_entry(chapter, full_content(2013, countries=("MEX", "ESP", "GUY")), by=admin_user)
    both = totals_of(year_2011, other)
    assert both == totals_of(year_2011) | totals_of(other)
    assert (both[other.pk].executed_naming, both[other.pk].member_states) == (1, 2)


def test_an_entry_that_names_activities_is_counted_once(admin_user):
    year = new_year(2013)
    chapter = new_chapter(year, "iom", by=admin_user)
    list_activities(chapter, ("1", "4", "RIAL-1"))
    new_entry(chapter, full_content(2013, activities=("1", "2")), by=admin_user)
    plan = full_content(2013, kind=EntryKind.PLANNED, activities=("2", "3", "RIAL-2"))
    new_entry(chapter, plan, by=admin_user)
    new_entry(chapter, full_content(2013, activities=()), by=admin_user)
    totals = totals_of(year)[year.pk]
    assert (totals.executed, totals.executed_naming) == (2, 1)
    assert (totals.entries, totals.naming) == (3, 2)


@pytest.mark.parametrize(("year", "states"), [(2022, 2), (2023, 1), (2024, 1)])
def test_a_state_that_has_left_is_no_longer_counted_as_a_member(admin_user, year, states):
    made = new_year(year)
    chapter = new_chapter(made, "iom", by=admin_user)
    new_entry(chapter, full_content(year, countries=("NIC", "MEX")), by=admin_user)
    assert totals_of(made)[made.pk].member_states == states


@pytest.mark.parametrize(
    ("left_on", "states"), [("2013-12-30", 1), ("2013-12-31", 2), ("2014-01-01", 2)]
)
def test_a_member_on_the_last_day_of_the_year_is_counted(admin_user, left_on, states):
    OasMembership.objects.filter(country__iso3="NIC").update(end=left_on)
    made = new_year(2013)
    chapter = new_chapter(made, "iom", by=admin_user)
    new_entry(chapter, full_content(2013, countries=("NIC", "MEX")), by=admin_user)
    assert totals_of(made)[made.pk].member_states == states


@pytest.mark.parametrize("slug", COUNTS)
def test_a_chapter_shows_exactly_its_entries_by_column(client, slug):
    page = page_of(client, f"/years/2011/{slug}/")
    shown = [len(page.entries(f"//section[@id='{kind}']")) for kind in EntryKind.values]
    assert tuple(shown) == COUNTS[slug]
    assert page.entries() == [f"2011-{slug}-{n}" for n in range(1, sum(COUNTS[slug]) + 1)]


def test_a_chapter_shows_its_opening_words_preamble_and_financing(client):
    page = page_of(client, "/years/2011/rial/")
    assert page.words("//div.lead") == "All scheduled activities are fully met."
    assert "March 16, 2006" in page.words("//aside")
    assert "Government of Canada (new RIAL support for $ 200k)" in page.words("//aside")
    assert page.all_words("//aside//a.tag") == ["RIAL-1", "RIAL-2", "RIAL-3"]


def test_an_empty_column_says_so(client):
    page = page_of(client, "/years/2011/unhcr/")
    assert page.words("//section[@id='planned']").endswith(
        "Nothing was reported under this heading."
    )


def declared(admin_user):
    """A chapter of 2013 that says why it has nothing to report."""
    chapter = new_chapter(new_year(2013), "csm", by=admin_user)
    Submission.objects.filter(pk=chapter.pk).update(
        nothing_to_report=True, nothing_to_report_reason="The unit had no staff.\n\nNor funds."
    )
    return chapter


def test_a_chapter_that_declares_nothing_to_report_says_so_once_with_its_reason(client, admin_user):
    implementer = declared(admin_user).implementer
    page = page_of(client, "/years/2013/csm/")
    said = f"{implementer} declared that it has nothing to report for 2013."
    assert page.words("//p.sentence") == said
    assert page.words("//div.prose") == "The unit had no staff. Nor funds."
    assert "Nothing was reported under this heading." not in page.words()
    assert not page.find("//ul.tabs")
    assert "nothing to report" in page_of(client, "/years/2013/").words("//tbody/tr")
    report = page_of(client, "/reports/2013/")
    assert report.words("//div.nothing-declared") == f"{said} The unit had no staff. Nor funds."
    assert "Nothing was reported under this heading." not in report.words()


def test_a_chapter_leads_to_its_place_in_the_report(client):
    page = page_of(client, "/years/2011/iom/")
    assert "/reports/2011/#chapter-iom" in page.links()
    assert page_of(client, "/reports/2011/").find("//section[@id='chapter-iom']")


def test_the_headings_name_the_year_and_the_next(client):
    page = page_of(client, "/years/2011/iom/")
    assert page.all_words("//section/h2")[:3] == [
        "Planned for 2011",
        "Executed in 2011",
        "Planned for 2012",
    ]


def part_of_calendar(page, heading):
    """The entries of a part of the calendar, each with how many dates it has there."""
    rows = page.find(f"//section[h2='{heading}']/ol/li")
    return [(row.xpath("string(a[last()]/span)").strip(), len(row.xpath("time"))) for row in rows]


def test_the_calendar_has_a_line_for_each_named_event_and_month(client):
    page = page_of(client, "/years/2011/calendar/")
    assert part_of_calendar(page, "March 2011").count(("2011-iachr-10", 1)) == 8
    assert part_of_calendar(page, "October 2011").count(("2011-iachr-10", 1)) == 6


def test_equal_events_without_names_are_one_line_of_the_calendar(client):
    events = Event.objects.filter(entry__reference="2011-iachr-10")
    events.update(title="", title_source="")
    page = page_of(client, "/years/2011/calendar/")
    assert ("2011-iachr-10", 3) in part_of_calendar(page, "March 2011")
    assert ("2011-iachr-10", 4) in part_of_calendar(page, "October 2011")


def test_the_calendar_sets_apart_what_has_no_month_and_what_was_before_the_year(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    periods = [
        ("2013", Precision.YEAR, (2013, 1, 1), (2013, 12, 31)),
        ("2013-01", Precision.MONTH, (2013, 1, 1), (2013, 1, 31)),
        ("2010-01-12", Precision.DAY, (2010, 1, 12), (2010, 1, 12)),
        ("2012-12/2013-02", Precision.MONTH, (2012, 12, 1), (2013, 2, 28)),
        ("2014", Precision.YEAR, (2014, 1, 1), (2014, 12, 31)),
    ]
    for text, precision, start, end in periods:
        event = EventContent(date(*start), date(*end), precision=precision)
        content = replace(full_content(2013, text=text, countries=()), events=(event,))
        new_entry(chapter, content, by=admin_user)
    page = page_of(client, "/years/2013/calendar/")
    assert page.all_words("//h2") == [
        "January 2013",
        "In 2013, no month given",
        "In 2014, no month given",
        "Earlier dates that the chapters name",
    ]
    parts = [part_of_calendar(page, heading) for heading in page.all_words("//h2")]
    assert parts == [
        [("2013-iom-4", 1), ("2013-iom-2", 1)],
        [("2013-iom-1", 1)],
        [("2013-iom-5", 1)],
        [("2013-iom-3", 1)],
    ]
