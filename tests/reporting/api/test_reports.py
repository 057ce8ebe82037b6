"""A year's own answer has its report: the parts in running text, and the editions."""

import pytest

from reporting.actions.narratives import NarrativeContent, save_narrative
from reporting.actions.reviews import reopen
from reporting.enums import NarrativeKind, SubmissionStatus
from reporting.models import Edition, Submission
from tests.reporting.editions import SECOND, issued

pytestmark = pytest.mark.django_db


def write(year, text, *, by):
    save_narrative(year, NarrativeKind.OBJECTIVES, NarrativeContent(text=text), by=by)


def texts(answer):
    return {part["part"]: part["text"] for part in answer("/years/2011/")["narratives"]}


def test_the_parts_in_running_text_stand_in_the_order_of_the_report(answer, year_2011):
    parts = answer("/years/2011/")["narratives"]
    printed = [kind for kind in NarrativeKind.values if kind in {part["part"] for part in parts}]
    assert [part["part"] for part in parts] == printed
    assert len(parts) == year_2011.narratives.count() > 1
    assert all(part["text"] and part["text_html"].startswith("<p>") for part in parts)


def test_of_an_issued_report_they_are_as_its_newest_edition_prints_them(
    answer, year_2011, secretariat
):
    before = texts(answer)
    issued(year_2011, by=secretariat)
    write(year_2011, "Otherwise.", by=secretariat)
    assert texts(answer) == before
    issued(year_2011, SECOND, by=secretariat)
    assert texts(answer)[NarrativeKind.OBJECTIVES] == "Otherwise."


def test_while_a_chapter_is_at_work_there_are_none(answer, year_2011):
    chapter = Submission.objects.filter(reporting_year=year_2011).first()
    Submission.objects.filter(pk=chapter.pk).update(status=SubmissionStatus.DRAFT)
    assert answer("/years/2011/")["narratives"] == []


def test_a_reopened_chapter_takes_nothing_away(answer, year_2011, secretariat):
    before = texts(answer)
    chapter = Submission.objects.get(reporting_year=year_2011, implementer__slug="iom")
    reopen(chapter, reason="A word is wrong.", by=secretariat)
    assert texts(answer) == before


def test_editions_come_newest_first_with_files_that_are_there(
    answer, client, year_2011, secretariat
):
    assert answer("/years/2011/")["editions"] == []
    issued(year_2011, by=secretariat)
    issued(year_2011, SECOND, by=secretariat)
    newest, first = answer("/years/2011/")["editions"]
    kept = Edition.objects.get(number=2)
    assert (newest["number"], newest["symbol"], newest["note"]) == (2, SECOND.symbol, SECOND.note)
    assert (first["number"], newest["sha256"]) == (1, kept.sha256)
    assert {file["format"]: file["sha256"] for file in newest["files"]} == dict(
        kept.files.values_list("format", "sha256")
    )
    addresses = [newest["url"], newest["content_url"], *(file["url"] for file in newest["files"])]
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_neither_is_read_where_it_is_not_asked_for(
    answer, year_2011, secretariat, django_assert_num_queries
):
    issued(year_2011, by=secretariat)
    with django_assert_num_queries(1):
        answer("/years/2011/", fields="title")
    with django_assert_num_queries(2):
        answer("/years/2011/", fields="narratives")
    with django_assert_num_queries(3):
        answer("/years/2011/", fields="editions")
