"""Opening 2012 from the printed 2011."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from implementers.exceptions import NotPermitted
from implementers.models import Implementer
from program.models import Program
from reporting.actions.exceptions import TransitionDenied, YearRefused
from reporting.actions.reviews import extend
from reporting.actions.years import close_year, open_year, reopen_year
from reporting.models import (
    Entry,
    EntryVersion,
    Financing,
    LogEntry,
    ReportingYear,
    Submission,
)
from reporting.policies import NotInThisState
from reporting.queries.entries import content_of
from tests.cast import chapter_of
from tests.factories import open_reporting_year, submission_at_status, write_entry

DAY = datetime.date(2012, 6, 1)


@pytest.fixture
def program(db) -> Program:
    return Program.objects.current().get()


def announcements(year: int):
    return (
        Entry.objects.filter(kind="next_year", submission__reporting_year__year=year)
        .with_relations()
        .in_official_order()
    )


def plans(year: int):
    return (
        Entry.objects.filter(kind="planned", submission__reporting_year__year=year)
        .with_relations()
        .in_official_order()
    )


def test_each_implementer_that_reports_has_a_draft_in_official_order(year_2012):
    chapters = year_2012.submissions.order_by("position").select_related("implementer")

    assert [chapter.implementer.slug for chapter in chapters] == [
        "iachr",
        "mide",
        "rial",
        "education",
        "dps",
        "summits",
        "can",
        "csm",
        "iom",
        "unhcr",
        "ilo",
        "iihr",
    ]
    assert {chapter.status for chapter in chapters} == {"draft"}
    assert {chapter.origin for chapter in chapters} == {"portal"}


def test_each_announcement_becomes_a_plan_that_continues_it(year_2012):
    expected = [
        replace(
            content_of(announcement), kind="planned", label="", continues=(announcement.reference,)
        )
        for announcement in announcements(2011)
    ]

    assert len(expected) == 44
    assert [content_of(plan) for plan in plans(2012)] == expected


def test_nothing_but_plans_is_carried_over(year_2012):
    assert set(
        Entry.objects.filter(submission__reporting_year=year_2012).values_list("kind", flat=True)
    ) == {"planned"}


def test_each_plan_has_its_first_version_by_who_opened_the_year(year_2012, secretariat):
    versions = EntryVersion.objects.filter(entry__submission__reporting_year=year_2012)

    assert set(versions.values_list("number", "saved_by")) == {(1, secretariat.pk)}
    assert versions.count() == 44


def test_headings_words_and_activities_are_those_of_the_year_before(year_2011, year_2012):
    for before in year_2011.submissions.select_related("implementer"):
        now = chapter_of(year_2012, before.implementer.slug)
        assert (now.heading, now.preamble) == (before.heading, before.preamble)
        assert list(now.listed_activities.values_list("activity", "wording", "position")) == list(
            before.listed_activities.values_list("activity", "wording", "position")
        )


def test_the_leads_are_not_those_of_the_year_before(year_2012):
    assert {
        words for chapter in year_2012.submissions.all() for words in chapter.leads.values()
    } == {""}


def test_the_title_is_that_of_the_year_before(year_2011, year_2012):
    assert year_2012.title == year_2011.title


def test_a_year_in_the_title_is_the_new_one(program, year_2011, secretariat):
    year_2011.title = "Annual report 2011"
    year_2011.save()

    assert open_reporting_year(2012, by=secretariat).title == "Annual report 2012"


def test_the_financing_of_an_announcement_comes_along(year_2011, secretariat):
    announcement = announcements(2011).first()
    Financing.objects.create(
        submission=announcement.submission,
        entry=announcement,
        position=1,
        kind="external_contribution",
        contributor="Canada",
        amount=1000,
        currency="$",
        text="Canada gave $1,000.",
    )
    open_reporting_year(2012, by=secretariat)

    plan = Entry.objects.get(continues=announcement)
    [source] = plan.financing.all()
    assert (source.submission, source.contributor, source.amount) == (
        plan.submission,
        "Canada",
        1000,
    )


def test_the_financing_of_a_chapter_stays_behind(year_2012):
    assert not Financing.objects.filter(submission__reporting_year=year_2012).exists()


def test_announcements_of_a_chapter_that_is_not_accepted_are_not_carried_over(
    year_2011, secretariat
):
    chapter = chapter_of(year_2011, "iom")
    chapter.status, chapter.is_public = "returned", False
    chapter.save()

    opened = open_reporting_year(2012, by=secretariat)

    assert not chapter_of(opened, "iom").entries.exists()


def test_opening_twice_changes_nothing(program, year_2012, secretariat):
    def state():
        return (
            list(ReportingYear.objects.values().order_by("pk")),
            list(Submission.objects.values().order_by("pk")),
            list(Entry.objects.values().order_by("pk")),
            EntryVersion.objects.count(),
        )

    before = state()
    again = open_year(program, 2012, opens_on=DAY, due_on=DAY, by=secretariat)

    assert again == year_2012
    assert state() == before


def test_opening_a_printed_year_changes_nothing(program, year_2011, secretariat):
    assert open_year(program, 2011, opens_on=DAY, due_on=DAY, by=secretariat) == year_2011
    assert get_opens_on(year_2011) is None


def get_opens_on(reporting_year):
    reporting_year.refresh_from_db()
    return reporting_year.opens_on


def test_an_implementer_without_a_chapter_before_starts_with_its_assigned_activities(
    program, secretariat
):
    new = Implementer.objects.create(
        slug="new", acronym="NEW", name_en="A new one", kind="other", position=99
    )
    new.assignments.create(activity=program.activities.get(code="67"))

    chapter = chapter_of(open_reporting_year(2012, by=secretariat), "new")

    assert [row.activity.code for row in chapter.listed_activities.all()] == ["67"]
    assert chapter.heading == ""


@pytest.mark.parametrize("who", ["iom_focal_point", "administrator", "stranger"])
def test_the_secretariat_alone_opens_a_year(who, program, request):
    with pytest.raises(NotPermitted):
        open_year(program, 2012, opens_on=DAY, due_on=DAY, by=request.getfixturevalue(who))
    assert not ReportingYear.objects.filter(year=2012).exists()


@pytest.mark.parametrize(
    ("year", "due_on", "words"),
    [
        (2012, DAY - datetime.timedelta(1), "due before it opens"),
        (1999, DAY, "2005"),
        (3000, DAY, "2100"),
    ],
)
def test_a_year_that_cannot_be_is_refused(year, due_on, words, program, secretariat):
    with pytest.raises(YearRefused, match=words):
        open_year(program, year, opens_on=DAY, due_on=due_on, by=secretariat)


def test_a_demonstration_year_is_marked(program, secretariat):
    opened = open_year(
        program, 2012, opens_on=DAY, due_on=DAY, is_demonstration=True, by=secretariat
    )

    assert opened.is_demonstration


# Closing, and opening again


def test_a_closed_year_takes_no_writing_and_opened_again_does(
    open_year_2013, iom_draft, iom_writer, secretariat
):
    close_year(open_year_2013, by=secretariat)
    with pytest.raises(NotInThisState):
        write_entry(iom_draft, by=iom_writer)
    reopen_year(open_year_2013, reason="A chapter came late.", by=secretariat)
    write_entry(iom_draft, by=iom_writer)

    told = LogEntry.objects.filter(reporting_year=open_year_2013, submission=None).order_by("pk")
    assert [(line.act, line.note) for line in told] == [
        ("open_year", ""),
        ("close_year", ""),
        ("reopen_year", "A chapter came late."),
    ]


def test_a_chapter_whose_time_is_extended_is_written_in_a_closed_year(
    open_year_2013, iom_draft, iom_writer, secretariat
):
    extend(iom_draft, until=timezone.localdate(), by=secretariat)
    close_year(open_year_2013, by=secretariat)

    write_entry(chapter_of(open_year_2013, "iom"), by=iom_writer)


def test_only_an_open_year_is_closed_and_only_a_closed_one_opened_again(
    open_year_2013, secretariat, year_2011
):
    with pytest.raises(YearRefused, match="2011 is not open"):
        close_year(year_2011, by=secretariat)
    with pytest.raises(YearRefused, match="2013 is not closed"):
        reopen_year(open_year_2013, reason="To write.", by=secretariat)
    close_year(open_year_2013, by=secretariat)
    with pytest.raises(YearRefused, match="2013 is not open"):
        close_year(open_year_2013, by=secretariat)
    with pytest.raises(TransitionDenied, match="Say why"):
        reopen_year(open_year_2013, reason="  ", by=secretariat)
    with pytest.raises(TransitionDenied, match="the limit is 10,000"):
        reopen_year(open_year_2013, reason="x" * 10_001, by=secretariat)
    ReportingYear.objects.filter(pk=open_year_2013.pk).update(issued_at=timezone.now())
    with pytest.raises(YearRefused, match="issued"):
        reopen_year(open_year_2013, reason="To write.", by=secretariat)


@pytest.mark.parametrize("who", ["iom_focal_point", "administrator", "stranger"])
def test_the_secretariat_alone_closes_and_opens_again(who, request, open_year_2013):
    person = request.getfixturevalue(who)

    with pytest.raises(NotPermitted):
        close_year(open_year_2013, by=person)
    with pytest.raises(NotPermitted):
        reopen_year(open_year_2013, reason="To write.", by=person)


def test_only_the_announcements_of_the_year_before_become_plans(year_2012, secretariat):
    chapter = chapter_of(year_2012, "iom")
    announcement = write_entry(chapter, kind="next_year", by=secretariat).entry
    submission_at_status(chapter, "accepted", by=secretariat)
    open_reporting_year(2013, by=secretariat)

    assert announcements(2011).count() == 44
    assert [content_of(plan).continues for plan in plans(2013)] == [(announcement.reference,)]


def test_a_new_chapter_has_the_language_of_the_last_one(year_2012, secretariat):
    last = chapter_of(year_2012, "can")
    last.language = "es"
    last.save()
    opened = open_reporting_year(2013, by=secretariat)
    assert opened.language == "en"
    assert chapter_of(opened, "can").language == "es"
    assert chapter_of(opened, "iom").language == "en"
