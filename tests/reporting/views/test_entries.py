"""/entries/<reference>/ : an entry's permanent address."""

from collections import Counter
from dataclasses import replace

import pytest

from program.rich_text import to_plain
from reporting.enums import FOLLOWED_UP, EntryKind, SubmissionStatus
from reporting.models import Entry, Submission
from reporting.queries.lineage import lineage_of
from reporting.queries.titles import first_words, name_of, title_note
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of, words_of

pytestmark = pytest.mark.django_db


def test_an_entry_shows_its_text_its_kind_and_its_implementer(client):
    entry = Entry.objects.get(reference="2011-iachr-5")
    page = page_of(client, "/entries/2011-iachr-5/")
    assert page.words("//main/p.kicker") == (
        "Column “Executed in 2011” · Inter-American Commission on Human Rights (IACHR) · Activity #1 · "
        "2011-iachr-5"
    )
    assert entry.label == "Activity #1"
    assert page.words("//div.prose")[:60] == " ".join(to_plain(entry.text).split())[:60]


@pytest.mark.parametrize("reference", ["2011-iom-37", "2011-iachr-5"])
def test_an_entry_is_headed_by_its_title_with_its_reference_above(client, reference):
    page = page_of(client, f"/entries/{reference}/")
    entry = Entry.objects.get(reference=reference)
    assert page.words("//h1") == entry.title == name_of(entry)
    assert page.words("//title").startswith(entry.title)
    assert page.all_words("//ol.breadcrumb-line/li")[-1] == entry.title
    assert title_note(entry) in page.words("//main")
    assert page.words("//main/p.kicker").startswith("Column")
    assert reference in page.words("//main/p.kicker")


@pytest.mark.parametrize("reference", ["2011-iom-37", "2011-iachr-5"])
def test_an_entry_without_a_title_is_headed_by_its_first_words(client, reference):
    Entry.objects.filter(reference=reference).update(title="", title_source="")
    page = page_of(client, f"/entries/{reference}/")
    title = page.words("//h1")
    text = " ".join(page.words("//div.prose").split())
    assert text.startswith(title.rstrip("…"))
    assert 4 < len(title.split()) <= 12
    assert page.words("//title").startswith(title)
    assert page.all_words("//ol.breadcrumb-line/li")[-1] == title
    assert page.words("//main/p.kicker").endswith(reference)


def test_the_dots_of_a_cut_text_follow_no_full_stop():
    assert first_words("One two. " + "word " * 9 + "end. More of it.", 12).endswith("end…")
    assert first_words("No more than this.", 12) == "No more than this."


def test_the_facts_name_activities_countries_with_roles_and_dated_events(client):
    entry = Entry.objects.with_relations().get(reference="2011-iom-37")
    page = page_of(client, "/entries/2011-iom-37/")
    assert page.links("//tr[1]") == [f"/activities/{c.activity.code}/" for c in entry.cited.all()]
    assert page.links("//tr[2]") == [
        f"/countries/{row.country.iso3}/" for row in entry.country_roles.all()
    ]
    assert len(page.find("//tr[3]/td/div")) == entry.events.count()


def test_an_entry_without_facts_says_so_in_each_row(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013, activities=(), countries=()), by=admin_user)
    page = page_of(client, "/entries/2013-iom-1/")
    assert page.all_words("//tr/td/span.quiet") == [
        "No activity of the Program cited.",
        "No country named.",
        "No date given.",
    ]


def test_the_chain_leads_from_a_plan_to_what_carried_it_out_and_back(client):
    plan = page_of(client, "/entries/2011-iachr-1/")
    assert plan.all_words("//ol.chain/li/strong") == [
        "Column “Planned for 2011”",
        "Column “Executed in 2011”",
    ]
    assert plan.links("//ol.chain") == ["/entries/2011-iachr-5/"]
    assert page_of(client, "/entries/2011-iachr-5/").links("//ol.chain") == [
        "/entries/2011-iachr-1/"
    ]


def test_the_chain_goes_over_the_years(client, admin_user):
    chapter = new_chapter(new_year(2012), "iachr", by=admin_user)
    announcement = Entry.objects.filter(
        submission__implementer__slug="iachr", kind=EntryKind.NEXT_YEAR
    )
    first = announcement.order_by("position")[0].reference
    plan = full_content(2012, kind=EntryKind.PLANNED, continues=(first,))
    new_entry(chapter, plan, by=admin_user)
    new_entry(chapter, full_content(2012, continues=("2012-iachr-1",)), by=admin_user)
    page = page_of(client, f"/entries/{first}/")
    assert page.all_words("//ol.chain/li/strong") == [
        "Column “Planned for 2012”",
        "Column “Planned for 2012”",
        "Column “Executed in 2012”",
    ]
    assert page.links("//ol.chain") == ["/entries/2012-iachr-1/", "/entries/2012-iachr-2/"]


def test_a_story_knows_of_its_plans_what_the_lists_say(client, admin_user):
    chapter = new_chapter(new_year(2012), "iachr", by=admin_user)
    plan = full_content(2012, kind=EntryKind.PLANNED)
    new_entry(chapter, plan, by=admin_user)
    new_entry(chapter, plan, by=admin_user)
    both = full_content(2012, continues=("2012-iachr-1", "2012-iachr-2"))
    new_entry(chapter, both, by=admin_user)
    items = {
        one.reference: one.effective_outcome
        for entry in Entry.objects.public()
        for one in lineage_of(entry.reference).entries
    }
    shown = Entry.objects.public().with_effective_outcome()
    assert items == dict(shown.values_list("reference", "effective_outcome"))
    assert items["2012-iachr-1"] == items["2012-iachr-2"] == FOLLOWED_UP
    assert len(lineage_of("2012-iachr-1").entries) == 3


