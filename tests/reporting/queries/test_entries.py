"""An entry with its relations, as every page, file and check reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reporting.actions.editions import begin_correction
from reporting.actions.entries import delete_entry
from reporting.actions.reviews import extend, reopen
from reporting.checks.reading import read_year
from reporting.document.assemble import assemble
from reporting.exporting.lists import entries_table
from reporting.models import Entry, Submission
from reporting.queries.entries import content_of, details_of, public_entries
from reporting.queries.years import get_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def announcement_deleted(crooked_year, secretariat):
    """2013, in which plans continue announcements of IOM; its 2012 chapter is reopened, the last one deleted."""
    begin_correction(get_year(2012), reason="A wrong place.", by=secretariat)
    chapter = Submission.objects.working().get(reporting_year__year=2012, implementer__slug="iom")
    reopen(chapter, reason="A wrong place.", by=secretariat)
    extend(chapter, until=timezone.localdate() + timedelta(days=9), by=secretariat)
    delete_entry(chapter.entries.filter(kind="next_year").latest("position"), by=secretariat)
    return crooked_year


def working_links(year):
    entries = Entry.objects.working().filter(submission__reporting_year=year).with_relations()
    return {entry.reference: content_of(entry).continues for entry in entries}


def public_links(year):
    entries = public_entries().filter(submission__reporting_year=year).with_public_relations()
    return {entry.reference: content_of(entry).continues for entry in entries}


def printed_links(year, *, drafts):
    report = assemble(year, language="en", drafts=drafts)
    return {
        item.reference: {link.reference for link in item.continues}
        for chapter in report.chapters
        for item in chapter.items
    }


class TestCrookedYear:
    def test_details_say_what_continues_the_entry(self, crooked_year):
        entries = Entry.objects.working().filter(submission__reporting_year=crooked_year)
        details = {entry.reference: details_of(entry) for entry in entries.with_relations()}
        back = {
            (reference, earlier)
            for reference, entry in details.items()
            for earlier in entry.content.continues
            if earlier in details
        }
        assert back
        assert back == {
            (later, reference)
            for reference, entry in details.items()
            for later in entry.continued_by
        }

    def test_the_draft_and_the_checks_read_the_links_of_the_desk(self, announcement_deleted):
        at_work = working_links(announcement_deleted)
        checked = read_year(announcement_deleted).entries
        assert {reference: entry.continues for reference, entry in checked.items()} == at_work
        assert printed_links(announcement_deleted, drafts=True) == {
            reference: set(continues) for reference, continues in at_work.items()
        }

    def test_the_report_the_files_and_the_api_read_the_public_links(
        self, client, announcement_deleted
    ):
        public = public_links(announcement_deleted)
        assert printed_links(announcement_deleted, drafts=False) == {
            reference: set(continues) for reference, continues in public.items()
        }
        rows = client.get("/api/v1/entries/?year=2013&page_size=200").json()["results"]
        assert {row["id"]: tuple(row["continues"]) for row in rows} == public
        table = entries_table(public_entries(), site="")
        place = table.columns.index("continues")
        assert {row[0]: row[place] for row in table.rows if row[0] in public} == {
            reference: "; ".join(continues) for reference, continues in public.items()
        }

    def test_a_deleted_announcement_is_continued_in_public_but_not_at_work(
        self, announcement_deleted
    ):
        [deleted] = Entry.with_deleted.working().filter(
            deleted_at__isnull=False, submission__reporting_year__year=2012,
            submission__implementer__slug="iom",
        )  # fmt: skip
        assert (deleted.reference,) in public_links(announcement_deleted).values()
        assert (deleted.reference,) not in working_links(announcement_deleted).values()
        assert all(
            len(set(links)) == len(links) for links in public_links(announcement_deleted).values()
        )


@pytest.mark.parametrize("rows", [20, 60])  # the first entries have no events
def test_relations_take_nine_queries_however_many_entries(
    django_assert_num_queries, rows, year_2011
):
    with django_assert_num_queries(9):
        for entry in Entry.objects.with_relations()[:rows]:
            details_of(entry)


def test_details_name_what_the_content_cites(year_2011):
    for entry in Entry.objects.with_relations():
        details = details_of(entry)
        assert details.content == content_of(entry)
        assert tuple(activity.code for activity in details.activities) == details.content.activities
        named = tuple((country.iso3, role) for country, role in details.countries)
        assert named == details.content.countries
