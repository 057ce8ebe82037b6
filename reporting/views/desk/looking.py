"""What the page of an entry says of it: what the checks find, what its text names and could be added."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from reporting.actions.findings import Look, look_at
from reporting.checks.finding import Finding, Severity
from reporting.checks.run import not_run_words, remedy_of
from reporting.entry_content import EntryContent
from reporting.forms.entry import EntryForms
from reporting.forms.entry_offers import Offer, offers_of
from reporting.validators import text_problems
from reporting.views.desk.writing import Work

_PLACES = {
    "text": "id_text",
    "activities": "cited",
    "countries": "countries",
    "events": "events",
    "documents": "documents",
}


@dataclass(frozen=True)
class Told:
    """A finding as its writer is told it; `anchor` is where on the page it is mended."""

    finding: Finding
    remedy: str
    anchor: str


@dataclass(frozen=True)
class Panel:
    """What stands under the text of the form."""

    look: Look

    @cached_property
    def offers(self) -> list[Offer]:
        return offers_of(self.look.suggestions)

    @cached_property
    def told(self) -> list[Told]:
        return [_told(finding) for finding in self._findings if not _is_not_run(finding)]

    @property
    def not_run(self) -> str:
        """Which checks had no time, in one sentence."""
        findings = [finding for finding in self._findings if _is_not_run(finding)]
        return not_run_words(findings) if findings else ""

    @property
    def _findings(self) -> list[Finding]:
        return self.look.not_asked

    def as_html(self, request: HttpRequest) -> str:
        return render_to_string("desk/_look.html", {"panel": self}, request)


def panel_of(work: Work, content: EntryContent) -> Panel:
    """Of an entry with this content. Empty for a text that is none, or that no page can show."""
    if not content.text.strip() or any(text_problems(content.text)):
        return Panel(Look())
    reference = work.entry.reference if work.entry else ""
    return Panel(look_at(work.chapter, content, reference=reference))


def panel_as_typed(work: Work, forms: EntryForms) -> Panel:
    """Of what stands in the form, saved or not."""
    return panel_of(work, forms.so_far(work.before))


def _told(finding: Finding) -> Told:
    anchor = _PLACES.get(finding.place.partition("/")[0], "id_text")
    return Told(finding, remedy_of(finding), anchor)


def _is_not_run(finding: Finding) -> bool:
    return finding.severity == Severity.NOT_RUN
