"""/desk/register/ … : correcting the register and filling it from a spreadsheet."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementers.models import User
from program.models import Activity, Program
from program.rich_text import to_plain
from reporting.actions.register import (
    RegisterRefused,
    confirm_register_file,
    correct_activity,
    review_rows,
    store_register_file,
)
from reporting.exceptions import FileRefused
from reporting.exporting.tables import MEDIA_TYPES, TableFormat, write_table
from reporting.forms.register import CorrectActivityForm, RegisterFileForm
from reporting.importing.register_file import COLUMNS, read_register_file, register_template
from reporting.models import RegisterFile
from reporting.permissions import require_to_keep_register
from reporting.queries.log import logged_outside_years
from reporting.queries.reference_texts import last_recorded_year, versions_of
from reporting.views.desk.base import desk_page
from reporting.views.desk.kept_forms import kept_form_page

_LINES = 10  # of the log
_CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def register_overview(request: HttpRequest) -> HttpResponse:
    """The activities of the register, and the form that takes a spreadsheet."""
    require_to_keep_register(request.user)
    program = _program()
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = read_register_file(file.read(), file.name)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            stored = store_register_file(file.name, rows, by=_user(request))
            return redirect("desk-register-file", stored.pk)
    activities = list(program.activities.order_by("position"))
    return render(
        request,
        "desk/register.html",
        {
            "section": "desk",
            "form": form,
            "columns": COLUMNS,
            "activities": activities,
            "without_text": sum(not activity.text for activity in activities),
            "log": logged_outside_years()[:_LINES],
        },
        status=422 if form.errors else 200,
    )


@require_safe
@desk_page
def register_file_template(request: HttpRequest, file_format: str) -> HttpResponse:
    """The register as a spreadsheet to be filled in."""
    require_to_keep_register(request.user)
    if file_format not in (TableFormat.CSV, TableFormat.XLSX):
        raise Http404
    table_format = TableFormat(file_format)
    with write_table(register_template(_program()), table_format) as file:
        response = HttpResponse(file.read(), content_type=MEDIA_TYPES[table_format])
    response["Content-Disposition"] = f'attachment; filename="register.{table_format}"'
    return response


@require_safe
@desk_page
def register_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview of a spreadsheet: what each row would change, and what is wrong with it."""
    require_to_keep_register(request.user)
    return _preview(request, get_object_or_404(RegisterFile, pk=pk))


def _preview(request: HttpRequest, file: RegisterFile, *, status: int = 200) -> HttpResponse:
    rows = review_rows(_program(), file.rows)
    return render(
        request,
        "desk/register_file.html",
        {
            "section": "desk",
            "file": file,
            "rows": rows,
            "refused": [row for row in rows if row.problems],
            "changing": [row for row in rows if row.changes],
            "unchanged": sum(not row.problems and not row.changes for row in rows),
        },
        status=status,
    )


@require_POST
@desk_page
def register_file_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the rows without problems into the register."""
    require_to_keep_register(request.user)
    file = get_object_or_404(RegisterFile, pk=pk)
    try:
        changed = confirm_register_file(file, _program(), by=_user(request))
    except RegisterRefused as refusal:
        messages.error(request, str(refusal))
        return _preview(request, file, status=_CONFLICT)
    message = ngettext(
        "%(count)d activity was changed.", "%(count)d activities were changed.", changed
    )
    messages.success(request, message % {"count": changed})
    return redirect("desk-register")


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def activity_correct(request: HttpRequest, code: str) -> HttpResponse:
    """Correct the text of an activity, with its source and the first report that reads it."""
    require_to_keep_register(request.user)
    activity = get_object_or_404(_program().activities, code=code)
    last = last_recorded_year()
    initial = {
        "text": to_plain(activity.text),
        "source": activity.text_source,
        "valid_from": None if last is None else last + 1,
    }
    form = CorrectActivityForm(request.POST or None, initial=initial)
    sends = request.method == "POST" and "restore" not in request.POST
    if sends and form.is_valid() and _corrected(request, activity, form):
        messages.success(request, _("The text of %(code)s was corrected.") % {"code": code})
        return redirect("activity-detail", code)
    context = {
        "section": "desk",
        "activity": activity,
        "form": form,
        "versions": versions_of(activity),
    }
    return render(
        request, "desk/correct_activity.html", context, status=422 if form.errors else 200
    )


def _corrected(request: HttpRequest, activity: Activity, form: CorrectActivityForm) -> bool:
    values = form.cleaned_data
    try:
        correct_activity(
            activity,
            text=values["text"],
            source=values["source"],
            valid_from=values["valid_from"],
            by=_user(request),
        )
    except RegisterRefused as refusal:
        for problem in refusal.problems:
            form.add_error(problem.place or None, problem.message)
        return False
    return True


def _program() -> Program:
    return get_object_or_404(Program.objects.current())


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
