"""A year's own answer has its report: the parts in running text, and the editions."""

import pytest
from django.utils import timezone

from program.rich_text import to_plain
from reporting.actions.entries import delete_entry, save_entry
from reporting.actions.highlights import add_highlight, save_wording
from reporting.actions.narratives import NarrativeContent, save_narrative
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.document.assemble import assemble
from reporting.enums import NarrativeKind, SubmissionStatus
from reporting.models import Edition, Entry, HighlightEntry, Submission
from reporting.queries.years import get_year
from tests.factories import content, write_entry
from tests.reporting.editions import SECOND, issued
from tests.reporting.views import full_content, new_chapter, new_entry, new_year

pytestmark = pytest.mark.django_db


def write(year, text, *, by):
    save_narrative(year, NarrativeKind.OBJECTIVES, NarrativeContent(text=text), by=by)


def texts(answer):
    return {part["part"]: part["text"] for part in answer("/years/2011/")["narratives"]}


def test_the_parts_in_running_text_published_copy_the_order_of_the_report(answer, year_2011):
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
    Submission.objects.filter(pk=chapter.pk).update(status=SubmissionStatus.DRAFT, is_public=False)
    assert answer("/years/2011/")["narratives"] == []


def test_a_reopened_chapter_takes_nothing_away(answer, year_2011, secretariat):
    before, highlights = texts(answer), answer("/years/2011/")["highlights"]
    for chapter in Submission.objects.filter(entries__highlights__isnull=False).distinct():
        reopen(chapter, reason="A word is wrong.", by=secretariat)
    assert texts(answer) == before
    assert answer("/years/2011/")["highlights"] == highlights != []


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


def test_the_highlights_are_those_of_the_report(answer, year_2011):
    given = answer("/years/2011/", fields="highlights")["highlights"]
    printed = assemble(year_2011, language="en").highlights
    assert [(one["number"], one["text"], one["entries"]) for one in given] == [
        (one.number, to_plain(one.text), list(one.references)) for one in printed
    ]
    assert len(given) > 1


def test_of_an_issued_report_the_highlights_are_as_its_newest_edition_prints_them(
    answer, year_2011, secretariat
):
    before = answer("/years/2011/")["highlights"]
    issued(year_2011, by=secretariat)
    year_2011.highlights.update(text="Otherwise.")
    assert answer("/years/2011/")["highlights"] == before


def test_a_highlight_of_an_entry_that_is_at_work_is_not_told(answer, year_2011):
    [first, *_others] = answer("/years/2011/")["highlights"]
    [reference] = first["entries"]
    chapter = Submission.objects.get(entries__reference=reference)
    Submission.objects.filter(pk=chapter.pk).update(status=SubmissionStatus.DRAFT, is_public=False)
    given = answer("/years/2011/")["highlights"]
    assert given
    assert reference not in str(given)
    assert first["text"] not in [one["text"] for one in given]


OWN_WORDS = "Forty people finished a course."


@pytest.fixture
def chapter(admin_user) -> Submission:
    """The only chapter of an open year: accepted, with one entry."""
    year = new_year(2013)
    year.opens_on = timezone.localdate()
    year.save()
    # The highlights stand at the end of this part.
    year.narratives.create(kind=NarrativeKind.INTRODUCTION, text="Many people took part.")
    made = new_chapter(year, "iom", by=admin_user)
    new_entry(made, full_content(2013, text="A course was held in public."), by=admin_user)
    return made


@pytest.fixture
def told(client, answer):
    """Where the public reads highlights: the texts of the API, and whether they are in the report."""

    def told() -> list[str]:
        given = [one["text"] for one in answer("/years/2013/", fields="highlights")["highlights"]]
        page = client.get("/reports/2013/").content.decode()
        assert given == [one.text for one in assemble(get_year(2013), language="en").highlights]
        assert (OWN_WORDS in given) == (OWN_WORDS in page)
        return given

    return told


def test_a_highlight_of_a_new_entry_waits_until_its_chapter_is_accepted_again(
    chapter, told, secretariat
):
    """Nothing of the year is in work but the reopened chapter, whose copy is public."""
    reopened = reopen(chapter, reason="Something is missing.", by=secretariat)
    new = write_entry(reopened, text="A second course was held.", by=secretariat).entry
    highlight = add_highlight(chapter.reporting_year, new, by=secretariat)
    assert told() == []
    save_wording(highlight, OWN_WORDS, by=secretariat)
    assert told() == []
    reopened.refresh_from_db()
    accept(submit(reopened, by=secretariat), by=secretariat)
    assert told() == [OWN_WORDS]


def test_a_reopened_chapter_takes_no_highlight_away(chapter, told, secretariat):
    highlight = add_highlight(chapter.reporting_year, chapter.entries.get(), by=secretariat)
    save_wording(highlight, OWN_WORDS, by=secretariat)
    assert told() == [OWN_WORDS]
    reopen(chapter, reason="A wrong date.", by=secretariat)
    assert told() == [OWN_WORDS]


def test_an_entry_in_work_takes_no_highlight_away(chapter, told, secretariat):
    reopened = reopen(chapter, reason="Something is missing.", by=secretariat)
    first = chapter.entries.get()
    new = write_entry(reopened, text="A second course was held.", by=secretariat).entry
    highlight = add_highlight(chapter.reporting_year, first, by=secretariat)
    HighlightEntry.objects.create(highlight=highlight, entry=new, position=2)
    assert told() == ["A course was held in public."]
    save_wording(highlight, OWN_WORDS, by=secretariat)
    assert told() == [OWN_WORDS]


def test_words_of_a_highlight_outlast_its_entry(chapter, told, secretariat):
    """Nothing of it is in work any more."""
    highlight = add_highlight(chapter.reporting_year, chapter.entries.get(), by=secretariat)
    save_wording(highlight, OWN_WORDS, by=secretariat)
    reopened = reopen(chapter, reason="It was not held.", by=secretariat)
    delete_entry(Entry.objects.get(submission=reopened), by=secretariat)
    new = content(text="Another course was held.")
    save_entry(reopened, new, by=secretariat)
    reopened.refresh_from_db()
    accept(submit(reopened, by=secretariat), by=secretariat)
    assert told() == [OWN_WORDS]
