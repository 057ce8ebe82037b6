"""/activities/ … : the register, and an activity with its wordings and all that cites it."""

import pytest

from implementers.models import Assignment, Implementer
from program.models import Activity
from program.rich_text import to_plain
from reporting.enums import CoverageStatus, EntryKind, Outcome, SubmissionStatus
from reporting.exporting.year_json import year_as_dict
from reporting.models import Entry, ReportingYear, Submission, SubmissionActivity
from reporting.queries.coverage import coverage_by_year, coverage_matrix
from reporting.queries.implementers import chapters_by_year
from reporting.queries.years import public_chapters_in
from tests.factories import outcome_columns
from tests.reporting.views import (
    Page,
    full_content,
    list_activities,
    new_chapter,
    new_entry,
    new_year,
    page_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cited(report_2011):
    """References of the entries that cite each activity, in official order."""
    found = {}
    for chapter in year_as_dict(report_2011)["chapters"]:
        for kind in EntryKind.values:
            for item in chapter[kind]:
                for code in item["activity_codes"]:
                    found.setdefault(code, []).append(item["id"])
    return found


def test_the_register_has_a_link_for_each_of_its_109_activities(client):
    page = page_of(client, "/activities/")
    codes = page.all_words("//tbody/tr/th/a.tag")
    assert codes == list(Activity.objects.order_by("position").values_list("code", flat=True))
    assert len(codes) == 109
    assert "The texts of 49 activities are on record" in page.words()


def test_numbers_of_which_nothing_is_known_are_folded_into_one_row(client):
    page = page_of(client, "/activities/")
    folded = [tr.xpath("th/a/text()") for tr in page.find("//tr.folded")]
    assert folded[0] == [str(number) for number in range(8, 16)]
    alone = page.find("//tr[not(@class)]/th[span[@class='quiet']]")
    assert sum(map(len, folded)) + len(alone) == 60
    assert page.words("//tr.folded[1]/td") == "8–15, 2011: not assigned"


def test_a_table_of_few_years_is_no_box_that_scrolls_and_one_of_many_is(client, admin_user):
    assert len(page_of(client, "/activities/").find("//div.marks-few")) == 2
    for year in range(2012, 2015):
        new_chapter(new_year(year), "iom", by=admin_user)
    page = page_of(client, "/activities/")
    assert not page.find("//div.marks-few")
    assert page.find("//div.marks-frame[@tabindex='0' and @aria-label]")


def test_a_row_names_its_implementers_and_marks_the_year(client):
    row = page_of(client, "/activities/").find("//tr[th/a[@href='/activities/67/']]")[0]
    assert "/implementers/iom/" in {link.get("href") for link in row.iter("a")}
    assert row.findall("td")[-1].text_content().strip() == "67, 2011: reported"
    assert row.xpath("td/a/@href") == ["/activities/67/?year=2011#undertakings"]


def test_coverage_is_the_first_state_that_fits(admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    announcement = full_content(2013, kind=EntryKind.NEXT_YEAR, activities=("67",))
    new_entry(chapter, announcement, by=admin_user)
    list_activities(chapter, ("68",))
    empty = new_chapter(new_year(2014), "iom", by=admin_user)
    Submission.objects.filter(pk=empty.pk).update(
        nothing_to_report=True, nothing_to_report_reason="No project."
    )
    iom = Implementer.objects.get(slug="iom")
    activities = [Activity.objects.get(code=code) for code in ("67", "68", "69", "42")]
    years = (2011, 2013, 2014, 2015)
    rows = coverage_by_year(activities, years, chapters_by_year({iom.pk}), implementers=[iom.pk])
    found = {row.head.code: tuple(status for _year, status in row.cells) for row in rows}
    assert set(iom.activities.values_list("code", flat=True)) >= {"67", "68", "69"}
    status = CoverageStatus
    declared, nothing = status.DECLARED_NOTHING, status.NOTHING_REPORTED
    assert found == {
        "67": (status.REPORTED, status.PLANNED, declared, nothing),
        "68": (status.REPORTED, status.LISTED, declared, nothing),
        "69": (status.LISTED, nothing, declared, nothing),
        "42": (status.NOT_ASSIGNED,) * 4,
    }


def test_a_draft_is_no_coverage(admin_user):
    chapter = new_chapter(new_year(2013), "iom", status=SubmissionStatus.DRAFT, by=admin_user)
    new_entry(chapter, full_content(2013, activities=("67",)), by=admin_user)
    list_activities(chapter, ("67",))
    [row] = coverage_by_year([Activity.objects.get(code="67")], [2013], public_chapters_in([2013]))
    assert row.cells == ((2013, CoverageStatus.NOTHING_REPORTED),)


def test_desk_pages_and_document_agree_on_coverage(year_2011, report_2011):
    register = list(Activity.objects.order_by("position"))
    rows = coverage_by_year(register, [2011], public_chapters_in([2011]))
    public = {row.head.code: row.cells[0][1] for row in rows}
    printed = {activity.code: activity.coverage for activity in report_2011.register}
    assert printed == public
    order = list(CoverageStatus)
    for row in coverage_matrix(year_2011).rows:
        first = min((status for _implementer, status in row.cells), key=order.index)
        assert first == public[row.head.code], row.head.code


def test_an_activity_of_two_implementers_has_the_first_state_that_fits(admin_user):
    declared = new_chapter(new_year(2013), "iom", by=admin_user)
    Submission.objects.filter(pk=declared.pk).update(
        nothing_to_report=True, nothing_to_report_reason="No project."
    )
    new_chapter(declared.reporting_year, "ilo", by=admin_user)
    activity = Activity.objects.get(code="67")
    Assignment.objects.get_or_create(
        activity=activity, implementer=Implementer.objects.get(slug="ilo")
    )
    [row] = coverage_by_year([activity], [2013], public_chapters_in([2013]))
    assert row.cells == ((2013, CoverageStatus.DECLARED_NOTHING),)


def test_a_table_of_many_years_has_the_newest_eight_and_leads_to_the_others(client, admin_user):
    for year in range(2012, 2022):
        new_chapter(new_year(year), "iom", by=admin_user)
    page = page_of(client, "/activities/")
    assert page.all_words("//thead[1]/tr/th")[1:9] == [str(year) for year in range(2014, 2022)]
    assert "?until=2013" in page.links()
    before = page_of(client, "/activities/?until=2013")
    assert before.find("//thead")[0].text_content().count("20") == 3
    assert "?until=2021" in before.links()
    assert client.get("/activities/?until=1999").status_code == 404
    assert client.get("/activities/?until=%00").status_code == 404


def test_an_activity_printed_with_two_wordings_shows_both(client):
    activity = Activity.objects.get(code="42")
    wording = SubmissionActivity.objects.exclude(wording="").get(activity=activity).wording
    page = page_of(client, "/activities/42/")
    assert page.all_words("//div.prose")[:2] == [
        " ".join(to_plain(activity.text).split()),
        " ".join(to_plain(wording).split()),
    ]
    assert "As the chapter of CSM prints it in 2011" in page.words()


def test_a_number_without_words_on_record_says_so(client):
    page = page_of(client, "/activities/5/")
    assert page.words("//h1") == "5"
    assert page.words("//p.empty") == (
        "The resolution AG/RES. 2141 (XXXV-O/05) counts this number, but no report on record "
        "prints its words."
    )
    assert "No one has reported on this activity in a year on record." in page.words()


@pytest.mark.parametrize("code", ["67", "70", "74", "76", "81"])
def test_an_activity_shows_every_entry_that_cites_it(client, cited, code):
    found = []
    address = f"/activities/{code}/"
    for number in range(1, 6):
        response = client.get(address, {"page": number})
        found += Page(response).entries() if response.status_code == 200 else []
    assert set(cited[code]) <= set(found)
    assert len(found) == len(set(found))


def test_a_code_in_other_letters_leads_to_the_page(client):
    response = client.get("/activities/rial-1/")
    assert (response.status_code, response["Location"]) == (301, "/activities/RIAL-1/")


def test_an_activity_without_a_number_has_its_page(client):
    page = page_of(client, "/activities/RIAL-1/")
    assert page.words("//h1") == "RIAL-1"
    assert "Recommendations of the first annual session" in page.words("//main/p.kicker")


def test_an_activity_that_only_a_chapter_lists_names_the_chapter(client, cited):
    page = page_of(client, "/activities/42/")
    assert "42" not in cited
    assert {"/years/2011/can/", "/years/2011/csm/"} <= set(page.links("//p.empty"))


def test_an_activity_names_who_it_is_assigned_to(client):
    assigned = Activity.objects.get(code="67").implementers.values_list("slug", flat=True)
    page = page_of(client, "/activities/67/")
    assert page.links("//aside//section[1]") == [f"/implementers/{slug}/" for slug in assigned]


@pytest.mark.parametrize(("code", "other"), [("MiDE-1", "30"), ("30", "MiDE-1")])
def test_a_restatement_is_linked_both_ways(client, code, other):
    page = page_of(client, f"/activities/{code}/")
    assert f"/activities/{other}/" in page.links("//aside")
    assert "Probably the same as" in page.words("//aside")


def test_an_undertaking_is_a_chain_from_announcement_to_execution_with_its_outcome(
    client, admin_user
):
    before = ()
    for year, kinds in ((2012, ("next_year",)), (2013, ("planned", "executed", "next_year"))):
        chapter = new_chapter(new_year(year), "iom", by=admin_user)
        for kind in kinds:
            # The plan itself cites nothing: it belongs to the story of what it stands between.
            codes = () if kind == "planned" else ("5",)
            content = full_content(year, kind=kind, activities=codes, continues=before)
            before = (new_entry(chapter, content, by=admin_user).reference,)
    Entry.objects.filter(reference="2013-iom-1").update(
        **outcome_columns(Outcome.CARRIED_OUT, by=admin_user)
    )
    page = page_of(client, "/activities/5/")
    assert page.all_words("//ol.undertaking/li//span.badge-kind") == [
        "Column “Planned for 2013”",
        "Column “Planned for 2013”",
        "Column “Executed in 2013”",
        "Column “Planned for 2014”",
    ]
    assert page.all_words("//span.outcome") == ["Carried out"]
    assert len(page.find("//ol.undertaking")) == 1


def test_undertakings_are_narrowed_to_an_implementer_and_a_year(client, admin_user):
    for slug in ("iom", "unhcr"):
        for year in (2013, 2014):
            chapter = new_chapter(
                ReportingYear.objects.filter(year=year).first() or new_year(year),
                slug,
                by=admin_user,
            )
            new_entry(chapter, full_content(year, activities=("5",)), by=admin_user)
    page = page_of(client, "/activities/5/?year=2013&implementer=iom")
    assert page.entries() == ["2013-iom-1"]
    assert page_of(client, "/activities/5/").entries() == [
        "2014-iom-1",
        "2013-iom-1",
        "2014-unhcr-1",
        "2013-unhcr-1",
    ]
    nothing = page_of(client, "/activities/5/?year=2011")
    assert "Remove the choice of year or implementer" in nothing.words()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["2013-iom-1", "2013-mide-1", "2014-mide-1"]),
        ("implementer=sedi", ["2013-mide-1", "2014-mide-1"]),
        ("implementer=sedi&year=2014", ["2014-mide-1"]),
        ("implementer=mide&year=2013", ["2013-mide-1"]),
        ("implementer=unhcr", []),
    ],
)
def test_the_page_holds_the_entries_of_its_file_and_of_the_api(client, admin_user, query, expected):
    """MiDE is part of SEDI."""
    for year, slugs in ((2013, ("iom", "mide")), (2014, ("mide",))):
        reporting_year = new_year(year)
        for slug in slugs:
            chapter = new_chapter(reporting_year, slug, by=admin_user)
            new_entry(chapter, full_content(year, activities=("5",)), by=admin_user)
    asked = f"activity=5&{query}".rstrip("&")
    rows = client.get(f"/api/v1/entries/?{asked}").json()["results"]
    assert sorted(page_of(client, f"/activities/5/?{query}").entries()) == expected
    assert sorted(row["id"] for row in client.get(f"/entries.json?{asked}").json()) == expected
    assert sorted(row["id"] for row in rows) == expected


