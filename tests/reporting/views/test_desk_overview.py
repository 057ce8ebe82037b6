import datetime

import pytest
from django.utils import timezone

from reporting.actions.entries import save_entry
from reporting.actions.submissions import ChapterTexts, save_chapter_texts
from reporting.models import Entry, ReportingYear
from reporting.queries.desk import due_words
from tests.cast import chapter_of
from tests.factories import (
    open_reporting_year,
    outcome_columns,
    rich_content,
    submission_at_status,
    write_entry,
)
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2013, 3, 5, 12, 0, tzinfo=datetime.UTC)


def chapters_on(response) -> list[str]:
    return [row.chapter.implementer.slug for row in response.context["rows"]]


def test_who_is_not_signed_in_is_asked_to_and_comes_back(client):
    response = client.get("/desk/")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/desk/"


def test_a_writer_finds_their_chapter(client, open_year_2013, iom_writer):
    client.force_login(iom_writer)

    assert chapters_on(client.get("/desk/")) == ["iom"]


def test_the_secretariat_finds_all(client, open_year_2013, secretariat):
    client.force_login(secretariat)

    assert len(chapters_on(client.get("/desk/"))) == 12


def test_a_stranger_is_told_what_is_missing(client, open_year_2013, stranger):
    client.force_login(stranger)
    response = client.get("/desk/")

    assert chapters_on(response) == []
    assert "Nothing is waiting for you" in response.content.decode()


def test_a_printed_or_closed_year_lies_on_no_desk(client, open_year_2013, iom_writer):
    client.force_login(iom_writer)
    open_year_2013.closed_at = timezone.now()
    open_year_2013.save()

    assert chapters_on(client.get("/desk/")) == []


def test_a_row_says_the_status_and_whose_turn_it_is(client, iom_draft, iom_writer, secretariat):
    submission_at_status(iom_draft, "submitted", by=secretariat)
    client.force_login(iom_writer)
    page = client.get("/desk/").content.decode()

    assert "Submitted" in page
    assert "the secretariat" in page


def test_the_desk_is_kept_by_no_cache(client, iom_writer):
    client.force_login(iom_writer)

    assert "no-store" in client.get("/desk/")["Cache-Control"]


def tasks_on(response) -> list[tuple[str, str]]:
    return [(task.sentence, task.place) for row in response.context["own"] for task in row.tasks]


