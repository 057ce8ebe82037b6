"""What the page of an entry and its autosave share: the form, saving, and the panel under it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from implementers.permissions import Person
from program.models import Language
from reporting import permissions
from reporting.actions.editing import keep_draft
from reporting.actions.entries import SavedEntry
from reporting.actions.entry_validation import linkable_entries
from reporting.actions.findings import EntryReview, review_entry
from reporting.actions.merging import Base, MergedSave, save_merged_entry
from reporting.actions.outcomes import save_with_outcomes
from reporting.checks.finding import Finding, Severity
from reporting.checks.run import not_run_words, remedy_of
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind
from reporting.forms.entry import EntryForms
from reporting.forms.entry_choices import EntryChoices, entry_choices
from reporting.forms.entry_offers import (
    Offer,
    OpenQuestion,
    offers_of,
    offers_of_content,
    questions_of,
)
from reporting.models import Entry, Submission, WritingDraft
from reporting.queries.entries import content_of
from reporting.validators import rich_text_problems
from reporting.workflow import Act


@dataclass(frozen=True)
class EntryEditor:
    """The entry being written. `before` is its content on record; a new one has no `entry`.

    `report_on` is the reference of the plan that a new one reports on, or the empty string.
    """

    chapter: Submission
    before: EntryContent
    entry: Entry | None = None
    report_on: str = ""

    @cached_property
    def choices(self) -> EntryChoices:
        """The choices of the form."""
        return entry_choices(self.chapter, self.before, self.entry)

    def typed(self, data: QueryDict) -> EntryForms:
        """The form as it was sent, with the choices of its column."""
        kind, language = data.get("kind", ""), data.get("language", "")
        kind = kind if kind in EntryKind.values else self.before.kind
        content = replace(
            self.before,
            kind=kind,
            continues=self.before.continues if kind == self.before.kind else (),
            language=language if language in Language.values else self.before.language,
        )
        choices = entry_choices(self.chapter, content, self.entry)
        return EntryForms.typed(data, choices=choices)

    def shown(self) -> EntryForms:
        """The form with the content on record."""
        return EntryForms.showing(
            self.before,
            based_on=self.entry.revision if self.entry else None,
            choices=self.choices,
        )

    def holding(self, content: EntryContent, based_on: int, session: str) -> EntryForms:
        """The form with `content`, to be saved in the same writing session."""
        return EntryForms.showing(content, based_on=based_on, choices=self.choices, session=session)

    @property
    def address(self) -> str:
        """The address of the page with the form; it names the form of a kept draft."""
        if self.entry is not None:
            return reverse("desk-entry", args=[self.entry.reference])
        page = reverse(
            "desk-entry-new",
            args=[self.chapter.reporting_year.year, self.chapter.implementer.slug],
        )
        query = {"kind": self.before.kind}
        if self.report_on:
            query["report-on"] = self.report_on
        return f"{page}?{urlencode(query)}"

    @property
    def title(self) -> str:
        """The name of the form of a kept draft."""
        if self.entry is not None:
            return _("Entry %(reference)s") % {"reference": self.entry.reference}
        chapter = self.chapter
        return _("New entry") + f", {chapter.implementer.acronym} {chapter.reporting_year.year}"


def new_entry_editor(chapter: Submission, parameters: Mapping[str, str]) -> EntryEditor:
    """An editor for a new entry: `kind` names its column, `report-on` the plan that it reports on.

    Raises `Http404` for a column or a plan that does not exist.
    """
    kind = parameters.get("kind", EntryKind.EXECUTED)
    if kind not in EntryKind.values:
        raise Http404(_("There is no such column."))
    if reference := parameters.get("report-on", ""):
        return EntryEditor(chapter, _report_on(chapter, reference), report_on=reference)
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
    """An editor for an entry. Raises `Http404` and `NotPermitted`."""
    entry = load_entry(person, reference, facts=True)
    return EntryEditor(entry.submission, content_of(entry), entry)


def load_entry(
    person: Person, reference: str, *, to_read: bool = False, facts: bool = False
) -> Entry:
    """An entry, possibly deleted, that the person may edit or, with `to_read`, may see.

    `facts` loads its relations too. Raises `Http404` and `NotPermitted`.
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


