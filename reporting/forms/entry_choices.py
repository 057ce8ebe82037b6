"""The choices of the form of an entry."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from program.models import Activity
from program.rich_text import to_plain
from reporting.actions.entry_validation import linkable_entries
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, report_year
from reporting.models import Entry, Submission

Choices = list[tuple[str, str]]
_LABEL_LENGTH = 110  # characters of a text in a list of choices


@dataclass(frozen=True)
class EntryChoices:
    """The assigned and the other activities, and the entries that the entry can continue."""

    activities: Choices
    other_activities: Choices
    continues: list[tuple[str, Choices]]


def entry_choices(
    submission: Submission, content: EntryContent, entry: Entry | None = None
) -> EntryChoices:
    """The choices in this chapter, including everything that `content` has already.

    `entry` is the entry being changed: it cannot continue itself.
    """
    assigned = set(submission.implementer.assignments.values_list("activity_id", flat=True))
    register = Activity.objects.filter(program=submission.reporting_year.program_id)
    own: Choices = []
    other: Choices = []
    for activity in register:
        choices = own if activity.pk in assigned else other
        choices.append((activity.code, _activity_label(activity)))
    return EntryChoices(own, other, _linkable_groups(submission, content, entry))


def _linkable_groups(
    submission: Submission, content: EntryContent, entry: Entry | None
) -> list[tuple[str, Choices]]:
    year = submission.reporting_year.year
    groups = [
        (
            _("Planned for %(year)d (when executed)") % {"year": year},
            _entry_labels(linkable_entries(submission, EntryKind.EXECUTED)),
        ),
        (
            _("Planned for next year in %(year)d (when planned)")
            % {"year": report_year(EntryKind.NEXT_YEAR, year)},
            _entry_labels(linkable_entries(submission, EntryKind.PLANNED)),
        ),
    ]
    if entry is not None:
        groups = [
            (label, [choice for choice in choices if choice[0] != entry.reference])
            for label, choices in groups
        ]
    offered = {reference for _label, choices in groups for reference, _choice_label in choices}
    if not_offered := [reference for reference in content.continues if reference not in offered]:
        groups.append((_("Earlier"), [(reference, reference) for reference in not_offered]))
    return [(label, choices) for label, choices in groups if choices]


def _entry_labels(entries: Iterable[Entry]) -> Choices:
    return [(entry.reference, f"{entry.reference}: {_shortened(entry.text)}") for entry in entries]


def _activity_label(activity: Activity) -> str:
    title = activity.short_title or _shortened(activity.text)
    return f"{activity.code} · {title}" if title else activity.code


def _shortened(text: str) -> str:
    plain = " ".join(to_plain(text).split())
    return plain if len(plain) <= _LABEL_LENGTH else plain[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