def test_the_sign_of_a_year_leads_to_the_undertakings_of_the_implementer(client):
    page = page_of(client, "/activities/67/")
    assert "?year=2011&implementer=iom#undertakings" in page.links()


def test_what_a_page_is_narrowed_to_can_be_removed(client):
    page = page_of(client, "/activities/67/?year=2011&implementer=iom&until=2011")
    assert page.all_words("//ul.chosen/li") == ["2011 (remove) ×", "iom (remove) ×"]
    assert page.find("//ul.chosen/li/a/@href") == [
        "/activities/67/?implementer=iom&until=2011#undertakings",
        "/activities/67/?year=2011&until=2011#undertakings",
    ]


def test_an_activity_says_since_when_nobody_has_reported_on_it(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013, activities=("5",)), by=admin_user)
    assert "No one has reported" not in page_of(client, "/activities/5/").words()
    new_chapter(new_year(2014), "iom", by=admin_user)
    page = page_of(client, "/activities/5/")
    assert "No one has reported this as executed since 2013." in page.all_words("//p.empty")


@pytest.mark.parametrize("query", ["page=99", "page=x", "until=1900"])
def test_a_page_beyond_the_end_is_not_there(client, query):
    assert client.get(f"/activities/67/?{query}").status_code == 404


@pytest.mark.parametrize("query", ["year=1900", "implementer=nobody", "year=%00", "year=x"])
def test_what_cannot_be_is_said_and_narrows_nothing(client, query):
    page = page_of(client, f"/activities/67/?{query}")
    assert page.find("//p.field-error")
    assert page.entries()


