"""Events of several entries: proposed, confirmed by a person, and shown once in calendars."""

import datetime
import re

import pytest
from icalendar import Calendar

from implementers.exceptions import NotPermitted
from reporting.actions.entries import save_entry
from reporting.actions.occasions import OccasionRefused, join_events, separate_events
from reporting.entry_content import EventContent
from reporting.enums import EntryKind, LogAct, TitleSource
from reporting.models import Entry, Event, LogEntry, Occasion
from reporting.queries.entries import content_of
from reporting.queries.occasions import key_of, proposed_occasions
from tests.cast import chapter_of
from tests.factories import content, submission_at_status
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2012, 5, 7)
MEETING = EventContent(DAY, DAY, place="Washington", country="USA")


@pytest.fixture
def two_events(secretariat, year_2012) -> tuple[Event, Event]:
    """A meeting that a plan and its execution report, public."""
    chapter = chapter_of(year_2012, "iom")
    plan = save_entry(
        chapter, content(kind=EntryKind.PLANNED, text="<p>A meeting.</p>", events=(MEETING,)),
        by=secretariat,
    ).entry  # fmt: skip
    done = save_entry(
        chapter,
        content(
            text="<p>The meeting was held.</p>", events=(MEETING,), continues=(plan.reference,)
        ),
        by=secretariat,
    ).entry
    submission_at_status(chapter_of(year_2012, "iom"), "accepted", by=secretariat)
    return plan.events.get(), done.events.get()


def calendar_of_2012(client) -> list[dict]:
    body = client.get("/events.ics?year=2012&event_country=USA").content
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_the_portal_proposes_them(two_events):
    (proposal,) = proposed_occasions()
    assert set(proposal.events) == set(two_events)
    assert proposal.is_linked


def test_calendars_show_a_confirmed_event_once(client, secretariat, two_events):
    plan, done = two_events
    before = calendar_of_2012(client)
    assert len(before) == 2
    join_events([key_of(plan), key_of(done)], by=secretariat)
    (shown,) = calendar_of_2012(client)
    # The identity of the plan, which was known first; the page of what was carried out.
    assert shown["UID"].startswith(f"{plan.entry.reference}-")
    assert shown["URL"].endswith(f"/entries/{done.entry.reference}/")
    assert shown["SEQUENCE"] > max(event["SEQUENCE"] for event in before)
    page = page_of(client, "/years/2012/calendar/").words()
    assert page.count("7 May 2012") == 1
    assert len(re.findall(done.entry.reference, page)) == 1
    assert proposed_occasions() == []
    assert LogEntry.objects.filter(act=LogAct.JOIN_EVENTS).count() == 2


def test_a_correction_does_not_separate_them(client, secretariat, two_events, year_2012):
    plan, done = two_events
    join_events([key_of(plan), key_of(done)], by=secretariat)
    identity = calendar_of_2012(client)[0]["UID"]
    from reporting.actions.reviews import reopen

    reopen(chapter_of(year_2012, "iom"), reason="Another day.", by=secretariat)
    entry = Entry.objects.working().with_relations().get(reference=done.entry.reference)
    moved = EventContent(DAY + datetime.timedelta(1), DAY + datetime.timedelta(1), country="USA")
    written = content_of(entry)
    save_entry(
        chapter_of(year_2012, "iom"),
        content(text=written.text, events=(moved,), continues=written.continues),
        entry=entry,
        based_on=entry.revision,
        by=secretariat,
    )
    submission_at_status(chapter_of(year_2012, "iom"), "accepted", by=secretariat)
    (shown,) = calendar_of_2012(client)
    assert shown["UID"] == identity
    assert shown["DTSTART"].dt == moved.start


def test_separated_events_are_shown_by_themselves(client, secretariat, two_events):
    join_events([key_of(event) for event in two_events], by=secretariat)
    separate_events(
        Occasion.objects.get(members__reference=two_events[0].entry.reference), by=secretariat
    )
    assert len(calendar_of_2012(client)) == 2
    assert LogEntry.objects.filter(act=LogAct.SEPARATE_EVENTS).count() == 2


def test_only_events_of_several_entries_are_joined(secretariat, two_events):
    with pytest.raises(OccasionRefused, match="at least two entries"):
        join_events([key_of(two_events[0])], by=secretariat)
    with pytest.raises(OccasionRefused, match="has no such event"):
        join_events([key_of(two_events[0]), ("2012-iom-999", "x")], by=secretariat)


