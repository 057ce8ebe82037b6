"""save_entry: what it keeps, what it refuses, what it warns of."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from implementers.exceptions import NotPermitted
from reporting.actions.entries import delete_entry, save_entry
from reporting.actions.exceptions import EditConflict, EntryInvalid
from reporting.actions.findings import review_entry
from reporting.entry_content import EventContent
from reporting.models import Entry, EntryVersion
from reporting.policies import NotInThisState
from reporting.queries.entries import content_of
from reporting.validators import MAX_TEXT
from tests.cast import chapter_of
from tests.factories import (
    content,
    open_reporting_year,
    rich_content,
    submission_at_status,
    write_entry,
)

DAY = datetime.date(2013, 5, 24)


def codes(review) -> list[str]:
    return [finding.code for finding in review.findings]


def refusal_of(submission, by, **parts) -> dict[str, str]:
    """The problems, by place, with which the content is refused; nothing may be saved."""
    before = EntryVersion.objects.count()
    with pytest.raises(EntryInvalid) as refused:
        write_entry(submission, by=by, **parts)
    assert EntryVersion.objects.count() == before
    return {problem.place: problem.message for problem in refused.value.problems}


def stored(entry: Entry):
    return content_of(Entry.objects.with_relations().get(pk=entry.pk))


# What it keeps


def test_an_entry_is_kept_whole(iom_draft, iom_writer):
    saved = save_entry(iom_draft, rich_content(2013), by=iom_writer)

    assert stored(saved.entry) == rich_content(2013)


def test_an_entry_in_order_is_not_warned_of(iom_draft, iom_writer):
    saved = write_entry(iom_draft, activities=("67",), by=iom_writer)

    assert (codes(saved.review), saved.review.suggestions) == ([], ())


def test_an_entry_says_who_saved_it(iom_draft, iom_writer):
    saved = write_entry(iom_draft, by=iom_writer)

    assert saved.entry.saved_by == iom_writer
    assert saved.version.saved_by == iom_writer


def test_the_secretariat_writes_on_behalf(iom_draft, secretariat):
    assert write_entry(iom_draft, by=secretariat).version.saved_by == secretariat


def test_each_save_keeps_a_version(iom_draft, iom_writer):
    first = write_entry(iom_draft, text="One.", by=iom_writer)
    second = save_entry(
        iom_draft, content(text="Two."), entry=first.entry, based_on=1, by=iom_writer
    )

    kept = second.entry.versions.order_by("number")
    assert [(row.number, row.content["text"]) for row in kept] == [(1, "One."), (2, "Two.")]
    assert stored(first.entry).text == "Two."


def test_the_country_of_an_event_is_tagged_as_its_place(iom_draft, iom_writer):
    event = EventContent(DAY, DAY, country="GTM")
    saved = write_entry(
        iom_draft, countries=(("MEX", "participant"),), events=(event,), by=iom_writer
    )

    assert stored(saved.entry).countries == (("MEX", "participant"), ("GTM", "place"))


def test_a_country_that_is_named_already_is_not_tagged_again(iom_draft, iom_writer):
    event = EventContent(DAY, DAY, country="MEX")
    saved = write_entry(
        iom_draft, countries=(("MEX", "participant"),), events=(event,), by=iom_writer
    )

    assert stored(saved.entry).countries == (("MEX", "participant"),)


def test_what_is_named_twice_is_kept_once(iom_draft, iom_writer):
    saved = write_entry(
        iom_draft,
        activities=("67", "68", "67"),
        countries=(("MEX", "place"), ("MEX", "place")),
        by=iom_writer,
    )

    assert stored(saved.entry).activities == ("67", "68")
    assert stored(saved.entry).countries == (("MEX", "place"),)


# References and places


def test_references_count_up_within_the_chapter(iom_draft, unhcr_draft, secretariat):
    references = [
        write_entry(chapter, by=secretariat).entry.reference
        for chapter in (iom_draft, iom_draft, unhcr_draft)
    ]

    assert references == ["2013-iom-1", "2013-iom-2", "2013-unhcr-1"]


def test_the_number_of_a_deleted_entry_is_not_used_again(iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer)
    delete_entry(write_entry(iom_draft, by=iom_writer).entry, by=iom_writer)

    assert write_entry(iom_draft, by=iom_writer).entry.reference == "2013-iom-3"


def test_numbers_go_on_after_those_of_imported_entries(year_2011, secretariat):
    chapter = chapter_of(year_2011, "iom")
    chapter.status, chapter.is_public, chapter.origin = "draft", False, "portal"
    chapter.save()
    year_2011.opens_on = timezone.localdate()
    year_2011.save()

    assert write_entry(chapter, by=secretariat).entry.reference == "2011-iom-66"


def test_an_entry_stands_at_the_end_of_its_column(iom_draft, iom_writer):
    places = [
        write_entry(iom_draft, kind=kind, by=iom_writer).entry.position
        for kind in ("executed", "executed", "planned", "executed")
    ]

    assert places == [1, 2, 1, 3]


def test_an_entry_that_changes_its_column_stands_at_its_end(iom_draft, iom_writer):
    write_entry(iom_draft, kind="next_year", by=iom_writer)
    saved = write_entry(iom_draft, kind="executed", by=iom_writer)

    moved = save_entry(
        iom_draft, content(kind="next_year"), entry=saved.entry, based_on=1, by=iom_writer
    )

    assert (moved.entry.kind, moved.entry.position) == ("next_year", 2)


def test_an_entry_that_is_saved_again_keeps_its_reference_and_place(iom_draft, iom_writer):
    first = write_entry(iom_draft, by=iom_writer)
    write_entry(iom_draft, by=iom_writer)

    again = save_entry(iom_draft, content(), entry=first.entry, based_on=1, by=iom_writer)

    assert (again.entry.reference, again.entry.position) == ("2013-iom-1", 1)


# Who and when


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
def test_whoever_does_not_write_for_iom_is_refused(who, iom_draft, request):
    with pytest.raises(NotPermitted):
        write_entry(iom_draft, by=request.getfixturevalue(who))

    assert not iom_draft.entries.exists()


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_a_chapter_that_was_handed_in_is_not_written(status, iom_draft, iom_writer, secretariat):
    submission_at_status(iom_draft, status, by=secretariat)

    with pytest.raises(NotInThisState):
        write_entry(iom_draft, by=iom_writer)


def test_a_chapter_of_a_closed_year_is_not_written(iom_draft, iom_writer, open_year_2013):
    open_year_2013.closed_at = timezone.now()
    open_year_2013.save()

    with pytest.raises(NotInThisState, match="closed"):
        write_entry(iom_draft, by=iom_writer)


def test_a_chapter_of_an_imported_year_is_not_written(year_2011, secretariat):
    with pytest.raises(NotInThisState):
        write_entry(chapter_of(year_2011, "iom"), by=secretariat)


# Two people at one entry


@pytest.mark.parametrize("based_on", [None, 1, 3])
def test_a_save_that_does_not_build_on_the_latest_version_is_refused(
    based_on, iom_draft, iom_writer, iom_focal_point
):
    entry = write_entry(iom_draft, by=iom_writer).entry
    theirs = content(text="Theirs.")
    save_entry(iom_draft, theirs, entry=entry, based_on=1, by=iom_focal_point)

    with pytest.raises(EditConflict) as stale:
        save_entry(iom_draft, content(text="Mine."), entry=entry, based_on=based_on, by=iom_writer)

    assert stale.value.content == theirs
    assert stale.value.latest.number == 2
    assert str(stale.value) == "IOM Focal Point saved this entry in the meantime."
    assert stored(entry) == theirs


# What it refuses


def test_an_entry_of_another_chapter_is_refused(iom_draft, unhcr_draft, secretariat):
    theirs = write_entry(unhcr_draft, by=secretariat).entry

    with pytest.raises(EntryInvalid, match="is not in this chapter"):
        save_entry(iom_draft, content(), entry=theirs, based_on=1, by=secretariat)
    assert stored(theirs) == content()


def test_a_refused_new_entry_uses_up_no_number(iom_draft, iom_writer):
    refusal_of(iom_draft, iom_writer, text="")

    assert write_entry(iom_draft, by=iom_writer).entry.reference == "2013-iom-1"


@pytest.mark.parametrize(
    ("parts", "place", "words"),
    [
        ({"text": " \n"}, "text", "Write what was planned or done."),
        ({"text": "x" * (MAX_TEXT + 1)}, "text", "the limit is 100,000"),
        ({"text": "a\0b"}, "text", "control character"),
        ({"label": "x" * 81}, "label", "the limit is 80"),
        ({"heading": "\x07"}, "heading", "control character"),
        ({"subheading": "Below nothing"}, "subheading", "needs a heading"),
        ({"title": "x" * 201}, "title", "200"),
        ({"title": "x", "title_source": "nobody"}, "title", "nobody"),
        ({"language": "xx"}, "language", "“xx” is no language on record."),
        ({"kind": "dreamt"}, "kind", "“dreamt” is no column on record."),
        ({"activities": ("67", "999")}, "activities", "“999” is no activity on record."),
        ({"countries": (("XXX", "place"),)}, "countries/0/country", "“XXX” is no country"),
        ({"countries": (("MEX", "king"),)}, "countries/0/role", "“king” is no role"),
        ({"outcome": "dropped"}, "outcome", "Only a planned entry has an outcome."),
        ({"kind": "planned", "outcome": "lost"}, "outcome", "“lost” is no outcome"),
        ({"kind": "planned", "outcome": "dropped"}, "outcome_reason", "Say why"),
        ({"continues": ("2011-iom-999",)}, "continues", "cannot continue “2011-iom-999”"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(parts, place, words, iom_draft, iom_writer):
    assert words in refusal_of(iom_draft, iom_writer, **parts)[place]


@pytest.mark.parametrize(
    ("event", "place", "words"),
    [
        (EventContent(DAY, DAY - datetime.timedelta(1)), "end", "ends before it starts"),
        (EventContent(DAY, DAY, country="XXX"), "country", "“XXX” is no country"),
        (EventContent(DAY, DAY, precision="hour"), "precision", "“hour” is no precision"),
        (EventContent(DAY, DAY, precision="month"), "start", "from its first to its last day"),
        (EventContent(DAY, DAY, place="x" * 201), "place", "the limit is 200"),
        (EventContent(DAY, DAY, place="a\0"), "place", "control character"),
    ],
)
def test_an_event_that_cannot_be_is_refused_at_its_place(
    event, place, words, iom_draft, iom_writer
):
    problems = refusal_of(iom_draft, iom_writer, events=(EventContent(DAY, DAY), event))

    assert words in problems[f"events/1/{place}"]


def test_all_that_is_wrong_is_said_at_once(iom_draft, iom_writer):
    problems = refusal_of(iom_draft, iom_writer, text="", activities=("0",), kind="x")

    assert set(problems) == {"text", "activities", "kind"}


def test_a_whole_month_and_a_whole_year_are_in_order(iom_draft, iom_writer):
    events = (
        EventContent(datetime.date(2013, 2, 1), datetime.date(2013, 2, 28), "month"),
        EventContent(datetime.date(2013, 1, 1), datetime.date(2013, 12, 31), "year"),
    )

    assert stored(write_entry(iom_draft, events=events, by=iom_writer).entry).events == events


# What continues what


def test_what_is_executed_continues_a_plan_of_its_chapter(iom_draft, iom_writer):
    plan = write_entry(iom_draft, kind="planned", by=iom_writer).entry

    saved = write_entry(iom_draft, continues=(plan.reference,), by=iom_writer)

    assert stored(saved.entry).continues == ("2013-iom-1",)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("executed", "executed"),
        ("next_year", "executed"),
        ("planned", "planned"),
        ("next_year", "planned"),
        ("planned", "next_year"),
    ],
)
def test_within_a_year_nothing_else_continues_anything(earlier, later, iom_draft, iom_writer):
    first = write_entry(iom_draft, kind=earlier, by=iom_writer).entry

    assert "continues" in refusal_of(
        iom_draft, iom_writer, kind=later, continues=(first.reference,)
    )


def test_a_plan_continues_an_announcement_of_the_year_before(iom_draft, iom_writer, secretariat):
    announcement = write_entry(iom_draft, kind="next_year", by=iom_writer).entry
    chapter = chapter_of(open_reporting_year(2014, by=secretariat), "iom")

    saved = write_entry(chapter, kind="planned", continues=(announcement.reference,), by=iom_writer)

    assert stored(saved.entry).continues == ("2013-iom-1",)


def test_an_announcement_of_two_years_before_is_not_continued(iom_draft, iom_writer, secretariat):
    announcement = write_entry(iom_draft, kind="next_year", by=iom_writer).entry
    chapter = chapter_of(open_reporting_year(2015, by=secretariat), "iom")

    assert "continues" in refusal_of(
        chapter, iom_writer, kind="planned", continues=(announcement.reference,)
    )


def test_another_implementers_plan_is_not_continued(iom_draft, unhcr_draft, secretariat):
    theirs = write_entry(unhcr_draft, kind="planned", by=secretariat).entry

    assert "continues" in refusal_of(iom_draft, secretariat, continues=(theirs.reference,))


def test_what_is_continued_stays_in_its_column(iom_draft, iom_writer):
    plan = write_entry(iom_draft, kind="planned", by=iom_writer).entry
    write_entry(iom_draft, continues=(plan.reference,), by=iom_writer)

    with pytest.raises(EntryInvalid, match="2013-iom-2 continues it"):
        save_entry(iom_draft, content(kind="next_year"), entry=plan, based_on=1, by=iom_writer)


# What it warns of


def test_an_event_outside_the_year_is_saved_with_a_warning(iom_draft, iom_writer):
    outside = EventContent(datetime.date(2012, 5, 1), datetime.date(2012, 5, 1))

    saved = write_entry(iom_draft, events=(outside,), by=iom_writer)

    assert codes(saved.review) == ["dates.outside-year"]
    assert stored(saved.entry).events == (outside,)


def test_an_activity_not_assigned_is_saved_with_a_warning(iom_draft, iom_writer):
    saved = write_entry(iom_draft, activities=("16", "67"), by=iom_writer)

    assert codes(saved.review) == ["activities.not-assigned"]
    assert stored(saved.entry).activities == ("16", "67")


def test_warnings_can_be_asked_for_without_saving(iom_draft):
    review = review_entry(iom_draft, content(activities=("16",)))

    assert [finding.place for finding in review.findings] == ["activities"]


def test_a_save_costs_the_same_for_a_small_and_a_large_chapter(
    iom_draft, iom_writer, django_assert_num_queries
):
    saved = save_entry(iom_draft, rich_content(2013), by=iom_writer)
    once, twice = rich_content(2013, text="Once more."), rich_content(2013, text="Again.")
    with django_assert_num_queries(37):
        save_entry(iom_draft, once, entry=saved.entry, based_on=1, by=iom_writer)
    for _n in range(3):
        write_entry(iom_draft, by=iom_writer)
    with django_assert_num_queries(37):
        save_entry(iom_draft, twice, entry=saved.entry, based_on=2, by=iom_writer)


def test_the_submission_handed_in_may_be_out_of_date(iom_draft, iom_writer):
    stale = replace_status(iom_draft, "accepted")

    assert write_entry(stale, by=iom_writer).version.number == 1


def replace_status(submission, status):
    """The same row as it might lie in a session: what the database says counts."""
    submission.status = status
    return submission


def test_content_survives_its_version(iom_draft, iom_writer):
    given = replace(rich_content(2013), heading="Group", subheading="Part", label="Activity 1")

    version = save_entry(iom_draft, given, by=iom_writer).version

    assert type(given).from_json(version.content) == given
