"""/desk/years/<year>/report/highlights/ : choosing, ordering and editing the highlights."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from implementers.models import User
from reporting.actions.highlights import (
    add_highlight,
    move_highlight,
    remove_highlight,
    save_wording,
)
from reporting.actions.merging import WORDING_RULES, HighlightWording
from reporting.actions.narratives import PartRefused
from reporting.forms.report import WordingForm
from reporting.models import Entry, Highlight, ReportingYear
from reporting.views.desk.base import desk_page
from reporting.views.desk.issuing import year_for_secretariat
from reporting.views.desk.kept_forms import kept_form_page
from reporting.views.desk.report import part_page, save_part, to_report


@require_POST
@desk_page
def highlight_add(request: HttpRequest, year: int) -> HttpResponse:
    """Make an entry a highlight."""
    reporting_year = year_for_secretariat(request, year)
    reference = request.POST.get("entry", "").replace("\0", "")
    entry = get_object_or_404(Entry.objects.working(), reference=reference)
    try:
        add_highlight(reporting_year, entry, by=request.user)  # type: ignore[arg-type]
    except PartRefused as refusal:
        messages.error(request, str(refusal))
    return to_report(reporting_year, "highlights")


@require_POST
@desk_page
def highlight_change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Move a highlight up or down, or remove it. A highlight that is gone already is no error."""
    reporting_year = year_for_secretariat(request, year)
    highlight = reporting_year.highlights.filter(pk=pk).first()
    if highlight is not None:
        _change(highlight, request.POST.get("act", ""), request.user)  # type: ignore[arg-type]
    return to_report(reporting_year, "highlights")


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def highlight_wording(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The form with a text for the highlight, which replaces that of its entry."""
    reporting_year = year_for_secretariat(request, year)
    highlight = get_object_or_404(reporting_year.highlights.all(), pk=pk)
    title = _("Highlight %(number)d") % {"number": highlight.position}
    if request.method != "POST":
        form = WordingForm(initial={"text": highlight.text, "based_on": highlight.text})
        return part_page(request, reporting_year, form, title)
    form = WordingForm(request.POST)
    if not form.is_valid() or "restore" in request.POST:
        return part_page(request, reporting_year, form, title)
    return _save(request, reporting_year, highlight, form, title)


def _save(
    request: HttpRequest,
    reporting_year: ReportingYear,
    highlight: Highlight,
    form: WordingForm,
    title: str,
) -> HttpResponse:
    based_on = form.cleaned_data["based_on"]
    return save_part(
        request,
        reporting_year,
        form,
        title=title,
        save=lambda wording, base: save_wording(
            highlight,
            wording.text,
            based_on=None if base is None else base.text,
            by=request.user,  # type: ignore[arg-type]
        ),
        content=HighlightWording(form.cleaned_data["text"]),
        base=HighlightWording(based_on) if isinstance(based_on, str) else None,
        rules=WORDING_RULES,
        place="highlights",
        latest_of=lambda stale: HighlightWording(stale.latest),
    )


def _change(highlight: Highlight, act: str, by: User) -> None:
    if act == "remove":
        remove_highlight(highlight, by=by)
    elif act in ("up", "down"):
        move_highlight(highlight, act, by=by)  # type: ignore[arg-type]
    else:
        raise Http404
