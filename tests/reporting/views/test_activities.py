"""/activities/ … : the register, and an activity with its wordings and all that cites it."""

import pytest

from program.models import Activity
from reporting.enums import EntryKind
from reporting.exporting.year_json import year_as_dict
from reporting.models import SubmissionActivity
from tests.reporting.views import page_of

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


def test_the_register_has_a_row_for_each_of_its_109_activities(client):
    page = page_of(client, "/activities/")
    codes = page.all_words("//tbody/tr/td[1]")
    assert codes == list(Activity.objects.order_by("position").values_list("code", flat=True))
    assert len(codes) == 109


def test_the_register_says_for_how_many_activities_it_has_the_words(client):
    page = page_of(client, "/activities/")
    assert "The texts of 49 activities are on record" in page.words()
    assert page.words().count("Text not on record") == 60


def test_a_row_names_its_implementers_and_counts_the_entries_that_cite_it(client, cited):
    page = page_of(client, "/activities/")
    row = page.find("//tr[td/a[@href='/activities/67/']]")[0]
    assert {"/implementers/iom/"} <= {link.get("href") for link in row.iter("a")}
    assert row.findall("td")[-1].text_content() == str(len(cited["67"]))


def test_an_activity_printed_with_two_wordings_shows_both(client):
    activity = Activity.objects.get(code="42")
    wording = SubmissionActivity.objects.exclude(wording="").get(activity=activity).wording
    page = page_of(client, "/activities/42/")
    assert page.all_words("//div.prose")[:2] == [
        " ".join(activity.text.split()),
        " ".join(wording.split()),
    ]
    assert "As the chapter of CSM prints it in 2011" in page.words()


def test_a_number_without_words_on_record_says_so(client):
    page = page_of(client, "/activities/5/")
    assert page.words("//h1") == "5"
    assert page.words("//p.empty") == (
        "The resolution AG/RES. 2141 (XXXV-O/05) counts this number, but no report on record "
        "prints its words."
    )
    assert "Nobody has reported on this activity in a year on record." in page.words()


@pytest.mark.parametrize("code", ["67", "70", "74", "76", "81"])
def test_an_activity_shows_every_entry_that_cites_it(client, cited, code):
    assert page_of(client, f"/activities/{code}/").entries() == cited[code]


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
