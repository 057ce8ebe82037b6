"""What the page of an entry and its autosave share: an entry at work, and how it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from implementers.permissions import Person
from reporting import permissions
from reporting.actions.drafts import keep_draft
from reporting.actions.entries import SavedEntry, save_entry
from reporting.actions.linking import linkable_entries
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind
from reporting.forms.entry import EntryForms
from reporting.forms.entry_choices import EntryChoices, entry_choices
from reporting.forms.entry_data import data_of
from reporting.models import Entry, Submission, WritingDraft
from reporting.queries.entries import content_of
from reporting.workflow import Act


@dataclass(frozen=True)
class EntryEditor:
    """What is being written: an entry of a chapter, or a new one, and what it holds so far."""

    chapter: Submission
    before: EntryContent
    entry: Entry | None = None

    @cached_property
    def choices(self) -> EntryChoices:
        """What its form offers to choose from."""
        return entry_choices(self.chapter, self.before, self.entry)

    def typed(self, data: QueryDict) -> EntryForms:
        """The form as it was sent."""
        return EntryForms.typed(data, choices=self.choices)

    def shown(self) -> EntryForms:
        """The form with what is on record."""
        return EntryForms.showing(
            self.before,
            based_on=self.entry.revision if self.entry else None,
            choices=self.choices,
        )

    def holding(self, content: EntryContent, based_on: int, session: str) -> EntryForms:
        """The form with `content` as if it were typed, found no fault with yet."""
        data = data_of(content, based_on=based_on, session=session, choices=self.choices)
        forms = self.typed(data)
        forms.clear_errors()
        return forms

    @property
    def address(self) -> str:
        """Of the page with its form."""
        if self.entry is not None:
            return reverse("desk-entry", args=[self.entry.reference])
        page = reverse(
            "desk-entry-new",
            args=[self.chapter.reporting_year.year, self.chapter.implementer.slug],
        )
        return f"{page}?kind={self.before.kind}"


def new_entry_editor(chapter: Submission, asked: Mapping[str, str]) -> EntryEditor:
    """A new entry: `kind` names its column, `report-on` the plan that it reports.

    Raises `Http404` for a column or a plan that does not exist.
    """
    kind = asked.get("kind", EntryKind.EXECUTED)
    if kind not in EntryKind.values:
        raise Http404(_("There is no such column."))
    if reference := asked.get("report-on", ""):
        return EntryEditor(chapter, _report_on(chapter, reference))
    return EntryEditor(chapter, EntryContent(kind=kind, text="", language=chapter.language))


def _report_on(chapter: Submission, reference: str) -> EntryContent:
    """An executed entry that continues the plan, with its activities and countries."""
    plans = linkable_entries(chapter, EntryKind.EXECUTED).with_relations()
    plan = plans.filter(reference=reference).first()
    if plan is None:
        raise Http404(_("There is no such plan in this chapter."))
    planned = content_of(plan)
    return EntryContent(
        kind=EntryKind.EXECUTED,
        text="",
        language=chapter.language,
        heading=planned.heading,
        subheading=planned.subheading,
        activities=planned.activities,
        countries=planned.countries,
        continues=(plan.reference,),
    )


def entry_editor_for(person: Person, reference: str) -> EntryEditor:
    """An entry to write. Raises `Http404` and `NotPermitted`."""
    entry = load_entry(person, reference, facts=True)
    return EntryEditor(entry.submission, content_of(entry), entry)


def load_entry(
    person: Person, reference: str, *, to_read: bool = False, facts: bool = False
) -> Entry:
    """An entry, also one that somebody deleted, that the person writes, or works on `to_read`.

    Raises `Http404` and `NotPermitted`.
    """
    entries = Entry.with_deleted.working()
    entries = entries.with_relations() if facts else entries
    entry = (
        entries.select_related(
            "submission__reporting_year__program", "submission__implementer", "deleted_by"
        )
        .of_current_program()
        .filter(reference=reference)
        .first()
    )
    if entry is None:
        raise Http404(_("There is no such entry."))
    if to_read:
        permissions.require_to_see_work(person, entry.submission)
    else:
        permissions.require(person, Act.EDIT, entry.submission)
    return entry


def save_editor(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms, *, ends_session: bool
) -> SavedEntry:
    """Save what was typed. Raises what `save_entry` raises."""
    return save_entry(
        editor.chapter,
        forms.content(editor.before),
        entry=editor.entry,
        based_on=forms.based_on,
        session=forms.session,
        ends_session=ends_session,
        by=request.user,  # type: ignore[arg-type]
    )


def store_unsaved(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms, reason: str
) -> WritingDraft | None:
    """Keep what was typed though it cannot be saved; None when it names no writing session."""
    if not forms.session:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return keep_draft(
        editor.chapter,
        fields,
        entry=editor.entry,
        session=forms.session,
        reason=reason,
        by=request.user,  # type: ignore[arg-type]
    )
