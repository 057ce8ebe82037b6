"""Writing the content of an entry to the database, with its reference and position."""

import re
from collections import defaultdict

from django.db.models import Max
from django.utils import timezone

from implementers.models import User
from program.models import Activity, Country, Theme
from reporting.actions.locking import count_change
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import Origin, OutcomeSource, TitleSource
from reporting.models import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryDocument,
    EntryLink,
    EntryTheme,
    EntryVersion,
    Event,
    EventSubject,
    Submission,
)
from reporting.models.event_uid import give_uids


def allocate_reference(submission: Submission) -> str:
    """Return a new reference `<year>-<implementer>-<n>`, one above every number used before.

    `Submission.last_number` also counts deleted entries; the references of imported chapters come
    from their files. The caller holds the lock of the submission.
    """
    prefix = f"{submission.reporting_year.year}-{submission.implementer.slug}-"
    pattern = re.compile(re.escape(prefix) + r"(\d+)\Z")
    references = Entry.with_deleted.filter(reference__startswith=prefix).order_by()
    numbers = [
        int(match.group(1))
        for reference in references.values_list("reference", flat=True)
        if (match := pattern.match(reference))
    ]
    submission.last_number = max([submission.last_number, *numbers]) + 1
    submission.save(update_fields=["last_number"])
    return f"{prefix}{submission.last_number}"


def next_position(submission: Submission, kind: str) -> int:
    """Return the position after the last entry of a column, deleted entries included."""
    column = Entry.with_deleted.filter(submission=submission, kind=kind)
    last = column.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


_COLUMNS = (
    "kind",
    "text",
    "language",
    "title",
    "title_source",
    "label",
    "heading",
    "subheading",
    "outcome",
    "outcome_reason",
    "outcome_quotation",
    "background_source",
)


def persist_entry(
    entry: Entry,
    content: EntryContent,
    *,
    origin: Origin,
    into: EntryVersion | None = None,
    session: str = "",
    ends_session: bool = False,
    by: User | None,
) -> EntryVersion:
    """Write exactly `content` to the entry, as a new version or into the version `into`.

    An outcome without a quotation is stated by `by`, unless the entry has it already.

    `entry` may be unsaved; the caller sets its submission, reference and position. Raises
    `KeyError` for a code or reference that does not exist: callers check first, with a message for
    their user. Runs inside the caller's transaction.
    """
    _write_statement(entry, content, by=by)
    for column in _COLUMNS:
        setattr(entry, column, getattr(content, column))
    entry.saved_by = by
    entry.revision = 1 if entry.pk is None else entry.revision + 1
    entry.save()
    _write_activities(entry, content)
    countries = _countries(content)
    _write_countries(entry, content, countries)
    _write_events(entry, content, countries)
    _write_links(entry, content)
    _write_documents(entry, content)
    _write_themes(entry, content)
    version = into or _next_version(entry, origin=origin, by=by)
    version.content = content.as_json()
    version.revision, version.saved_at = entry.revision, timezone.now()
    version.session, version.ends_session = session, ends_session
    count_change(entry.submission)
    version.content_version = entry.submission.content_version
    version.save()
    return version


_OUTCOME = ("outcome", "outcome_reason", "outcome_quotation")


def _write_statement(entry: Entry, content: EntryContent, *, by: User | None) -> None:
    """Set who states the outcome and when; an outcome that stays as it is keeps its statement."""
    if all(getattr(entry, column) == getattr(content, column) for column in _OUTCOME):
        return
    source, stated_by, stated_at = "", None, None
    if content.outcome_quotation:
        source = OutcomeSource.REPORT
    elif content.outcome:
        source, stated_by, stated_at = OutcomeSource.IMPLEMENTER, by, timezone.now()
    entry.outcome_source = source
    entry.outcome_stated_by, entry.outcome_stated_at = stated_by, stated_at


def _write_activities(entry: Entry, content: EntryContent) -> None:
    activities = {
        activity.code: activity
        for activity in Activity.objects.filter(
            program=entry.submission.reporting_year.program_id, code__in=content.activities
        )
    }
    entry.cited.all().delete()
    EntryActivity.objects.bulk_create(
        EntryActivity(entry=entry, activity=activities[code], position=position)
        for position, code in enumerate(content.activities, start=1)
    )


def _countries(content: EntryContent) -> dict[str, Country]:
    codes = {iso3 for iso3, _role in content.countries}
    for event in content.events:
        codes |= {event.country, *event.subjects} - {""}
    return {country.iso3: country for country in Country.objects.filter(iso3__in=codes)}


def _write_countries(entry: Entry, content: EntryContent, countries: dict[str, Country]) -> None:
    entry.country_roles.all().delete()
    EntryCountry.objects.bulk_create(
        EntryCountry(entry=entry, country=countries[iso3], role=role)
        for iso3, role in content.countries
    )


def _write_events(entry: Entry, content: EntryContent, countries: dict[str, Country]) -> None:
    previous = list(entry.events.select_related("country"))
    if previous:
        entry.events.all().delete()
    sources = {event.title: event.title_source for event in previous}
    events = [
        Event(
            entry=entry,
            position=position,
            title=event.title,
            title_source=_title_source(event, sources),
            start=event.start,
            end=event.end,
            precision=event.precision,
            year_inferred=event.year_inferred,
            place=event.place,
            country=countries[event.country] if event.country else None,
            background_source=event.background_source,
        )
        for position, event in enumerate(content.events, start=1)
    ]
    give_uids(events, previous)
    Event.objects.bulk_create(events)
    EventSubject.objects.bulk_create(
        EventSubject(event=event, country=countries[iso3])
        for event, written in zip(events, content.events, strict=True)
        for iso3 in written.subjects
    )


def _title_source(event: EventContent, before: dict[str, str]) -> str:
    """Return who wrote the title; one that was there before keeps its source."""
    if not event.title:
        return ""
    return event.title_source or before.get(event.title) or TitleSource.IMPLEMENTER


def _write_links(entry: Entry, content: EntryContent) -> None:
    """Write the links to earlier entries; those to deleted entries are kept.

    A deleted entry may be restored. The published copy of an entry (ADR 0003) is linked as the
    entry is, since one of the two is public.
    """
    earlier: dict[str, list[Entry]] = defaultdict(list)
    for candidate in Entry.with_deleted.filter(reference__in=content.continues).order_by("pk"):
        earlier[candidate.reference].append(candidate)
    if missing := [reference for reference in content.continues if reference not in earlier]:
        raise KeyError(missing[0])
    entry.links_back.all().delete()
    EntryLink.objects.bulk_create(
        [
            EntryLink(later=entry, earlier=earlier_entry)
            for reference in content.continues
            for earlier_entry in earlier[reference]
        ],
        ignore_conflicts=True,
    )


def _write_documents(entry: Entry, content: EntryContent) -> None:
    entry.documents.all().delete()
    EntryDocument.objects.bulk_create(
        EntryDocument(entry=entry, position=position, title=title, url=url)
        for position, (title, url) in enumerate(content.documents, start=1)
    )


def _write_themes(entry: Entry, content: EntryContent) -> None:
    codes = [code for code, _source in content.themes]
    themes = {theme.code: theme for theme in Theme.objects.filter(code__in=codes)} if codes else {}
    entry.entry_themes.all().delete()
    EntryTheme.objects.bulk_create(
        EntryTheme(entry=entry, theme=themes[code], source=source)
        for code, source in content.themes
    )


def _next_version(entry: Entry, *, origin: Origin, by: User | None) -> EntryVersion:
    last = entry.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return EntryVersion(entry=entry, number=last + 1, origin=origin, saved_by=by)
