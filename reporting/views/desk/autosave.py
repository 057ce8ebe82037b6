"""/desk/entries/<reference>/autosave/ and …/entries/autosave/ : saving while one writes."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.actions.entries import SavedEntry
from reporting.actions.refusals import EntryDeleted, EntryRefused, StaleEntry
from reporting.checks.finding import Finding
from reporting.checks.run import remedy_of
from reporting.exceptions import ReportingError
from reporting.forms.entry import EntryForms
from reporting.forms.entry_errors import errors_by_field, first_fault
from reporting.policies import NotInThisState
from reporting.views.desk.answers import desk_answer, said
from reporting.views.desk.loading import chapter_to_write
from reporting.views.desk.looking import Panel
from reporting.views.desk.writing import Work, keep_work, new_work, save_work, work_on


@desk_answer
def entry_autosave(request: HttpRequest, reference: str) -> HttpResponse:
    """Save the entry as typed so far."""
    return _save(request, work_on(request.user, reference))


@desk_answer
def entry_autosave_new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Save a new entry as typed so far; the query is that of its page (`new_work`)."""
    chapter = chapter_to_write(request.user, year, slug)
    return _save(request, new_work(chapter, request.GET))


def _save(request: HttpRequest, work: Work) -> HttpResponse:
    forms = work.typed(request.POST)
    if not forms.is_valid():
        return _at_fault(request, work, forms)
    try:
        saved = save_work(request, work, forms, ends_session=False)
    except EntryRefused as refusal:
        forms.add_problems(refusal.problems)
        return _at_fault(request, work, forms)
    except StaleEntry as refusal:
        return _conflict(request, work, forms, refusal, closed=False)
    except (NotInThisState, EntryDeleted) as refusal:
        return _conflict(request, work, forms, refusal, closed=True)
    return _saved(request, work, saved)


def _saved(request: HttpRequest, work: Work, saved: SavedEntry) -> HttpResponse:
    panel = Panel(saved.look)
    answer: dict[str, object] = {
        "revision": saved.entry.revision,
        "at": f"{timezone.localtime():%H:%M}",
        "warnings": [_as_json(finding) for finding in saved.look.findings],
        "look": panel.as_html(request),
    }
    if work.entry is None:
        reference = saved.entry.reference
        answer |= {
            "page": reverse("desk-entry", args=[reference]),
            "autosave": reverse("desk-entry-autosave", args=[reference]),
            "presence": reverse("desk-entry-presence", args=[reference]),
            "key": reference,
            "title": _("Entry %(reference)s") % {"reference": reference},
        }
    return JsonResponse(answer)


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "place": finding.place,
        "message": finding.message,
        "remedy": remedy_of(finding),
    }


def _at_fault(request: HttpRequest, work: Work, forms: EntryForms) -> HttpResponse:
    message = first_fault(forms)
    kept = keep_work(request, work, forms, message)
    return said(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        message,
        errors=errors_by_field(forms),
        kept=kept is not None,
    )


def _conflict(
    request: HttpRequest, work: Work, forms: EntryForms, refusal: ReportingError, *, closed: bool
) -> HttpResponse:
    """`closed` says that nobody can save it now; otherwise `page` shows both texts."""
    kept = keep_work(request, work, forms, str(refusal))
    page = reverse("desk-draft", args=[kept.pk]) if kept else work.address
    return said(HTTPStatus.CONFLICT, str(refusal), kept=kept is not None, page=page, closed=closed)
