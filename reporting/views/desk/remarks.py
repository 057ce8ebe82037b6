"""/desk/entries/<reference>/remarks/, /desk/remarks/<id>/ … : remarks about a chapter."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from implementers.permissions import is_secretariat
from program.models.program import current_program
from program.rich_text import to_plain
from reporting import permissions
from reporting.actions.exceptions import EditConflict, EntryDeleted, EntryInvalid, RemarkRefused
from reporting.actions.remarks import answer, resolve, take_suggestion, unresolve, write_remark
from reporting.forms.remarks import AnswerForm, RemarkForm, SuggestionForm
from reporting.models import Entry, Remark, Submission
from reporting.queries.remarks import conversation_of, threads_at
from reporting.views.desk.base import chapter_to_see, desk_page
from reporting.views.desk.chapters import CONFLICT, chapter_address
from reporting.views.desk.differences import difference
from reporting.views.desk.entry_editor import load_entry
from reporting.views.desk.kept_forms import kept_form_page
from reporting.views.desk.reviews import review_address


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def chapter_remarks(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The remarks about a chapter as a whole, and the form for a new one."""
    chapter = chapter_to_see(request.user, year, slug)
    permissions.require_to_remark(request.user, chapter)
    return _write(request, chapter, None, RemarkForm)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def entry_remarks(request: HttpRequest, reference: str) -> HttpResponse:
    """The remarks about an entry, and the form for one; the secretariat may suggest a text."""
    entry = load_entry(request.user, reference, to_read=True)
    permissions.require_to_remark(request.user, entry.submission)
    form = SuggestionForm if is_secretariat(request.user) else RemarkForm
    return _write(request, entry.submission, entry, form)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def remark_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark."""
    thread = _thread(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or "restore" in request.POST:
        return _page(request, thread.submission, thread.entry, form, answering=thread)
    try:
        answer(thread, form.cleaned_data["text"], by=request.user)  # type: ignore[arg-type]
    except RemarkRefused as refusal:
        form.add_problems(refusal.problems)
        return _page(request, thread.submission, thread.entry, form, answering=thread)
    messages.success(request, _("Your answer is saved."))
    return _back(request, thread.submission, thread.entry)


@require_POST
@desk_page
def remark_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a remark as resolved."""
    return _mark(request, pk, resolve, _("Marked as resolved."))


@require_POST
@desk_page
def remark_unresolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a resolved remark again."""
    return _mark(request, pk, unresolve, _("Opened again."))


@require_POST
@desk_page
def remark_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace the entry's text with the suggested one; if the text has changed, show both."""
    thread = _thread(request, pk)
    try:
        take_suggestion(thread, by=request.user)  # type: ignore[arg-type]
    except EditConflict:
        return _stale_page(request, thread)
    except (RemarkRefused, EntryInvalid, EntryDeleted) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The suggested text is the entry’s now."))
    return _back(request, thread.submission, thread.entry)


def _write(
    request: HttpRequest, chapter: Submission, entry: Entry | None, form_class: type[RemarkForm]
) -> HttpResponse:
    if request.method != "POST":
        text = entry.text if entry else ""
        return _page(request, chapter, entry, form_class(initial={"suggestion": text}))
    form = form_class(request.POST)
    if not form.is_valid() or "restore" in request.POST:
        return _page(request, chapter, entry, form)
    try:
        write_remark(
            chapter,
            form.cleaned_data["text"],
            entry=entry,
            suggestion=_suggestion(form, entry),
            by=request.user,  # type: ignore[arg-type]
        )
    except RemarkRefused as refusal:
        form.add_problems(refusal.problems)
        return _page(request, chapter, entry, form)
    except EntryDeleted as refusal:
        form.add_error(None, str(refusal))
        return _page(request, chapter, entry, form, status=CONFLICT)
    messages.success(request, _("Your remark is saved."))
    return _back(request, chapter, entry)


def _suggestion(form: RemarkForm, entry: Entry | None) -> str:
    """The suggested text; empty when it is the entry's text, which the form is filled with."""
    suggested: str = form.cleaned_data.get("suggestion", "")
    unchanged = entry is not None and suggested.strip() == entry.text.strip()
    return "" if unchanged else suggested


def _mark(
    request: HttpRequest, pk: int, perform: Callable[..., Remark], message: str
) -> HttpResponse:
    thread = _thread(request, pk)
    perform(thread, by=request.user)
    messages.success(request, message)
    return _back(request, thread.submission, thread.entry)


def _thread(request: HttpRequest, pk: int) -> Remark:
    """The remark that begins a thread. Raises `Http404` and `NotPermitted`."""
    thread = get_object_or_404(
        Remark.objects.select_related(
            "entry", "submission__reporting_year__program", "submission__implementer"
        ),
        current_program("submission__reporting_year__program__"),
        pk=pk,
        answers_to=None,
    )
    permissions.require_to_remark(request.user, thread.submission)
    return thread


def _back(request: HttpRequest, chapter: Submission, entry: Entry | None) -> HttpResponse:
    """Redirect to the page that the form was on, at the entry."""
    fragment = f"e-{entry.reference}" if entry else "remarks"
    came_from = request.POST.get("page", "")
    if came_from == "review" and is_secretariat(request.user):
        return redirect(review_address(chapter, place=fragment))
    if came_from == "entry" and entry is not None:
        return redirect("desk-entry", entry.reference)
    return redirect(chapter_address(chapter, place=fragment))


def _page(
    request: HttpRequest,
    chapter: Submission,
    entry: Entry | None,
    form: RemarkForm,
    *,
    answering: Remark | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "desk/remarks.html",
        {
            "section": "desk",
            "chapter": chapter,
            "entry": entry,
            "threads": _threads(chapter, entry),
            "form": form,
            "answering": answering,
            "may_remark": True,
            "page": request.POST.get("page") or request.GET.get("page", ""),
        },
        status=status,
    )


def _threads(chapter: Submission, entry: Entry | None) -> Sequence[Remark]:
    return conversation_of(chapter).of_chapter if entry is None else threads_at(entry)


def _stale_page(request: HttpRequest, thread: Remark) -> HttpResponse:
    assert thread.entry is not None  # or there would be no newer text
    return render(
        request,
        "desk/suggestion.html",
        {
            "section": "desk",
            "chapter": thread.submission,
            "entry": thread.entry,
            "thread": thread,
            "difference": difference(to_plain(thread.entry.text), to_plain(thread.suggestion)),
        },
        status=CONFLICT,
    )
