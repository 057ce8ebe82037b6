"""What the page of an entry says of it: what the checks find, what its text names and could be added."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from reporting.actions.findings import EntryReview, review_entry
from reporting.checks.finding import Finding, Severity
from reporting.checks.run import not_run_words, remedy_of
from reporting.entry_content import EntryContent
from reporting.forms.entry import EntryForms
from reporting.forms.entry_offers import Offer, offers_of
from reporting.validators import text_problems
from reporting.views.desk.entry_editor import EntryEditor

_PLACES = {
    "text": "id_text",
    "activities": "cited",
    "countries": "countries",
    "events": "events",
    "documents": "documents",
}


@dataclass(frozen=True)
class PanelFinding:
    """A finding as its writer is told it; `anchor` is where on the page it is mended."""

    finding: Finding
    remedy: str
    anchor: str


@dataclass(frozen=True)
class EntryPanel:
    """What stands under the text of the form."""

    review: EntryReview

    @cached_property
    def offers(self) -> list[Offer]:
        return offers_of(self.review.suggestions)

    @cached_property
    def findings(self) -> list[PanelFinding]:
        return [_panel_finding(finding) for finding in self._findings if not _is_not_run(finding)]

    @property
    def not_run(self) -> str:
        """Which checks had no time, in one sentence."""
        findings = [finding for finding in self._findings if _is_not_run(finding)]
        return not_run_words(findings) if findings else ""

    @property
    def _findings(self) -> list[Finding]:
        return self.review.not_asked

    def as_html(self, request: HttpRequest) -> str:
        return render_to_string("desk/_entry_panel.html", {"panel": self}, request)


def entry_panel(editor: EntryEditor, content: EntryContent) -> EntryPanel:
    """Of an entry with this content. Empty for a text that is none, or that no page can show."""
    if not content.text.strip() or any(text_problems(content.text)):
        return EntryPanel(EntryReview())
    reference = editor.entry.reference if editor.entry else ""
    return EntryPanel(review_entry(editor.chapter, content, reference=reference))


def entry_panel_as_typed(editor: EntryEditor, forms: EntryForms) -> EntryPanel:
    """Of what stands in the form, saved or not."""
    return entry_panel(editor, forms.so_far(editor.before))


def _panel_finding(finding: Finding) -> PanelFinding:
    anchor = _PLACES.get(finding.place.partition("/")[0], "id_text")
    return PanelFinding(finding, remedy_of(finding), anchor)


def _is_not_run(finding: Finding) -> bool:
    return finding.severity == Severity.NOT_RUN
