"""What the page of an entry and its autosave share: an entry at work, and how it is saved."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from implementers.permissions import Person
from reporting import permissions
from reporting.actions.drafts import keep_draft
from reporting.actions.entries import SavedEntry, save_entry
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind
from reporting.forms.entry import EntryForms
from reporting.forms.entry_choices import entry_choices
from reporting.forms.entry_data import data_of
from reporting.models import Entry, Submission, WritingDraft
from reporting.queries.entries import content_of
from reporting.workflow import Act


@dataclass(frozen=True)
class Work:
    """What is being written: an entry of a chapter, or a new one, and what it holds so far."""

    chapter: Submission
    before: EntryContent
    entry: Entry | None = None

    def typed(self, data: QueryDict) -> EntryForms:
        """The form as it was sent."""
        return EntryForms.typed(data, choices=entry_choices(self.chapter, self.before, self.entry))

    def shown(self) -> EntryForms:
        """The form with what is on record."""
        return EntryForms.showing(
            self.before,
            based_on=self.entry.revision if self.entry else None,
            choices=entry_choices(self.chapter, self.before, self.entry),
        )

    def holding(self, content: EntryContent, based_on: int, session: str) -> EntryForms:
        """The form with `content` as if it were typed, found no fault with yet."""
        choices = entry_choices(self.chapter, self.before, self.entry)
        data = data_of(content, based_on=based_on, session=session, choices=choices)
        forms = EntryForms.typed(data, choices=choices)
        forms.suspend_judgement()
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


def new_work(chapter: Submission, kind: str) -> Work:
    """An empty entry. Raises `Http404` for a column that does not exist."""
    if kind not in EntryKind.values:
        raise Http404(_("There is no such column."))
    return Work(chapter, EntryContent(kind=kind, text="", language=chapter.language))


def work_on(person: Person, reference: str) -> Work:
    """An entry to write. Raises `Http404` and `NotPermitted`."""
    entry = entry_at_work(person, reference, facts=True)
    return Work(entry.submission, content_of(entry), entry)


def entry_at_work(
    person: Person, reference: str, *, to_read: bool = False, facts: bool = False
) -> Entry:
    """An entry, also one that somebody deleted, that the person writes, or works on `to_read`.

    Raises `Http404` and `NotPermitted`.
    """
    entries = Entry.with_deleted.with_facts() if facts else Entry.with_deleted.all()
    entry = (
        entries.select_related(
            "submission__reporting_year__program", "submission__implementer", "deleted_by"
        )
        .filter(reference=reference, submission__reporting_year__program__is_current=True)
        .first()
    )
    if entry is None:
        raise Http404(_("There is no such entry."))
    if to_read:
        permissions.require_to_see_work(person, entry.submission)
    else:
        permissions.require(person, Act.EDIT, entry.submission)
    return entry


def save_work(
    request: HttpRequest, work: Work, forms: EntryForms, *, ends_session: bool
) -> SavedEntry:
    """Save what was typed. Raises what `save_entry` raises."""
    return save_entry(
        work.chapter,
        forms.content(work.before),
        entry=work.entry,
        based_on=forms.based_on,
        session=forms.session,
        ends_session=ends_session,
        by=request.user,  # type: ignore[arg-type]
    )


def keep_work(
    request: HttpRequest, work: Work, forms: EntryForms, reason: str
) -> WritingDraft | None:
    """Keep what was typed though it cannot be saved; None when it names no writing session."""
    if not forms.session:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return keep_draft(
        work.chapter,
        fields,
        entry=work.entry,
        session=forms.session,
        reason=reason,
        by=request.user,  # type: ignore[arg-type]
    )
