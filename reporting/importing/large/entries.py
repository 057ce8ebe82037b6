"""The entries of generated chapters: which entry each repeats, and which it continues."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from reporting.enums import EntryKind, Outcome
from reporting.models import Entry, EntryActivity, EntryCountry, EntryLink, Event, Submission
from reporting.word_counts import word_counts

_BATCH = 500
# Of ten entries of a chapter, three are planned, three planned for next year, the rest executed.
_SHARE_PLANNED = 0.3
# Of ten plans, eight are reported on.
_SHARE_REPORTED = 0.8
# The outcomes of plans, repeated by their frequency; "" is a plan without an outcome.
_OUTCOMES = (Outcome.CARRIED_OUT,) * 6 + (Outcome.UNDER_WAY, Outcome.POSTPONED, Outcome.DROPPED, "")


@dataclass(frozen=True)
class Draft:
    """An entry to be written: its row, the real entry it repeats, and the one it continues."""

    row: Entry
    source: Entry
    continues: Entry | None = None

    @property
    def is_promise(self) -> bool:
        return self.row.kind == EntryKind.NEXT_YEAR


def drafts_of(
    chapter: Submission,
    sources: Sequence[Entry],
    promised: Sequence[Draft],
    number: int,
    random: Random,
) -> list[Draft]:
    """`number` entries of `chapter`: `promised` ones are planned, and most plans are executed."""
    number_planned = round(number * _SHARE_PLANNED)
    earlier: list[Draft | None] = list(promised) or [None] * number_planned
    plans = [_following(chapter, EntryKind.PLANNED, draft, sources, random) for draft in earlier]
    reported: list[Draft | None] = list(plans[: round(len(plans) * _SHARE_REPORTED)])
    unplanned = [None] * (number - 2 * number_planned - len(reported))
    executed = [
        _following(chapter, EntryKind.EXECUTED, draft, sources, random)
        for draft in reported + unplanned
    ]
    next_year = [
        _following(chapter, EntryKind.NEXT_YEAR, None, sources, random)
        for _index in range(number_planned)
    ]
    for column in (plans, executed, next_year):
        for position, draft in enumerate(column, start=1):
            draft.row.position = position
    for plan in plans:
        plan.row.outcome = random.choice(_OUTCOMES)
    drafts = plans + executed + next_year
    for running_number, draft in enumerate(drafts, start=1):
        slug = chapter.implementer.slug
        draft.row.reference = f"{chapter.reporting_year.year}-{slug}-{running_number}"
    return drafts


def _following(
    chapter: Submission,
    kind: str,
    earlier: Draft | None,
    sources: Sequence[Entry],
    random: Random,
) -> Draft:
    """An entry that continues `earlier`, or repeats a random one of `sources`."""
    source = earlier.source if earlier else random.choice(sources)
    row = Entry(
        submission=chapter,
        kind=kind,
        heading=source.heading,
        subheading=source.subheading,
        text=source.text,
        word_counts=word_counts(source.text),  # `bulk_create` does not call `save`
        language=source.language,
    )
    return Draft(row, source, earlier.row if earlier else None)


def write_drafts(drafts: Sequence[Draft]) -> None:
    """Write the entries of chapters, with the relations of their sources, in few queries."""
    Entry.objects.bulk_create([draft.row for draft in drafts], batch_size=_BATCH)
    EntryActivity.objects.bulk_create(
        (
            EntryActivity(entry=draft.row, activity_id=cited.activity_id, position=cited.position)
            for draft in drafts
            for cited in draft.source.cited.all()
        ),
        batch_size=_BATCH,
    )
    EntryCountry.objects.bulk_create(
        (
            EntryCountry(entry=draft.row, country_id=tag.country_id, role=tag.role)
            for draft in drafts
            for tag in draft.source.country_roles.all()
        ),
        batch_size=_BATCH,
    )
    EntryLink.objects.bulk_create(
        (
            EntryLink(later=draft.row, earlier=draft.continues)
            for draft in drafts
            if draft.continues
        ),
        batch_size=_BATCH,
    )
    Event.objects.bulk_create(_events(drafts), batch_size=_BATCH)


def _events(drafts: Iterable[Draft]) -> Iterable[Event]:
    for draft in drafts:
        years_later = (
            draft.row.submission.reporting_year.year - draft.source.submission.reporting_year.year
        )
        for event in draft.source.events.all():
            yield Event(
                entry=draft.row,
                position=event.position,
                start=_moved(event.start, years_later),
                end=_moved(event.end, years_later),
                precision=event.precision,
                year_inferred=event.year_inferred,
                place=event.place,
                country_id=event.country_id,
            )


def _moved(day: datetime.date, years: int) -> datetime.date:
    """The same day of a later year; 28 February if the year has no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
