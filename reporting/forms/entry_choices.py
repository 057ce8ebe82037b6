"""What the form of an entry offers to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from program.models import Activity
from reporting.actions.entry_validation import linkable_entries
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, report_year
from reporting.markdown import to_plain
from reporting.models import Entry, Submission

Choices = list[tuple[str, str]]
_WORDS = 110  # characters of a text that stand for it in a list


@dataclass(frozen=True)
class EntryChoices:
    """Assigned activities, the other ones of the register, and what the entry may continue."""

    activities: Choices
    other_activities: Choices
    continues: list[tuple[str, Choices]]


def entry_choices(
    submission: Submission, content: EntryContent, entry: Entry | None = None
) -> EntryChoices:
    """The choices in this chapter, with what `content` holds already among them.

    `entry` is the one being changed, which does not continue itself.
    """
    assigned = set(submission.implementer.assignments.values_list("activity_id", flat=True))
    register = Activity.objects.filter(program=submission.reporting_year.program_id)
    own: Choices = []
    other: Choices = []
    for activity in register:
        choices = own if activity.pk in assigned else other
        choices.append((activity.code, _activity_words(activity)))
    return EntryChoices(own, other, _continuable(submission, content, entry))


def _continuable(
    submission: Submission, content: EntryContent, entry: Entry | None
) -> list[tuple[str, Choices]]:
    year = submission.reporting_year.year
    groups = [
        (
            _("Planned for %(year)d (when executed)") % {"year": year},
            _entries(linkable_entries(submission, EntryKind.EXECUTED)),
        ),
        (
            _("Promised in %(year)d (when planned)")
            % {"year": report_year(EntryKind.NEXT_YEAR, year)},
            _entries(linkable_entries(submission, EntryKind.PLANNED)),
        ),
    ]
    if entry is not None:
        groups = [
            (label, [choice for choice in choices if choice[0] != entry.reference])
            for label, choices in groups
        ]
    offered = {reference for _label, choices in groups for reference, _words in choices}
    if further := [reference for reference in content.continues if reference not in offered]:
        groups.append((_("Earlier"), [(reference, reference) for reference in further]))
    return [(label, choices) for label, choices in groups if choices]


def _entries(entries: Iterable[Entry]) -> Choices:
    return [(entry.reference, f"{entry.reference}: {_short(entry.text)}") for entry in entries]


def _activity_words(activity: Activity) -> str:
    words = activity.short_title or _short(activity.text)
    return f"{activity.code} · {words}" if words else activity.code


def _short(text: str) -> str:
    words = " ".join(to_plain(text).split())
    return words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
