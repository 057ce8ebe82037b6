"""What an entry may hold, and which entries it can continue."""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from program.models import Activity, Country, Language, Theme
from reporting.actions.exceptions import Problem
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import CountryRole, EntryKind, Outcome, Precision, TitleSource
from reporting.models import Entry, EntryDocument, Event, Submission
from reporting.models.entry import EntryQuerySet
from reporting.periods import Period, format_period, parse_period
from reporting.validators import rich_text_problems, text_problems


def linkable_entries(submission: Submission, kind: str) -> EntryQuerySet:
    """Return the entries that an entry of `kind` in this chapter may continue.

    An executed entry continues one that was planned for the same year. A planned entry continues
    one that the year before planned for next year. Both are of the same implementer and Program. An
    entry of a demonstration year is continued only in another one.
    """
    own = (
        Entry.objects.working()
        .filter(
            submission__implementer=submission.implementer_id,
            submission__reporting_year__program=submission.reporting_year.program_id,
        )
        .order_by("position")
    )
    if not submission.reporting_year.is_demonstration:
        own = own.without_demonstrations()
    year = submission.reporting_year.year
    if kind == EntryKind.EXECUTED:
        return own.in_column(EntryKind.PLANNED, year)
    if kind == EntryKind.PLANNED:
        return own.in_column(EntryKind.NEXT_YEAR, year)
    return own.none()


def _length(model: type[Model], column: str) -> int:
    return cast("CharField[str, str]", model._meta.get_field(column)).max_length or 0


LINE_LENGTHS = {
    column: _length(Entry, column) for column in ("title", "label", "heading", "subheading")
}
_DOCUMENT_LENGTHS = {column: _length(EntryDocument, column) for column in ("title", "url")}
_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*\Z")
_PLACE_LENGTH = _length(Event, "place")
_EVENT_TITLE_LENGTH = _length(Event, "title")


def entry_problems(
    submission: Submission, content: EntryContent, *, entry: Entry | None
) -> Iterator[Problem]:
    """Yield every reason to refuse `content` for this chapter; `entry` is the one being changed."""
    yield from _problems_of_texts(content)
    yield from _problems_of_kind(content, entry)
    yield from _problems_of_outcome(content)
    yield from _problems_of_references(submission, content)
    for index, event in enumerate(content.events):
        yield from _problems_of_event(event, f"events/{index}")
    for index, (title, url) in enumerate(content.documents):
        yield from _problems_of_document(title, url, f"documents/{index}")


def _problems_of_texts(content: EntryContent) -> Iterator[Problem]:
    if not content.text.strip():
        yield Problem("text", _("Write what was planned or done."))
    for field in ("text", "outcome_reason"):
        for message in rich_text_problems(getattr(content, field)):
            yield Problem(field, message)
    for field, limit in LINE_LENGTHS.items():
        for message in text_problems(getattr(content, field), limit=limit):
            yield Problem(field, message)
    if content.subheading and not content.heading:
        yield Problem("subheading", _("A subheading needs a heading."))
    if content.title and content.title_source not in TitleSource.values:
        yield Problem("title", _unknown(_("source of a title"), content.title_source))
    if content.language not in Language.values:
        yield Problem("language", _unknown(_("language"), content.language))


def _problems_of_kind(content: EntryContent, entry: Entry | None) -> Iterator[Problem]:
    if content.kind not in EntryKind.values:
        yield Problem("kind", _unknown(_("column"), content.kind))
    if entry is None or entry.kind == content.kind:
        return
    later = entry.links_forward.working()
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
    for code in _missing(content.activities, activities.values_list("code", flat=True)):
        yield Problem("activities", _unknown(_("activity"), code))
    yield from _problems_of_countries(content)
    codes = [code for code, _source in content.themes]
    if codes:
        themes = Theme.objects.filter(code__in=codes).values_list("code", flat=True)
        for code in _missing(codes, themes):
            yield Problem("themes", _unknown(_("theme"), code))
    if not content.continues:
        return
    targets = linkable_entries(submission, content.kind).filter(reference__in=content.continues)
    for reference in _missing(content.continues, targets.values_list("reference", flat=True)):
        yield Problem(
            "continues",
            _("An entry of this column cannot continue “%(reference)s”.")
            % {"reference": reference},
        )


def _problems_of_countries(content: EntryContent) -> Iterator[Problem]:
    codes = {code for code, _role in content.countries}
    for event in content.events:
        codes |= {event.country, *event.subjects} - {""}
    known = set(Country.objects.filter(iso3__in=codes).values_list("iso3", flat=True))
    for index, (code, role) in enumerate(content.countries):
        if code not in known:
            yield Problem(f"countries/{index}/country", _unknown(_("country"), code))
        if role not in CountryRole.values:
            yield Problem(f"countries/{index}/role", _unknown(_("role"), role))
    for index, event in enumerate(content.events):
        if event.country and event.country not in known:
            yield Problem(f"events/{index}/country", _unknown(_("country"), event.country))
        for code in event.subjects:
            if code not in known:
                yield Problem(f"events/{index}/subjects", _unknown(_("country"), code))
        if len(set(event.subjects)) < len(event.subjects):
            yield Problem(f"events/{index}/subjects", _("A country is named twice."))


def _problems_of_event(event: EventContent, path: str) -> Iterator[Problem]:
    if event.end < event.start:
        yield Problem(f"{path}/end", _("This ends before it starts."))
    elif event.precision not in Precision.values:
        yield Problem(f"{path}/precision", _unknown(_("precision"), event.precision))
    elif not _is_complete(Period(event.start, event.end, Precision(event.precision))):
        yield Problem(f"{path}/start", _("A month or a year goes from its first to its last day."))
    for message in text_problems(event.place, limit=_PLACE_LENGTH):
        yield Problem(f"{path}/place", message)
    for message in text_problems(event.title, limit=_EVENT_TITLE_LENGTH):
        yield Problem(f"{path}/title", message)
    if event.title_source and event.title_source not in TitleSource.values:
        yield Problem(f"{path}/title", _unknown(_("source"), event.title_source))


def _problems_of_document(title: str, url: str, path: str) -> Iterator[Problem]:
    if not title.strip():
        yield Problem(f"{path}/title", _("Say what document it is."))
    for message in text_problems(title, limit=_DOCUMENT_LENGTHS["title"]):
        yield Problem(f"{path}/title", message)
    for message in text_problems(url, limit=_DOCUMENT_LENGTHS["url"]):
        yield Problem(f"{path}/url", message)
    if not _WEB_ADDRESS.match(url):
        yield Problem(f"{path}/url", _("An address begins with https:// or http://."))


def _is_complete(period: Period) -> bool:
    return parse_period(format_period(period)) == period


def _missing(wanted: Iterable[str], existing: Iterable[str]) -> list[str]:
    known = set(existing)
    return [value for value in wanted if value not in known]


def _unknown(what: str, value: str) -> str:
    return _("“%(value)s” is no %(what)s on record.") % {"value": value, "what": what}
