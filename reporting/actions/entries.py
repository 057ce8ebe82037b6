"""Writing entries."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.models import Assignment, User
from reporting import permissions, policies
from reporting.actions.entry_problems import entry_problems
from reporting.actions.entry_writing import write_content
from reporting.actions.locking import locked
from reporting.actions.numbers import next_position, take_reference
from reporting.actions.refusals import EntryRefused, Problem, StaleEntry
from reporting.checks.entry import entry_findings
from reporting.checks.finding import Finding
from reporting.entry_content import EntryContent
from reporting.enums import CountryRole, Origin
from reporting.models import Entry, EntryVersion, Submission
from reporting.workflow import Act


@dataclass(frozen=True)
class SavedEntry:
    """A saved entry, the version that was kept, and what its writer should look at again."""

    entry: Entry
    version: EntryVersion
    warnings: tuple[Finding, ...]


@transaction.atomic
def save_entry(
    submission: Submission,
    content: EntryContent,
    *,
    entry: Entry | None = None,
    based_on: int | None = None,
    by: User,
) -> SavedEntry:
    """Save `content` as a new entry of the chapter, or as the next version of `entry`.

    `based_on` is the number of the version that was edited, for a new entry None. Events'
    countries that the entry does not name are added to it as places. Raises `NotPermitted`,
    `NotInThisState`, `StaleEntry` when `based_on` is not the latest version, and `EntryRefused`
    with every problem; then nothing is saved.
    """
    chapter = locked(submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    current = None if entry is None else _current(chapter, entry, based_on)
    content = completed(content)
    if problems := list(entry_problems(chapter, content, entry=current)):
        raise EntryRefused(problems)
    target = current or Entry(submission=chapter, reference=take_reference(chapter))
    if current is None or current.kind != content.kind:
        target.position = next_position(chapter, content.kind)
    version = write_content(target, content, origin=Origin.PORTAL, by=by)
    return SavedEntry(target, version, warnings_of(chapter, content))


def completed(content: EntryContent) -> EntryContent:
    """`content` with nothing named twice and with its events' countries among its countries."""
    countries = list(dict.fromkeys(content.countries))
    named = {code for code, _role in countries}
    missing = dict.fromkeys(event.country for event in content.events if event.country)
    countries += [(code, CountryRole.PLACE) for code in missing if code not in named]
    return replace(
        content,
        activities=tuple(dict.fromkeys(content.activities)),
        countries=tuple(countries),
        continues=tuple(dict.fromkeys(content.continues)),
    )


def warnings_of(submission: Submission, content: EntryContent) -> tuple[Finding, ...]:
    """What the checks say of an entry of this chapter."""
    assigned = set(
        Assignment.objects.filter(implementer=submission.implementer_id)
        .order_by()
        .values_list("activity__code", flat=True)
    )
    return entry_findings(content, year=submission.reporting_year.year, assigned=assigned)


def _current(chapter: Submission, entry: Entry, based_on: int | None) -> Entry:
    current = chapter.entries.filter(pk=entry.pk).first()
    if current is None:
        raise EntryRefused([Problem("", _("This entry does not stand in this chapter."))])
    current.submission = chapter
    latest = current.versions.select_related("saved_by").order_by("-number").first()
    if latest is not None and latest.number != based_on:
        raise StaleEntry(latest)
    return current