def test_writers_do_not_join_events(iom_focal_point, two_events):
    with pytest.raises(NotPermitted):
        join_events([key_of(event) for event in two_events], by=iom_focal_point)


def test_the_events_of_2011_that_two_entries_report_are_one(client, year_2011):
    calendar = client.get("/events.ics?year=2011").content.decode()
    assert calendar.count("DTSTART;VALUE=DATE:20111031") == 1
    assert calendar.count("DTSTART;VALUE=DATE:20110316") == 1


def test_places_have_one_name(client, year_2011):
    page = page_of(client, "/years/2011/calendar/").words()
    assert "Washington, D.C." in page
    assert "Washington DC" not in page
    assert "Bogotá" in page
    assert "Bogota" not in page
    entry = Entry.objects.get(events__place="Bogota")
    assert "Bogota" in page_of(client, f"/entries/{entry.reference}/").words()


def test_a_hearing_is_on_the_page_of_the_country_it_is_about(client, year_2011):
    page = page_of(client, "/countries/DOM/")
    assert "24 October 2011" in page.words("//aside.side")
    found = client.get(
        "/api/v1/events/?event_country=DOM&event_after=2011-10-24&event_before=2011-10-24"
    )
    (event,) = found.json()["results"]
    assert event["subjects"] == ["DOM"]
    assert event["country"] == ""


def test_titles_and_subjects_are_kept_and_shown(client, secretariat, year_2012):
    titled = EventContent(
        DAY, DAY, country="USA", title="Hearing on detention", subjects=("HTI", "DOM")
    )
    entry = save_entry(
        chapter_of(year_2012, "iom"), content(events=(titled,)), by=secretariat
    ).entry
    event = entry.events.get()
    assert (event.title, event.title_source) == ("Hearing on detention", TitleSource.IMPLEMENTER)
    submission_at_status(chapter_of(year_2012, "iom"), "accepted", by=secretariat)
    (shown,) = calendar_of_2012(client)
    assert shown["SUMMARY"] == "IOM: Hearing on detention"
    assert shown["DESCRIPTION"] == "About: Haiti, Dominican Republic."
    page = page_of(client, "/years/2012/calendar/").words()
    assert "Hearing on detention" in page
    assert "about Haiti, Dominican Republic" in page


def test_a_chapter_that_is_reopened_keeps_its_subjects_public(client, secretariat, year_2012):
    from reporting.actions.reviews import reopen

    titled = EventContent(DAY, DAY, country="USA", subjects=("HTI",))
    save_entry(chapter_of(year_2012, "iom"), content(events=(titled,)), by=secretariat)
    submission_at_status(chapter_of(year_2012, "iom"), "accepted", by=secretariat)
    reopen(chapter_of(year_2012, "iom"), reason="A correction.", by=secretariat)
    assert "About: Haiti." in client.get("/events.ics?year=2012").content.decode()


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (EventContent(DAY, DAY, subjects=("XXX",)), "“XXX” is no country on record."),
        (EventContent(DAY, DAY, subjects=("MEX", "MEX")), "A country is named twice."),
        (EventContent(DAY, DAY, title="T" * 201), "the limit is 200"),
    ],
    ids=["unknown", "twice", "long title"],
)
def test_bad_titles_and_subjects_are_refused(secretariat, iom_draft, event, message):
    from reporting.actions.exceptions import EntryInvalid

    with pytest.raises(EntryInvalid, match=message):
        save_entry(iom_draft, content(events=(event,)), by=secretariat)


def test_the_desk_confirms_and_separates(client, secretariat, iom_writer, two_events):
    client.force_login(iom_writer)
    assert client.get("/desk/events/").status_code == 403
    client.force_login(secretariat)
    assert "Confirm that they are the same" in page_of(client, "/desk/events/").words()
    keys = [" ".join(key_of(event)) for event in two_events]
    client.post("/desk/events/", {"event": keys})
    occasion = Occasion.objects.get(members__reference=two_events[0].entry.reference)
    client.post("/desk/events/", {"separate": occasion.pk})
    assert not Occasion.objects.filter(pk=occasion.pk).exists()
    assert client.post("/desk/events/", {"separate": "x"}).status_code == 404
    assert client.post("/desk/events/", {"event": ["x"]}, follow=True).status_code == 200
