"""The choices of the form of an entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from program.models import Activity, Theme, ThemeKind
from program.rich_text import to_plain
from reporting.actions.entry_validation import linkable_entries
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, column_year, report_year
from reporting.models import Entry, Submission

Choices = list[tuple[str, str]]
_LABEL_LENGTH = 110  # characters of a text in a list of choices


@dataclass(frozen=True)
class EntryChoices:
    """What an entry of a column can name.

    The assigned and the other activities, the entries that it can continue, the plans of these by
    their reference, the headings and subheadings of the chapter, the year of the column, and the
    themes by kind.
    """

    activities: Choices
    other_activities: Choices
    continues: list[tuple[str, Choices]]
    plans: Mapping[str, Entry] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    subheadings: tuple[str, ...] = ()
    year: int | None = None
    language: str = "en"
    themes: Sequence[tuple[str, Choices]] = ()


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
    linkable = _linkable(submission, content.kind, entry)
    headings, subheadings = _headings(submission)
    return EntryChoices(
        own,
        other,
        _linkable_groups(submission, content, linkable),
        {plan.reference: plan for plan in linkable if plan.kind == EntryKind.PLANNED},
        headings,
        subheadings,
        column_year(content.kind, submission.reporting_year.year),
        content.language,
        _theme_groups(),
    )


def _theme_groups() -> list[tuple[str, Choices]]:
    themes = list(Theme.objects.all())
    groups = [
        (label, [(theme.code, theme.name) for theme in themes if theme.kind == kind])
        for kind, label in (
            (ThemeKind.THEME, _("Themes")),
            (ThemeKind.GROUP, _("Groups of persons")),
        )
    ]
    return [(label, choices) for label, choices in groups if choices]


def _linkable(submission: Submission, kind: str, entry: Entry | None) -> list[Entry]:
    """The entries that an entry of this column can continue, without itself."""
    earlier = linkable_entries(submission, kind)
    return [one for one in earlier if entry is None or one.reference != entry.reference]


def _headings(submission: Submission) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings and the subheadings of the chapter, in its order."""
    pairs = list(
        submission.entries.in_official_order().values_list("heading", "subheading").distinct()
    )
    return tuple(dict.fromkeys(heading for heading, _sub in pairs if heading)), tuple(
        dict.fromkeys(subheading for _heading, subheading in pairs if subheading)
    )


def _linkable_groups(
    submission: Submission, content: EntryContent, linkable: list[Entry]
) -> list[tuple[str, Choices]]:
    year = submission.reporting_year.year
    if content.kind == EntryKind.EXECUTED:
        label = _("Planned for %(year)d") % {"year": year}
    else:
        earlier_year = report_year(EntryKind.NEXT_YEAR, year)
        label = _("Planned for next year in %(year)d") % {"year": earlier_year}
    groups = [(label, _entry_labels(linkable))]
    offered = {one.reference for one in linkable}
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
