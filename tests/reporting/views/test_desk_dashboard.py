"""The year as the secretariat sees it: at a glance, as a matrix, and its log."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from implementers.exceptions import NotPermitted
from implementers.models import Implementer
from reporting.actions.entries import delete_entry
from reporting.actions.reminders import NobodyToRemind, remind
from reporting.actions.reviews import extend
from reporting.actions.submissions import declare_nothing_to_report
from reporting.actions.years import close_year
from reporting.enums import CoverageStatus, LogAct, SubmissionStatus
from reporting.models import LogEntry, Submission
from reporting.notifications.sending import send_due
from reporting.queries.coverage import (
    count_implementers_by_year,
    coverage_by_implementer,
    coverage_matrix,
)
from reporting.queries.years import public_chapters_in, public_years
from tests.cast import chapter_of
from tests.factories import submission_at_status, write_entry
from tests.reporting.views import page_of, words_of

PAGES = ("/desk/years/2012/", "/desk/years/2012/matrix/", "/desk/years/2012/log/")


@pytest.fixture
def iom_2012(year_2012) -> Submission:
    return year_2012.submissions.get(implementer__slug="iom")


@pytest.mark.parametrize("address", PAGES)
def test_the_year_is_the_secretariats(client, year_2012, iom_focal_point, address):
    client.force_login(iom_focal_point)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_an_unknown_year_is_not_found(client, year_2012, secretariat, address):
    client.force_login(secretariat)
    assert client.get(address.replace("2012", "2090")).status_code == 404


def test_every_chapter_has_its_line(client, year_2012, secretariat):
    client.force_login(secretariat)
    rows = client.get("/desk/years/2012/").context["rows"]
    assert [row.chapter for row in rows] == list(
        year_2012.submissions.working().order_by("position")
    )


def test_the_glance_is_narrowed_by_status(client, year_2012, iom_2012, secretariat):
    declare_nothing_to_report(_emptied(iom_2012), reason="No funds came.", by=secretariat)
    client.force_login(secretariat)
    rows = client.get("/desk/years/2012/?status=submitted").context["rows"]
    assert [row.chapter.implementer.slug for row in rows] == ["iom"]


def test_a_filter_that_makes_no_sense_shows_everything_and_says_so(client, year_2012, secretariat):
    client.force_login(secretariat)
    page = client.get("/desk/years/2012/?status=lost&only=%00")
    assert page.status_code == 200
    assert len(page.context["rows"]) == len(page.context["all"])
    assert page.context["form"].errors.keys() == {"status", "only"}


def test_a_reminder_goes_out_with_the_next_mail_and_once_a_day(iom_2012, secretariat, iom_writer):
    asked = remind([iom_2012], by=secretariat)
    assert asked == [iom_2012]
    with pytest.raises(NobodyToRemind):
        remind([iom_2012], by=secretariat)
    today = timezone.localdate()
    send_due(today)
    before = len(mail.outbox)
    send_due(today)
    assert len(mail.outbox) == before
    assert iom_writer.email in {receiver for sent in mail.outbox for receiver in sent.to}


def test_a_chapter_that_is_handed_in_is_not_reminded(iom_2012, secretariat, iom_writer):
    declare_nothing_to_report(_emptied(iom_2012), reason="No funds came.", by=secretariat)
    with pytest.raises(NobodyToRemind):
        remind([Submission.objects.get(pk=iom_2012.pk)], by=secretariat)


def test_a_chapter_that_can_no_longer_be_written_is_not_reminded(iom_2012, secretariat, iom_writer):
    """No mail would come of it."""
    close_year(iom_2012.reporting_year, by=secretariat)
    with pytest.raises(NobodyToRemind, match="can no longer be written"):
        remind([Submission.objects.get(pk=iom_2012.pk)], by=secretariat)
    assert not LogEntry.objects.filter(act=LogAct.REMIND).exists()


def test_an_extended_chapter_of_a_closed_year_is_reminded(iom_2012, secretariat, iom_writer):
    close_year(iom_2012.reporting_year, by=secretariat)
    chapter = Submission.objects.get(pk=iom_2012.pk)
    chapter = extend(chapter, until=timezone.localdate(), by=secretariat)
    assert remind([chapter], by=secretariat) == [chapter]
    send_due(timezone.localdate())
    assert iom_writer.email in {receiver for sent in mail.outbox for receiver in sent.to}


def test_only_the_secretariat_reminds(iom_2012, iom_focal_point):
    with pytest.raises(NotPermitted):
        remind([iom_2012], by=iom_focal_point)


def test_the_button_reminds_and_says_whom(client, iom_2012, secretariat, iom_writer):
    client.force_login(secretariat)
    page = client.post("/desk/years/2012/remind/", {"chapter": "iom"}, follow=True)
    assert [str(one) for one in page.context["messages"]] == [
        "IOM will be reminded with the next mail."
    ]
    assert LogEntry.objects.filter(act=LogAct.REMIND, submission=iom_2012).count() == 1


def test_the_matrix_of_2011_knows_who_reports_what(year_2011):
    matrix = coverage_matrix(year_2011)
    cells = {
        (row.head.code, implementer.slug): state
        for row in matrix.rows
        for implementer, state in row.cells
    }
    executed = {
        (activity.code, entry.submission.implementer.slug)
        for submission in year_2011.submissions.all()
        for entry in submission.entries.filter(kind="executed")
        for activity in entry.activities.all()
    }
    assert {pair for pair, state in cells.items() if state == CoverageStatus.REPORTED} == executed
    assert CoverageStatus.LISTED in cells.values()
    assert CoverageStatus.NOT_ASSIGNED in cells.values()


def test_over_the_years_counts_what_is_public(year_2011, django_assert_num_queries):
    with django_assert_num_queries(5):
        rows = count_implementers_by_year([year_2011])
    assert sum(counts[0] for _activity, counts in rows) > 0
    assert count_implementers_by_year([]) == []


def test_over_the_years_counts_the_chapters_whose_coverage_is_reported(crooked_year):
    years = public_years()
    assert {one.year for one in years} == {2011, 2012, 2013}
    implementers = list(Implementer.objects.all())
    for year in years:
        chapters = public_chapters_in([year.year])
        for activity, [count] in count_implementers_by_year([year]):
            rows = coverage_by_implementer(activity, implementers, [year.year], chapters)
            statuses = [status for row in rows for _year, status in row.cells]
            assert count == statuses.count(CoverageStatus.REPORTED), (year, activity.code)


def test_the_matrix_takes_five_queries(year_2011, django_assert_num_queries):
    with django_assert_num_queries(5):
        coverage_matrix(year_2011)


def test_the_log_tells_who_did_what_and_on_whose_behalf(client, iom_2012, secretariat):
    declare_nothing_to_report(_emptied(iom_2012), reason="No funds came.", by=secretariat)
    client.force_login(secretariat)
    page = client.get("/desk/years/2012/log/?act=declare_nothing&implementer=iom")
    (line,) = page.context["page"].object_list
    assert (line.by, line.on_behalf, line.submission) == (secretariat, True, iom_2012)


def test_the_log_is_a_file_without_formulas(client, iom_2012, secretariat):
    LogEntry.objects.create(
        act=LogAct.EXTEND,
        by=secretariat,
        reporting_year=iom_2012.reporting_year,
        submission=iom_2012,
        note="=1+1",
    )
    client.force_login(secretariat)
    answer = client.get("/desk/years/2012/log/?format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=1+1" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["since=1999-01-01", "until=tomorrow", "implementer=nobody", "page=x", "who=%00"]
)
def test_an_absurd_question_to_the_log_is_answered(client, year_2012, secretariat, query):
    client.force_login(secretariat)
    assert client.get(f"/desk/years/2012/log/?{query}").status_code == 200


def test_the_calendar_has_the_days_of_the_year(client, year_2012, secretariat):
    client.force_login(secretariat)
    days = client.get("/desk/years/2012/").context["days"]
    assert {year_2012.opens_on, year_2012.due_on} <= {one.day for one in days}
    assert all(isinstance(one.day, datetime.date) for one in days)


def _emptied(chapter: Submission) -> Submission:
    """The chapter as its implementer would have it with nothing announced the year before."""
    for entry in chapter.entries.all():
        entry.deleted_at, entry.deleted_by = timezone.now(), entry.saved_by
        entry.save(update_fields=["deleted_at", "deleted_by"])
    return chapter


def table_of(page, path):
    """The states of a table by the code of the activity and the heading of the column."""
    [table] = page.find(path)
    headings = [words_of(cell) for cell in table.findall("thead/tr/th")]
    return {
        row.find("th/a").text: {
            heading: words_of(cell)
            for heading, cell in zip(headings[1:], row.findall("td"), strict=True)
        }
        for row in table.findall("tbody/tr")
    }


def test_the_matrix_tells_what_each_chapter_says_of_an_activity(
    client, iom_draft, secretariat, open_year_2013
):
    write_entry(iom_draft, kind="planned", activities=("1",), by=secretariat)
    write_entry(iom_draft, activities=("3",), by=secretariat)
    gone = write_entry(iom_draft, activities=("2", "67"), by=secretariat).entry
    delete_entry(gone, by=secretariat)
    iachr = chapter_of(open_year_2013, "iachr")
    declare_nothing_to_report(iachr, reason="No funds came.", by=secretariat)
    client.force_login(secretariat)
    cells = table_of(page_of(client, "/desk/years/2013/matrix/"), "//table.matrix")
    # All three are IACHR's: IOM is assigned none of them.
    assert [cells[code]["IOM"] for code in "123"] == ["planned", "not assigned", "reported"]
    assert [cells[code]["IACHR"] for code in "123"] == ["declared nothing to report"] * 3
    assert cells["67"]["IOM"] == "listed"


def test_over_the_years_counts_no_draft_and_nothing_deleted(
    client, iom_draft, unhcr_draft, secretariat
):
    write_entry(iom_draft, activities=("1", "2"), by=secretariat)
    write_entry(unhcr_draft, activities=("1",), by=secretariat)
    gone = write_entry(unhcr_draft, activities=("3",), by=secretariat).entry
    delete_entry(gone, by=secretariat)
    submission_at_status(unhcr_draft, SubmissionStatus.ACCEPTED, by=secretariat)
    client.force_login(secretariat)
    page = page_of(client, "/desk/years/2013/matrix/")
    counts = table_of(page, "//section[@aria-labelledby='years']//table")
    assert [counts[code]["2013"] for code in "123"] == ["1", "– none", "– none"]
