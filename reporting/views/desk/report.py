"""/desk/years/<year>/report/ : the report's own parts, its order, its cover and its draft."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reporting.actions.merging import (
    COVER_RULES,
    NARRATIVE_RULES,
    MergeNeeded,
    save_merged,
)
from reporting.actions.narratives import (
    PartRefused,
    StalePart,
    cover_of,
    move_chapter,
    narrative_of,
    save_cover,
    save_narrative,
)
from reporting.document.assemble import assemble
from reporting.document.formats import Format
from reporting.document.layout import Layout
from reporting.document.store import rendered
from reporting.enums import FileFormat, NarrativeKind
from reporting.forms.report import CoverForm, NarrativeForm, PartForm
from reporting.merging import Mergeable, Rules
from reporting.models import ReportingYear
from reporting.policies import NotInThisState
from reporting.queries.highlights import executed_entries, highlights_of
from reporting.views.desk.base import desk_page
from reporting.views.desk.chapters import CONFLICT
from reporting.views.desk.issuing import year_for_secretariat
from reporting.views.desk.kept_forms import kept_form_page
from reporting.views.desk.merging import answers_of, form_wording, merge_page, tell_merged
from reporting.views.editions import TYPES

_LONGEST_SEARCH = 200  # characters


@require_safe
@desk_page
def year_report(request: HttpRequest, year: int) -> HttpResponse:
    """The report's own parts on one page; `?q=` searches for entries to choose as highlights."""
    reporting_year = year_for_secretariat(request, year)
    narratives = {row.kind: row for row in reporting_year.narratives.all()}
    search_words = request.GET.get("q", "").replace("\0", "")[:_LONGEST_SEARCH].strip()
    context = {
        "section": "desk",
        "reporting_year": reporting_year,
        "parts": [(kind, narratives.get(kind)) for kind in NarrativeKind],
        "highlights": highlights_of(reporting_year),
        "words": search_words,
        "found": executed_entries(reporting_year, search_words) if search_words else [],
        "chapters": reporting_year.submissions.working()
        .select_related("implementer")
        .order_by("position"),
        "cover": cover_of(reporting_year),
    }
    return render(request, "desk/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def narrative(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The form of a narrative part."""
    reporting_year = year_for_secretariat(request, year)
    if kind not in NarrativeKind.values:
        raise Http404
    part = NarrativeKind(kind)
    if request.method != "POST":
        form = NarrativeForm.showing(narrative_of(reporting_year, part))
        return part_page(request, reporting_year, form, part.label)
    form = NarrativeForm(request.POST)
    if not form.is_valid() or "restore" in request.POST:
        return part_page(request, reporting_year, form, part.label)
    return save_part(
        request,
        reporting_year,
        form,
        title=part.label,
        save=lambda content, based_on: save_narrative(
            reporting_year,
            part,
            content,
            based_on=based_on,
            by=request.user,  # type: ignore[arg-type]
        ),
        content=form.content(),
        base=form.based_on_content(),
        rules=NARRATIVE_RULES,
        place="parts",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def cover(request: HttpRequest, year: int) -> HttpResponse:
    """The form of the title and the cover."""
    reporting_year = year_for_secretariat(request, year)
    title = _("Cover")
    if request.method != "POST":
        form = CoverForm.showing(cover_of(reporting_year))
        return part_page(request, reporting_year, form, title)
    form = CoverForm(request.POST)
    if not form.is_valid() or "restore" in request.POST:
        return part_page(request, reporting_year, form, title)
    return save_part(
        request,
        reporting_year,
        form,
        title=title,
        save=lambda content, based_on: save_cover(
            reporting_year,
            content,
            based_on=based_on,
            by=request.user,  # type: ignore[arg-type]
        ),
        content=form.content(),
        base=form.based_on_content(),
        rules=COVER_RULES,
        place="cover",
    )


@require_POST
@desk_page
def chapter_move(request: HttpRequest, year: int) -> HttpResponse:
    """Exchange a chapter with the one before (`up`) or after it (`down`)."""
    reporting_year = year_for_secretariat(request, year)
    direction, _colon, slug = request.POST.get("move", "").partition(":")
    chapter = get_object_or_404(
        reporting_year.submissions.working(), implementer__slug=slug.replace("\0", "")
    )
    if direction not in ("up", "down"):
        raise Http404
    move_chapter(chapter, direction, by=request.user)  # type: ignore[arg-type]
    return to_report(reporting_year, "order")


@require_safe
@desk_page
def draft(request: HttpRequest, year: int, file_format: str) -> HttpResponse:
    """The report as it would be issued today, with all chapters and marked as a draft."""
    reporting_year = year_for_secretariat(request, year)
    report = assemble(reporting_year, language=reporting_year.language, drafts=True)
    if file_format == Format.HTML:
        context = {"report": report, "reporting_year": reporting_year, "section": "desk"}
        return render(request, "reporting/report/detail.html", context)
    if file_format not in list(Format):
        raise Http404
    content = rendered(report, file_format=file_format, layout=Layout.READING)
    response = HttpResponse(content, content_type=TYPES[FileFormat(file_format)])
    response["Mergeable-Disposition"] = f'inline; filename="draft-{year}.{file_format}"'
    return response


def save_part(
    request: HttpRequest,
    reporting_year: ReportingYear,
    form: PartForm,
    *,
    title: object,
    save: Callable[[Mergeable, Mergeable | None], None],
    content: Mergeable,
    base: Mergeable | None,
    rules: Rules,
    place: str,
    latest_of: Callable[[Any], Mergeable] = lambda stale: stale.latest,
) -> HttpResponse:
    """Save one part of the report, or show its form again with the reasons why it was not saved.

    What others saved meanwhile is merged; passages that both changed are asked about.
    """
    try:
        _saved, merge = save_merged(
            save,
            content,
            base=base,
            rules=rules,
            answers=answers_of(request.POST),
            conflicts=StalePart,
            latest_of=latest_of,
        )
    except PartRefused as refusal:
        form.add_problems(refusal.problems)
        return part_page(request, reporting_year, form, title)
    except NotInThisState as refusal:
        form.add_error(None, str(refusal))
        return part_page(request, reporting_year, form, title, status=CONFLICT)
    except MergeNeeded as needed:
        context = {
            "reporting_year": reporting_year,
            "address": request.path,
            "title": title,
            "language": reporting_year.language,
        }
        return merge_page(request, needed, form_wording(form), context)
    tell_merged(request, merge, form_wording(form))
    return saved(request, reporting_year, place)


def part_page(
    request: HttpRequest,
    reporting_year: ReportingYear,
    form: PartForm,
    title: object,
    *,
    status: int = 200,
) -> HttpResponse:
    """The form of one part."""
    context = {
        "section": "desk",
        "reporting_year": reporting_year,
        "form": form,
        "part": title,
    }
    return render(request, "desk/report_part.html", context, status=status)


def saved(request: HttpRequest, reporting_year: ReportingYear, place: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return to_report(reporting_year, place)


def to_report(reporting_year: ReportingYear, place: str) -> HttpResponse:
    return redirect(f"{reverse('desk-report', args=[reporting_year.year])}#{place}")
