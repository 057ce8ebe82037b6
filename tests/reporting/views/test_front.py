"""/ : the front page says what the data say."""

import pytest

from program.models import Country
from reporting.enums import SubmissionStatus
from reporting.exporting.year_json import year_as_dict
from reporting.models import Entry, Submission
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(client):
    return page_of(client, "/")


def figures(page):
    """The four figures in the order of the page."""
    return [int(words) for words in page.all_words("//dl.totals//dd")]


def figures_of(report):
    """What the four figures must be: implementers, executed entries, entries, member states."""
    chapters = year_as_dict(report)["chapters"]
    items = [item for c in chapters for kind in KINDS for item in c[kind]]
    members = set(Country.objects.members_in(report.year).values_list("iso3", flat=True))
    return [
        len(chapters),
        sum(len(c["executed"]) for c in chapters),
        len(items),
        len({code for item in items for code in item["countries"]} & members),
    ]


KINDS = ("planned", "executed", "next_year")


def test_the_four_figures_are_those_of_the_data(front, report_2011):
    assert figures(front) == figures_of(report_2011)


def test_the_four_figures_of_2011_are_what_a_person_counts(front):
    assert said(front) == [
        "12 implementers reported",
        "117 executed entries 27 of them name a Program activity",
        "214 entries: planned, executed, planned for next year 39 of them name a Program activity",
        "31 member states concerned",
    ]


def said(page):
    """The figures and their words, as one reads them."""
    numbers, words = page.all_words("//dl.totals//dd"), page.all_words("//dl.totals//dt")
    return [f"{number} {text}" for number, text in zip(numbers, words, strict=True)]


def test_the_figures_of_a_year_count_the_entries_that_name_an_activity(report_2011, front):
    columns = [(c, c.kind) for chapter in report_2011.chapters for c in chapter.columns]
    naming = {
        kind: sum(
            bool(item.activities) for c, of_kind in columns if of_kind == kind for item in c.items
        )
        for kind in KINDS
    }
    words = said(front)
    assert f"{naming['executed']} of them name" in words[1]
    assert f"{sum(naming.values())} of them name" in words[2]
    assert (
        "Implementers that reported: 12. Executed entries: 117, of which "
        f"{naming['executed']} name a Program activity. Entries in all: 214, of which "
        f"{sum(naming.values())} name one. Member states concerned: {words[3].split()[0]}."
    ) == report_2011.headline


def test_the_figure_and_the_chart_of_a_year_agree(client):
    page = page_of(client, "/years/2011/")
    chart = page.words("//section[@aria-labelledby='coverage']")
    assert "each of the 109 activities" in chart
    assert "9 of them have no number" in chart
    row = page.all_words("//section[@aria-labelledby='coverage']//td.number")
    reported, announced, listed = (
        int(cell.lstrip("abcdefghijklmnopqrstuvwxyz, ")) for cell in row[:3]
    )
    assert (reported, announced + listed) == (12, 28 + 9)


def test_the_figures_follow_the_newest_whole_year(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013), by=admin_user)
    page = page_of(client, "/")
    assert "The year 2013" in page.words()
    assert figures(page) == [1, 1, 1, 3]


def test_a_year_that_has_only_begun_does_not_take_the_place_of_a_whole_one(client, admin_user):
    year = new_year(2013)
    chapter = new_chapter(year, "iom", by=admin_user)
    new_entry(chapter, full_content(2013), by=admin_user)
    begun = new_chapter(year, "ilo", status=SubmissionStatus.DRAFT, by=admin_user)
    assert "The year 2011" in page_of(client, "/").words()
    assert "entries of 2011" in page_of(client, "/countries/").words("//p.sentence")
    assert "entries of 2013" in page_of(client, "/countries/?year=2013").words("//p.sentence")
    begun.delete()
    assert "The year 2013" in page_of(client, "/").words()
    assert "entries of 2013" in page_of(client, "/countries/").words("//p.sentence")


def test_of_years_that_have_only_begun_the_newest_is_shown(client, admin_user):
    Submission.objects.filter(implementer__slug="iom").update(
        status=SubmissionStatus.DRAFT, is_public=False
    )
    year = new_year(2013)
    new_chapter(year, "iom", by=admin_user)
    new_chapter(year, "ilo", status=SubmissionStatus.DRAFT, by=admin_user)
    assert "The year 2013" in page_of(client, "/").words()


def test_a_year_with_nothing_public_changes_no_figure(client, front, admin_user):
    new_chapter(new_year(2013), "iom", status=SubmissionStatus.DRAFT, by=admin_user)
    assert page_of(client, "/").words() == front.words()


def test_each_of_the_35_states_is_a_link_with_its_number_of_entries(front, report_2011):
    chapters = year_as_dict(report_2011)["chapters"]
    items = [item for c in chapters for kind in KINDS for item in c[kind]]
    shown = {
        li.find("a").get("href"): "".join(filter(str.isdigit, li.xpath("string(span)")))
        for li in front.find("//div.columns//li")
    }
    assert shown == {
        f"/countries/{iso3}/": str(sum(iso3 in item["countries"] for item in items) or "")
        for iso3 in Country.objects.members_in(2011).values_list("iso3", flat=True)
    }


def test_three_ways_in_and_the_report_with_its_files_are_links(front):
    assert {
        "/countries/",
        "/activities/",
        "/implementers/",
        "/reports/2011/",
        "/reports/2011/report.pdf",
        "/reports/2011/report.docx",
    } <= set(front.links())


def test_the_newest_report_is_named_by_symbol_and_date(front):
    assert "CP/CAJP-3035/12 add. 4 rev. 2 · 28 February 2012" in front.words()


def test_without_anything_public_the_page_says_so(client):
    Submission.objects.update(status=SubmissionStatus.DRAFT, is_public=False)
    page = page_of(client, "/")
    assert "Nothing has been published yet." in page.words()
    assert not page.find("//dl.totals")


def test_a_year_whose_entries_name_nobody_is_counted_too(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013, countries=(), activities=()), by=admin_user)
    assert figures(page_of(client, "/")) == [1, 1, 1, 0]
    assert Entry.objects.count() == 215