def test_a_new_chapter_says_in_sentences_what_remains(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    response = client.get("/desk/")

    assert tasks_on(response) == [
        ("Nothing is entered yet under “Planned for 2013”.", "planned"),
        ("Nothing is entered yet under “Executed in 2013”.", "executed"),
        ("Nothing is entered yet under “Planned for 2014”.", "next_year"),
        ("11 of the chapter’s 11 Program activities are mentioned by no entry.", "activities"),
    ]
    assert 'href="/desk/2013/iom/#executed"' in response.content.decode()


def test_plans_wait_for_word_and_dropped_ones_for_a_reason(client, year_2012, iom_writer):
    first, second, third = year_2012.submissions.get(implementer__slug="iom").entries.all()[:3]
    Entry.objects.filter(pk__in=[first.pk, second.pk]).update(
        **outcome_columns("dropped", by=iom_writer)
    )
    Entry.objects.filter(pk=third.pk).update(**outcome_columns("carried_out", by=iom_writer))
    client.force_login(iom_writer)
    sentences = [sentence for sentence, _place in tasks_on(client.get("/desk/"))]

    assert sentences[2:5] == [
        "9 plans for 2012 need an outcome.",
        "2 planned entries that were dropped need a reason.",
        "1 plan is carried out or under way, and nothing executed reports on it.",
    ]


def test_a_plan_that_is_reported_on_waits_for_nothing(client, year_2012, iom_writer):
    chapter = chapter_of(year_2012, "iom")
    plan = chapter.entries.first()
    Entry.objects.filter(pk=plan.pk).update(**outcome_columns("carried_out", by=iom_writer))
    write_entry(chapter, continues=(plan.reference,), by=iom_writer)
    client.force_login(iom_writer)

    assert "nothing executed reports" not in client.get("/desk/").content.decode()


def test_opening_words_say_enough_of_a_column(client, iom_draft, iom_writer):
    save_chapter_texts(iom_draft, ChapterTexts(lead_executed="All is met."), by=iom_writer)
    client.force_login(iom_writer)

    assert "executed" not in [place for _sentence, place in tasks_on(client.get("/desk/"))]


def test_a_returned_chapter_says_so_first(client, year_2012, iom_writer, secretariat):
    year_2012.submissions.filter(implementer__slug="iom").update(
        status="returned", returned_at=NOON, returned_by=secretariat
    )
    client.force_login(iom_writer)

    assert tasks_on(client.get("/desk/"))[0] == (
        "This chapter was returned on 5 March 2013: make the changes asked for and submit it again.",
        "status",
    )


def finish(chapter, by):
    for kind in ("executed", "next_year"):
        write_entry(chapter, kind=kind, by=by)
    write_entry(chapter, kind="planned", outcome="postponed", by=by)


def test_what_is_finished_waits_for_the_focal_points_signature(client, iom_draft, iom_focal_point):
    finish(iom_draft, iom_focal_point)
    client.force_login(iom_focal_point)
    page = page_of(client, "/desk/")

    assert page.words("//*[@id='signing-heading']") == "Waits for your signature"
    assert "IOM 2013 can be submitted" in page.words()
    assert "/desk/2013/iom/submit/" in page.links()


def test_a_writer_is_told_who_submits(client, iom_draft, iom_writer):
    finish(iom_draft, iom_writer)
    client.force_login(iom_writer)
    page = page_of(client, "/desk/")

    assert "signature" not in page.words()
    assert "/desk/2013/iom/submit/" not in page.links()


def test_a_focal_point_may_say_that_there_is_nothing(client, iom_draft, iom_focal_point):
    client.force_login(iom_focal_point)
    assert "/desk/2013/iom/nothing/" in page_of(client, "/desk/").links()

    write_entry(iom_draft, by=iom_focal_point)
    assert "/desk/2013/iom/nothing/" not in page_of(client, "/desk/").links()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "due in 12 days"),
        (1, "due in 1 day"),
        (0, "due today"),
        (-1, "1 day late"),
        (-3, "3 days late"),
    ],
)
def test_the_due_date_is_said_in_words(days, words):
    today = datetime.date(2013, 3, 5)
    year = ReportingYear(year=2012, due_on=today + datetime.timedelta(days=days))

    assert due_words(year, today=today) == words


def test_a_year_without_a_due_date_says_none():
    assert due_words(ReportingYear(year=2012), today=datetime.date(2013, 3, 5)) == ""


def test_what_waits_for_the_secretariat_stands_first(client, iom_draft, secretariat):
    submission_at_status(iom_draft, "submitted", by=secretariat)
    client.force_login(secretariat)
    [year] = client.get("/desk/").context["years"]

    assert year.rows[0].chapter == iom_draft
    assert year.counts == [("submitted", 1), ("draft", 11)]


def test_the_secretariat_alone_is_led_to_open_a_year(client, secretariat, administrator):
    client.force_login(secretariat)
    page = page_of(client, "/desk/")
    assert "/desk/years/open/" in page.links()
    assert "No year is open for writing." in page.words()

    client.force_login(administrator)
    assert "/desk/years/open/" not in page_of(client, "/desk/").links()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("who", "queries"),
    [
        ("secretariat", 10),  # session, person, memberships, chapters, their entries …
        ("iom_writer", 12),  # and twice the tree of implementers with the memberships
    ],
)
def test_the_desk_costs_the_same_for_one_and_three_of_all(
    who, queries, count, client, secretariat, django_assert_num_queries, request
):
    person = request.getfixturevalue(who)
    for year in (2013, 2014, 2015)[:count]:
        opened = open_reporting_year(year, by=secretariat)
        for _n in range(count):
            save_entry(chapter_of(opened, "iom"), rich_content(year), by=secretariat)
    client.force_login(person)

    with django_assert_num_queries(queries):
        client.get("/desk/")