def test_a_chain_says_of_each_plan_what_became_of_it_and_how_that_is_known(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    plan = {"kind": EntryKind.PLANNED, "activities": ("100",)}
    continued, unsaid = (
        new_entry(chapter, full_content(2013, **plan), by=admin_user) for _ in "ab"
    )
    done = full_content(2013, activities=("100",), continues=(continued.reference,))
    new_entry(chapter, done, by=admin_user)
    page = page_of(client, "/activities/100/")
    by_link = "Followed up (an executed entry continues the plan, no outcome is stated)"
    nothing = "No outcome is stated."
    assert by_link in page.words(f"//li[@id='e-{continued.reference}']")
    assert nothing in page.words(f"//li[@id='e-{unsaid.reference}']")
    entry = page_of(client, f"/entries/{continued.reference}/")
    assert by_link in entry.words("//table.plain")
    assert by_link in entry.words("//ol.chain")
    assert nothing in page_of(client, f"/entries/{unsaid.reference}/").words("//table.plain")


def test_what_became_of_a_plan_is_known_also_by_an_entry_that_the_page_does_not_show(
    client, admin_user
):
    first = new_chapter(new_year(2013), "iom", by=admin_user)
    second = new_chapter(new_year(2014), "iom", by=admin_user)

    def entry_of(chapter, year, kind, activities=(), continues=()):
        content = full_content(year, kind=kind, activities=activities, continues=continues)
        return new_entry(chapter, content, by=admin_user).reference

    announcement = entry_of(first, 2013, EntryKind.NEXT_YEAR, activities=("100",))
    plan = entry_of(second, 2014, EntryKind.PLANNED, continues=(announcement,))
    done = entry_of(second, 2014, EntryKind.EXECUTED, continues=(plan,))
    page = page_of(client, "/activities/100/")
    assert "an executed entry continues the plan" in page.words(f"//li[@id='e-{plan}']")
    assert not page.find(f"//li[@id='e-{done}']")


def test_an_undertaking_does_not_go_through_what_is_hidden_or_deleted(client, two_announcements):
    page = page_of(client, "/activities/5/")
    assert set(two_announcements) <= set(page.entries())
    for undertaking in page.find("//ol.undertaking"):
        told = {item.get("id", "").removeprefix("e-") for item in undertaking.iter("li")}
        assert not set(two_announcements) <= told


def test_all_chapters_that_list_an_activity_are_linked_however_many(client, admin_user):
    activity = Activity.objects.filter(number__isnull=False, entries=None, listings=None).earliest(
        "number"
    )
    for year in range(1980, 2005):
        list_activities(new_chapter(new_year(year), "iom", by=admin_user), activity.code)
    page = page_of(client, f"/activities/{activity.code}/")
    links = [a.text_content().split() for a in page.find("//p[@class='empty']/a")]
    assert links == [["IOM", str(year)] for year in reversed(range(1980, 2005))]
