"""What an entry may hold, and which entries it can continue."""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from program.models import Activity, Country, Language
from reporting.actions.exceptions import Problem
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import CountryRole, EntryKind, Outcome, Precision
from reporting.models import Entry, EntryDocument, Event, Submission
from reporting.models.entry import EntryQuerySet
from reporting.periods import Period, format_period, parse_period
from reporting.validators import text_problems


def linkable_entries(submission: Submission, kind: str) -> EntryQuerySet:
    """The entries that one of `kind` in this chapter may continue.

    What is executed continues what was planned for the same year; what is planned continues what
    the year before promised for its next year; both of the same implementer and Program.
    """
    own = (
        Entry.objects.working()
        .filter(
            submission__implementer=submission.implementer_id,
            submission__reporting_year__program=submission.reporting_year.program_id,
        )
        .order_by("position")
    )
    year = submission.reporting_year.year
    if kind == EntryKind.EXECUTED:
        return own.in_column(EntryKind.PLANNED, year)
    if kind == EntryKind.PLANNED:
        return own.in_column(EntryKind.NEXT_YEAR, year)
    return own.none()


def _length(model: type[Model], column: str) -> int:
    return cast("CharField[str, str]", model._meta.get_field(column)).max_length or 0


_SHORT_TEXTS = {column: _length(Entry, column) for column in ("label", "heading", "subheading")}
_DOCUMENT_LENGTHS = {column: _length(EntryDocument, column) for column in ("title", "url")}
_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*\Z")
_PLACE_LENGTH = _length(Event, "place")


def entry_problems(
    submission: Submission, content: EntryContent, *, entry: Entry | None
) -> Iterator[Problem]:
    """Every reason to refuse `content` for this chapter; `entry` is the one being changed."""
    yield from _problems_of_words(content)
    yield from _problems_of_kind(content, entry)
    yield from _problems_of_outcome(content)
    yield from _problems_of_references(submission, content)
    for place, event in enumerate(content.events):
        yield from _problems_of_event(event, f"events/{place}")
    for place, (title, url) in enumerate(content.documents):
        yield from _problems_of_document(title, url, f"documents/{place}")


def _problems_of_words(content: EntryContent) -> Iterator[Problem]:
    if not content.text.strip():
        yield Problem("text", _("Write what was planned or done."))
    for place in ("text", "outcome_reason"):
        for problem in text_problems(getattr(content, place)):
            yield Problem(place, problem)
    for place, limit in _SHORT_TEXTS.items():
        for problem in text_problems(getattr(content, place), limit=limit):
            yield Problem(place, problem)
    if content.subheading and not content.heading:
        yield Problem("subheading", _("A sub-heading stands under a heading."))
    if content.language not in Language.values:
        yield Problem("language", _unknown(_("language"), content.language))


def _problems_of_kind(content: EntryContent, entry: Entry | None) -> Iterator[Problem]:
    if content.kind not in EntryKind.values:
        yield Problem("kind", _unknown(_("column"), content.kind))
    if entry is None or entry.kind == content.kind:
        return
    later = entry.links_forward.filter(later__published_copy_of__isnull=True)
    if references := sorted(later.values_list("later__reference", flat=True)):
        yield Problem(
            "kind",
            _("This entry stays in its column: %(later)s continues it.")
            % {"later": ", ".join(references)},
        )


def _problems_of_outcome(content: EntryContent) -> Iterator[Problem]:
    if not content.outcome:
        return
    if content.outcome not in Outcome.values:
        yield Problem("outcome", _unknown(_("outcome"), content.outcome))
    if content.kind != EntryKind.PLANNED:
        yield Problem("outcome", _("Only a planned entry has an outcome."))
    if content.outcome == Outcome.DROPPED and not content.outcome_reason.strip():
        yield Problem("outcome_reason", _("Say why it was dropped."))


def _problems_of_references(submission: Submission, content: EntryContent) -> Iterator[Problem]:
    program = submission.reporting_year.program_id
    activities = Activity.objects.filter(program=program, code__in=content.activities)
    for code in _absent(content.activities, activities.values_list("code", flat=True)):
        yield Problem("activities", _unknown(_("activity"), code))
    yield from _problems_of_countries(content)
    if not content.continues:
        return
    targets = linkable_entries(submission, content.kind).filter(reference__in=content.continues)
    for reference in _absent(content.continues, targets.values_list("reference", flat=True)):
        yield Problem(
            "continues",
            _("An entry of this column cannot continue “%(reference)s”.")
            % {"reference": reference},
        )


def _problems_of_countries(content: EntryContent) -> Iterator[Problem]:
    codes = {code for code, _role in content.countries}
    codes |= {event.country for event in content.events if event.country}
    known = set(Country.objects.filter(iso3__in=codes).values_list("iso3", flat=True))
    for place, (code, role) in enumerate(content.countries):
        if code not in known:
            yield Problem(f"countries/{place}/country", _unknown(_("country"), code))
        if role not in CountryRole.values:
            yield Problem(f"countries/{place}/role", _unknown(_("role"), role))
    for place, event in enumerate(content.events):
        if event.country and event.country not in known:
            yield Problem(f"events/{place}/country", _unknown(_("country"), event.country))


def _problems_of_event(event: EventContent, place: str) -> Iterator[Problem]:
    if event.end < event.start:
        yield Problem(f"{place}/end", _("This ends before it starts."))
    elif event.precision not in Precision.values:
        yield Problem(f"{place}/precision", _unknown(_("precision"), event.precision))
    elif not _whole(Period(event.start, event.end, Precision(event.precision))):
        yield Problem(f"{place}/start", _("A month or a year goes from its first to its last day."))
    for problem in text_problems(event.place, limit=_PLACE_LENGTH):
        yield Problem(f"{place}/place", problem)


def _problems_of_document(title: str, url: str, place: str) -> Iterator[Problem]:
    if not title.strip():
        yield Problem(f"{place}/title", _("Say what document it is."))
    for problem in text_problems(title, limit=_DOCUMENT_LENGTHS["title"]):
        yield Problem(f"{place}/title", problem)
    for problem in text_problems(url, limit=_DOCUMENT_LENGTHS["url"]):
        yield Problem(f"{place}/url", problem)
    if not _WEB_ADDRESS.match(url):
        yield Problem(f"{place}/url", _("An address begins with https:// or http://."))


def _whole(period: Period) -> bool:
    return parse_period(format_period(period)) == period


def _absent(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    known = set(found)
    return [value for value in wanted if value not in known]


def _unknown(what: str, value: str) -> str:
    return _("“%(value)s” is no %(what)s on record.") % {"value": value, "what": what}