def test_documents_stand_on_the_page_in_their_order(client, admin_user):
    documents = (("Manual", "https://example.org/b"), ("Annex", "http://example.org/a"))
    content = replace(full_content(2013), documents=documents)
    new_entry(new_chapter(new_year(2013), "iom", by=admin_user), content, by=admin_user)
    page = page_of(client, "/entries/2013-iom-1/")
    assert page.links("//tr[th='Documents']") == [address for _title, address in documents]


def test_there_is_no_story_of_what_is_not_public():
    Submission.objects.filter(implementer__slug="iachr").update(
        status=SubmissionStatus.DRAFT, is_public=False
    )
    assert lineage_of("2011-iachr-5") is None
    assert lineage_of("2011-nobody-1") is None


def test_an_entry_that_nothing_is_linked_to_says_so(client):
    page = page_of(client, "/entries/2011-unhcr-1/")
    assert "The report links it to no earlier or later entry." in page.words("//aside")


def test_the_citation_names_author_report_symbol_and_address(client):
    page = page_of(client, "/entries/2011-iom-37/")
    assert page.words("//div.citation/p") == (
        "International Organization for Migration (IOM), entry 2011-iom-37, in: Organization of "
        "American States, annual report on the Inter-American Program for the Promotion and "
        "Protection of the Human Rights of Migrants, Including Migrant Workers and Their Families, "
        "2011 (CP/CAJP-3035/12 add. 4 rev. 2). http://testserver/entries/2011-iom-37/"
    )


def test_the_citation_is_there_as_bibtex_of_the_year_it_was_published(client):
    bibtex = page_of(client, "/entries/2011-iom-37/").words("//div.citation/pre")
    assert bibtex.startswith("@misc{2011-iom-37, author = {{International Organization")
    assert "year = {2012}" in bibtex
    assert "url = {http://testserver/entries/2011-iom-37/}" in bibtex


def test_the_citation_does_not_carry_what_stands_behind_the_question_mark(client):
    page = page_of(client, "/entries/2011-iom-37/?utm_source=x")
    assert "utm_source" not in page.words("//div.citation")


def test_a_citation_of_a_year_without_a_cover_leaves_the_symbol_out(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013), by=admin_user)
    page = page_of(client, "/entries/2013-iom-1/")
    assert ", 2013. http://testserver/" in page.words("//div.citation/p")
    assert "number =" not in page.words("//div.citation/pre")


def test_every_entry_leads_to_its_place_in_the_report(client):
    anchors = {
        element.get("id") for element in page_of(client, "/reports/2011/").find("//div.item")
    }
    for reference in ("2011-iachr-1", "2011-iom-37", "2011-iihr-4"):
        page = page_of(client, f"/entries/{reference}/")
        assert f"/reports/2011/#e-{reference}" in page.links()
        assert f"e-{reference}" in anchors


def test_an_entry_of_a_chapter_that_is_not_accepted_is_not_there(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", status=SubmissionStatus.SUBMITTED, by=admin_user)
    new_entry(chapter, full_content(2013), by=admin_user)
    assert client.get("/entries/2013-iom-1/").status_code == 404


def test_what_became_of_the_plans_of_2011_is_said_as_often_as_the_chart_counts_it(client):
    plans = Entry.objects.public().with_effective_outcome().filter(kind=EntryKind.PLANNED)
    outcomes = Counter(plans.values_list("effective_outcome", flat=True))
    assert outcomes == {"carried_out": 11, "under_way": 3, "followed_up": 15, "": 24}
    row = page_of(client, "/years/2011/").all_words(
        "//section[@aria-labelledby='planned-and-done']//td.number"
    )
    assert row == [
        "carried out 11",
        "under way 3",
        "postponed 0",
        "dropped 0",
        "followed up 15",
        "no follow-up reported 24",
    ]
    words = page_of(client, "/entries/2011-iom-27/").words("//table.plain")
    assert "Followed up (an executed entry continues the plan, no outcome is stated)" in words
    words = page_of(client, "/entries/2011-rial-3/").words("//table.plain")
    stated = "Carried out (stated in the printed report: “All scheduled activities are fully met.”)"
    assert stated in words


def test_a_list_shows_three_dates_of_an_entry_each_once_and_the_others_on_demand(client):
    """IACHR's entry 10 has fourteen events, several on one day at one place."""
    events = Entry.objects.get(reference="2011-iachr-10").events.all()
    once = len({(event.start, event.end, event.place, event.country_id) for event in events})
    assert (len(events), once) == (14, 7)
    facts = page_of(client, "/years/2011/iachr/").find(
        "//li[@id='e-2011-iachr-10']//ul[@class='facts']"
    )[0]
    (more,) = facts.xpath("li/details")
    assert words_of(more.find("summary/span")) == f"and {once - 3} more dates"
    assert len(more.xpath("ul/li")) == once - 3
    whole = page_of(client, "/entries/2011-iachr-10/")
    assert len(whole.find("//tr[3]/td/div")) == once


def test_a_lineage_does_not_go_through_what_is_hidden_or_deleted(client, two_announcements):
    one, other = two_announcements
    assert other not in [entry.reference for entry in lineage_of(one).entries]
    assert one not in [entry.reference for entry in lineage_of(other).entries]
    assert f"/entries/{other}/" not in page_of(client, f"/entries/{one}/").links("//ol.chain")