def save_merged_editor(
    request: HttpRequest,
    editor: EntryEditor,
    forms: EntryForms,
    *,
    base: Base | None,
    answers: Mapping[str, str],
) -> tuple[SavedEntry, MergedSave | None]:
    """Save what was typed, merged with what others saved. Raises as `save_merged_entry` does."""
    return save_merged_entry(
        editor.chapter,
        forms.content(editor.before),
        forms.outcomes(),
        entry=editor.entry,
        based_on=forms.based_on,
        base=base,
        answers=answers,
        session=forms.session,
        ends_session=True,
        by=request.user,  # type: ignore[arg-type]
    )


def save_editor(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms, *, ends_session: bool
) -> SavedEntry:
    """Save what was typed. Raises the errors of `save_with_outcomes`."""
    return save_with_outcomes(
        editor.chapter,
        forms.content(editor.before),
        forms.outcomes(),
        entry=editor.entry,
        based_on=forms.based_on,
        session=forms.session,
        ends_session=ends_session,
        by=request.user,  # type: ignore[arg-type]
    )


def store_unsaved(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms, reason: str
) -> WritingDraft | None:
    """Keep what was typed as a draft because it cannot be saved; None without a writing session."""
    if not forms.session:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return keep_draft(
        editor.address,
        fields,
        title=editor.title,
        submission=editor.chapter,
        session=forms.session,
        reason=reason,
        by=request.user,  # type: ignore[arg-type]
    )


_ANCHORS = {
    "text": "id_text",
    "heading": "id_heading",
    "subheading": "id_subheading",
    "activities": "cited",
    "countries": "countries",
    "events": "events",
    "documents": "documents",
}


@dataclass(frozen=True)
class PanelFinding:
    """A finding as the panel shows it; `anchor` is the id of the field that corrects it."""

    finding: Finding
    remedy: str
    anchor: str


@dataclass(frozen=True)
class EntryPanel:
    """The panel under the text of the form: findings and offers."""

    review: EntryReview
    content: EntryContent | None = None
    asks_language: bool = False

    @cached_property
    def offers(self) -> list[Offer]:
        own = offers_of_content(self.content) if self.content else []
        return [*offers_of(self.review.suggestions), *own]

    @cached_property
    def questions(self) -> list[OpenQuestion]:
        if self.content is None:
            return []
        return questions_of(self.content, asks_language=self.asks_language)

    @property
    def all_offers(self) -> list[Offer]:
        """The offers, and the answers to the questions."""
        return [*self.offers, *(offer for question in self.questions for offer in question.answers)]

    @cached_property
    def findings(self) -> list[PanelFinding]:
        return [_panel_finding(finding) for finding in self._findings if not _is_not_run(finding)]

    @property
    def not_run(self) -> str:
        """Which checks were not run for lack of time, in one sentence; empty when all were."""
        findings = [finding for finding in self._findings if _is_not_run(finding)]
        return not_run_words(findings) if findings else ""

    @property
    def _findings(self) -> list[Finding]:
        return self.review.not_asked

    def as_html(self, request: HttpRequest) -> str:
        return render_to_string("desk/_entry_panel.html", {"panel": self}, request)


def entry_panel(
    editor: EntryEditor, content: EntryContent, *, asks_language: bool = False
) -> EntryPanel:
    """The panel for this content of an entry; empty when the text is empty or invalid."""
    if not content.text.strip() or any(rich_text_problems(content.text)):
        return EntryPanel(EntryReview())
    reference = editor.entry.reference if editor.entry else ""
    review = review_entry(editor.chapter, content, reference=reference)
    return EntryPanel(review, content, asks_language)


def entry_panel_as_typed(editor: EntryEditor, forms: EntryForms) -> EntryPanel:
    """The panel for the content of the form, saved or not."""
    content = forms.content(editor.before)
    return entry_panel(editor, content, asks_language=forms.asks_language)


def _panel_finding(finding: Finding) -> PanelFinding:
    anchor = _ANCHORS.get(finding.place.partition("/")[0], "id_text")
    return PanelFinding(finding, remedy_of(finding), anchor)


def _is_not_run(finding: Finding) -> bool:
    return finding.severity == Severity.NOT_RUN
