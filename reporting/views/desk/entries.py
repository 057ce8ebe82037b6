"""/desk/entries/<reference>/ and …/entries/new/ : writing an entry."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reporting import policies
from reporting.actions.entries import SavedEntry, save_entry, warnings_of
from reporting.actions.refusals import EntryRefused, StaleEntry
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind
from reporting.forms.entry import EntryForms, FindingsByPlace
from reporting.forms.entry_choices import entry_choices
from reporting.models import Entry, Submission
from reporting.policies import NotInThisState
from reporting.queries.entries import content_of
from reporting.views.desk.loading import chapter_to_write, desk_page, entry_to_write
from reporting.workflow import Act

CONFLICT = 409


@dataclass(frozen=True)
class Draft:
    """What is being written: an entry of a chapter, or a new one, and what it holds so far."""

    chapter: Submission
    before: EntryContent
    entry: Entry | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def entry_new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The form of a new entry; `?kind=` names its column."""
    chapter = chapter_to_write(request.user, year, slug)
    kind = request.GET.get("kind", EntryKind.EXECUTED)
    if kind not in EntryKind.values:
        raise Http404(_("There is no such column."))
    empty = EntryContent(kind=kind, text="", language=chapter.language)
    return _write(request, Draft(chapter, empty))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def entry_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """The form of an entry."""
    entry = entry_to_write(request.user, reference)
    return _write(request, Draft(entry.submission, content_of(entry), entry))


def _write(request: HttpRequest, draft: Draft) -> HttpResponse:
    choices = entry_choices(draft.chapter, draft.before, draft.entry)
    if request.method != "POST":
        policies.require(draft.chapter, Act.EDIT)
        latest = draft.entry and draft.entry.versions.order_by("number").last()
        forms = EntryForms.showing(
            draft.before, based_on=latest.number if latest else None, choices=choices
        )
        return _form_page(request, draft, forms)
    forms = EntryForms.typed(request.POST, choices=choices)
    if EntryForms.asks_for_row(request.POST) or not forms.is_valid():
        return _form_page(request, draft, forms)
    return _save(request, draft, forms)


def _save(request: HttpRequest, draft: Draft, forms: EntryForms) -> HttpResponse:
    """Save what was typed, or show the form again with it and with what stands against it."""
    try:
        saved = save_entry(
            draft.chapter,
            forms.content(draft.before),
            entry=draft.entry,
            based_on=forms.based_on,
            by=request.user,  # type: ignore[arg-type]
        )
    except EntryRefused as refusal:
        forms.add_problems(refusal.problems)
        return _form_page(request, draft, forms)
    except NotInThisState as refusal:
        forms.form.add_error(None, str(refusal))
        return _form_page(request, draft, forms, status=CONFLICT)
    except StaleEntry as stale:
        forms.build_on(stale.latest.number)
        return _form_page(request, draft, forms, stale=stale, status=CONFLICT)
    _tell(request, saved)
    return redirect(_chapter_address(draft.chapter) + f"#e-{saved.entry.reference}")


def _form_page(
    request: HttpRequest,
    draft: Draft,
    forms: EntryForms,
    *,
    stale: StaleEntry | None = None,
    status: int = 200,
) -> HttpResponse:
    findings = () if draft.entry is None else warnings_of(draft.chapter, draft.before)
    return render(
        request,
        "desk/entry.html",
        {
            "section": "desk",
            "chapter": draft.chapter,
            "entry": draft.entry,
            "forms": forms,
            "findings": FindingsByPlace(findings),
            "stale": stale,
        },
        status=status,
    )


def _tell(request: HttpRequest, saved: SavedEntry) -> None:
    messages.success(request, _("Saved: %(reference)s.") % {"reference": saved.entry.reference})
    for warning in saved.warnings:
        messages.warning(request, f"{saved.entry.reference}: {warning.message}")


def _chapter_address(chapter: Submission) -> str:
    return reverse("desk-chapter", args=[chapter.reporting_year.year, chapter.implementer.slug])
