"""The charts of the record, against what a person counts in the 2011 report."""

import re
from dataclasses import replace

import pytest

from program.models import Country
from reporting.charts.map import legend
from reporting.enums import FOLLOWED_UP, CoverageStatus, EntryKind, Outcome
from reporting.models import ReportingYear
from reporting.queries.statistics import NO_OUTCOME, outcomes_of_plans
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of, words_of

pytestmark = pytest.mark.django_db


def rows_under(page, heading):
    """The cells of the chart under a heading, row by row, the drawn bar left out, and the words of a
    number that a phone shows beside it."""
    for words in page.find("//span.chart-words"):
        words.drop_tree()
    rows = page.find(f"//section[@aria-labelledby='{heading}']//tbody/tr")
    return [[words_of(cell) for cell in row if cell.get("class") != "chart-bar"] for row in rows]


def test_a_year_counts_its_activities_by_coverage(client):
    page = page_of(client, "/years/2011/")
    (row,) = rows_under(page, "coverage")
    register = page_of(client, "/activities/")
    cells = [len(register.find(f"//td/a.sign-{status}")) for status in CoverageStatus.values]
    cells[-1] += len(register.find("//tr.folded//a.tag"))
    assert row == ["2011", *map(str, cells)]
    assert sum(cells) == 109


def test_each_number_of_a_chart_has_its_word_beside_it_on_a_phone(client):
    page = page_of(client, "/years/2011/")
    (row,) = page.find("//section[@aria-labelledby='planned-and-done']//tbody/tr")
    assert [words_of(words) for words in row.xpath(".//td/span[@class='chart-words']")] == [
        "carried out",
        "under way",
        "postponed",
        "dropped",
        "followed up",
        "no follow-up reported",
    ]


def test_a_plan_that_is_only_continued_counts_as_followed_up(admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    plan = {"kind": EntryKind.PLANNED}
    postponed = replace(full_content(2013, **plan), outcome=Outcome.POSTPONED)
    said = new_entry(chapter, postponed, by=admin_user)
    silent = new_entry(chapter, full_content(2013, **plan), by=admin_user)
    continued = new_entry(chapter, full_content(2013, **plan), by=admin_user)
    for one in (said, continued):
        new_entry(chapter, full_content(2013, continues=(one.reference,)), by=admin_user)
    assert silent.kind == EntryKind.PLANNED
    year = chapter.reporting_year_id
    assert outcomes_of_plans([year]) == {
        year: {Outcome.POSTPONED: 1, NO_OUTCOME: 1, FOLLOWED_UP: 1}
    }


def test_a_plan_whose_execution_is_not_public_is_not_followed_up(admin_user):
    year = new_year(2013)
    public = new_chapter(year, "iom", by=admin_user)
    plan = new_entry(public, full_content(2013, kind=EntryKind.PLANNED), by=admin_user)
    draft = new_chapter(year, "ilo", status="draft", by=admin_user)
    new_entry(draft, full_content(2013, continues=(plan.reference,)), by=admin_user)
    assert outcomes_of_plans([year.pk]) == {year.pk: {NO_OUTCOME: 1}}


def test_years_stand_beside_one_another_once_there_are_two(client, admin_user):
    assert not page_of(client, "/years/").find("//svg.strip")
    new_entry(new_chapter(new_year(2013), "iom", by=admin_user), full_content(2013), by=admin_user)
    page = page_of(client, "/years/")
    assert page.all_words("//text.chart-year") == ["2011", "2013"]
    assert [row[0] for row in rows_under(page, "planned-and-done")] == ["2013", "2011"]


@pytest.mark.parametrize("query", ["?year=1999", "?part=all", "?part=planned&page=99", "?until=x"])
def test_a_country_page_that_cannot_be_is_not_found(client, query):
    assert client.get(f"/countries/MEX/{query}").status_code == 404


def test_a_part_of_a_country_alone_has_its_page(client):
    whole = page_of(client, "/countries/MEX/")
    for slug in ("executed", "planned", "took-part", "mentioned"):
        part = page_of(client, f"/countries/MEX/?part={slug}")
        assert part.entries() == whole.entries(f"//section[@id='{slug}']")


def test_a_year_narrows_the_whole_country_page(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    entry = new_entry(chapter, full_content(2013, countries=("MEX",)), by=admin_user)
    page = page_of(client, "/countries/MEX/?year=2013")
    assert page.entries() == [entry.reference]
    assert page.words("//p.sentence").startswith("In 2013, 1 implementer reported 1 entry")
    both = page_of(client, "/countries/MEX/")
    assert both.words("//p.sentence").startswith("From 2011 to 2013, 8 implementers reported 37")
    assert both.entries()[0] == entry.reference


def test_a_country_names_the_sources_of_chapters_as_such_and_no_amounts(client):
    page = page_of(client, "/countries/USA/")
    words = page.words("//section[@aria-labelledby='sources']")
    assert "It does not say what was spent in the United States or paid by it." in words
    assert "RIAL: regular fund; Government of Canada; Member states of the OAS" in words
    assert "$" not in words
    assert "Who paid" not in page.words()


def test_a_source_of_several_years_is_named_once(client, admin_user):
    for year in (2013, 2014):
        chapter = new_chapter(new_year(year), "rial", by=admin_user)
        new_entry(chapter, full_content(year, countries=("GUY",)), by=admin_user)
        for position, contributor in enumerate(("Government of Canada", "Spain"), 1):
            chapter.financing.create(
                position=position, kind="other", contributor=contributor, text="<p>A grant.</p>"
            )
    silent = new_chapter(ReportingYear.objects.get(year=2014), "unhcr", by=admin_user)
    new_entry(silent, full_content(2014, countries=("GUY",)), by=admin_user)
    words = page_of(client, "/countries/GUY/").words("//section[@aria-labelledby='sources']")
    assert words.endswith(
        "RIAL: Government of Canada; Government of Spain 1 implementer states no source."
    )


def test_the_map_of_a_year_counts_that_year_alone(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013, countries=("GUY",)), by=admin_user)
    assert "Guyana: 1 entry" in page_of(client, "/countries/").words("//svg")
    assert "Guyana: 0 entries" in page_of(client, "/countries/?year=2011").words("//svg")
    assert "Mexico: 36 entries" in page_of(client, "/countries/?year=all").words("//svg")


def test_a_country_page_says_in_what_the_bars_differ_from_the_tabs(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013, countries=("MEX",)), by=admin_user)
    page = page_of(client, "/countries/MEX/")
    assert "what it only took part in is set apart" in page.words("//section")
    assert page.all_words("//ul.tabs/li")[1].startswith("Planned (this and next year)")


def test_each_state_on_the_map_is_drawn_in_the_shade_of_its_number_of_entries(client):
    page = page_of(client, "/countries/")
    steps = legend(members_counted(page))
    drawn = 0
    for link in page.find("//*[local-name()='svg']//*[local-name()='a']"):
        [title] = link.xpath("./*[local-name()='title']")
        count = int(re.search(r": (\d+) entr", title.text_content()).group(1))
        shades = set(re.findall(r"shade-(\d+)", " ".join(link.xpath(".//@class"))))
        shade = max(step.shade for step in steps if step.least <= count)
        assert shades == {str(shade)}, title.text_content()
        drawn += shade > 1
    assert drawn > 5


def members_counted(page):
    """The states as the map's own titles count them."""
    states = []
    for title in page.find("//*[local-name()='svg']//*[local-name()='title']"):
        state = Country()
        state.entries_count = int(re.search(r": (\d+) entr", title.text_content()).group(1))
        states.append(state)
    return states
