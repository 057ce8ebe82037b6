"""The forms of the desk that keep what is typed in them (`WritingDraft`), and how they do it."""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from implementers.permissions import Person
from program.models import Activity, Program
from reporting import permissions, policies
from reporting.actions.editing import forget_draft, keep_draft
from reporting.actions.exceptions import ContentChanged
from reporting.enums import NarrativeKind
from reporting.models import Remark, ReportingYear, Submission, WritingDraft
from reporting.policies import NotInThisState
from reporting.views.desk.base import View, chapter_to_see, chapter_to_write, form_page
from reporting.views.desk.entry_editor import load_entry, new_entry_editor
from reporting.workflow import Act

_LONGEST_ADDRESS = 300  # characters
_ARRIVAL_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class KeptForm:
    """A form by its address, its name for the user, and its chapter; None for one of a year.

    `needs` is the act that must be possible for the form to be shown.
    """

    address: str
    title: str
    chapter: Submission | None = None
    needs: Act | None = None

    @property
    def is_open(self) -> bool:
        """Whether the form can be shown now."""
        return (
            self.chapter is None or self.needs is None or policies.allows(self.chapter, self.needs)
        )


Found = tuple[str, Submission | None, Act | None]
_FINGERPRINT = re.compile(r"[0-9a-f]{8,64}")
Loader = Callable[..., Found]


def _written(title: Callable[[], str]) -> Loader:
    """A form of a chapter for the people who write it."""

    def load(person: Person, year: int, slug: str) -> Found:
        return title(), chapter_to_write(person, year, slug), Act.EDIT

    return load


def _act(title: Callable[[], str], act: Act) -> Loader:
    """A form with the reason of an act on a chapter."""

    def load(person: Person, year: int, slug: str) -> Found:
        chapter = chapter_to_see(person, year, slug)
        permissions.require(person, act, chapter)
        return title(), chapter, act

    return load


def _entry(person: Person, reference: str) -> Found:
    entry = load_entry(person, reference)
    title = _("Entry %(reference)s") % {"reference": reference}
    return title, entry.submission, Act.EDIT


def _outcome(person: Person, reference: str) -> Found:
    entry = load_entry(person, reference)
    title = _("Outcome of %(reference)s") % {"reference": reference}
    return title, entry.submission, Act.EDIT


def _chapter_remark(person: Person, year: int, slug: str) -> Found:
    chapter = chapter_to_see(person, year, slug)
    permissions.require_to_remark(person, chapter)
    return _("Remark about the chapter"), chapter, None


def _entry_remark(person: Person, reference: str) -> Found:
    entry = load_entry(person, reference, to_read=True)
    permissions.require_to_remark(person, entry.submission)
    title = _("Remark at entry %(reference)s") % {"reference": reference}
    return title, entry.submission, None


def _answer(person: Person, pk: int) -> Found:
    thread = get_object_or_404(
        Remark.objects.select_related(
            "submission__reporting_year__program", "submission__implementer"
        ),
        pk=pk,
        answers_to=None,
    )
    permissions.require_to_remark(person, thread.submission)
    return _("Answer to a remark"), thread.submission, None


def _narrative(person: Person, year: int, kind: str) -> Found:
    _of_year(person, year)
    if kind not in NarrativeKind.values:
        raise Http404
    return _report_part(NarrativeKind(kind).label, year)


def _cover(person: Person, year: int) -> Found:
    _of_year(person, year)
    return _report_part(_("Cover"), year)


def _wording(person: Person, year: int, pk: int) -> Found:
    highlight = get_object_or_404(_of_year(person, year).highlights.all(), pk=pk)
    return _report_part(_("Highlight %(number)d") % {"number": highlight.position}, year)


def _of_a_year(title: Callable[[], str]) -> Loader:
    def load(person: Person, year: int) -> Found:
        _of_year(person, year)
        return f"{title()}, {year}", None, None

    return load


def _dismissal(person: Person, year: int, slug: str) -> Found:
    chapter = chapter_to_see(person, year, slug)
    permissions.require_to_dismiss(person, chapter)
    return _("Dismissal of a finding"), chapter, None


def _dismissal_of_year(person: Person, year: int) -> Found:
    permissions.require_to_dismiss(person, None)
    _of_year(person, year)
    return _("Dismissal of a finding") + f", {year}", None, None


def _of_year(person: Person, year: int) -> ReportingYear:
    permissions.require_to_open_years(person)
    return get_object_or_404(ReportingYear.objects.of_current_program(), year=year)


def _report_part(part: object, year: int) -> Found:
    return _("%(part)s, report %(year)d") % {"part": part, "year": year}, None, None


def _activity(person: Person, code: str) -> Found:
    permissions.require_to_keep_register(person)
    get_object_or_404(Activity, code=code, program__in=Program.objects.current())
    return _("Correction of activity %(code)s") % {"code": code}, None, None


# The name of the URL of each form → who may use it, and what it is.
_FORMS: Mapping[str, Loader] = {
    "desk-entry": _entry,
    "desk-entry-new": _written(lambda: _("New entry")),
    "desk-entry-outcome": _outcome,
    "desk-entry-remarks": _entry_remark,
    "desk-findings": _dismissal,
    "desk-year-findings": _dismissal_of_year,
    "desk-remarks": _chapter_remark,
    "desk-remark-answer": _answer,
    "desk-words": _written(lambda: _("Heading and opening words")),
    "desk-outcomes": _written(lambda: _("Outcomes of plans")),
    "desk-financing": _written(lambda: _("Financing")),
    "desk-nothing": _act(lambda: _("Nothing to report"), Act.DECLARE_NOTHING),
    "desk-return": _act(lambda: _("Return of the chapter"), Act.RETURN),
    "desk-reopen": _act(lambda: _("Reopening of the chapter"), Act.REOPEN),
    "desk-register-correct": _activity,
    "desk-report-narrative": _narrative,
    "desk-report-cover": _cover,
    "desk-report-wording": _wording,
    "desk-year-reopen": _of_a_year(lambda: _("Reopening of the year")),
    "desk-year-correct": _of_a_year(lambda: _("Correction of the report")),
    "desk-year-issue": _of_a_year(lambda: _("Issue of the report")),
}


def kept_form_at(person: Person, address: str) -> KeptForm:
    """The form at the address, if the person may use it. Raises `Http404` and `NotPermitted`."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if len(address) > _LONGEST_ADDRESS or "\0" in address or not parts.path.startswith("/"):
        raise Http404(_("There is no such form."))
    match = resolve(parts.path)
    load = _FORMS.get(match.url_name or "")
    if load is None or address != _canonical(match.url_name, match.kwargs, parts, person):
        raise Http404(_("There is no such form."))
    title, chapter, needs = load(person, **match.kwargs)
    if chapter is not None and match.url_name != "desk-entry":
        acronym, year = chapter.implementer.acronym, chapter.reporting_year.year
        title = f"{title}, {acronym} {year}"
    return KeptForm(address, title, chapter, needs)


def _canonical(name: str | None, arguments: Mapping[str, Any], parts: Any, person: Person) -> str:
    """The address as the page of the form writes it."""
    if name == "desk-entry-new":
        chapter = chapter_to_write(person, **arguments)
        return new_entry_editor(chapter, QueryDict(parts.query).dict()).address
    address = reverse(name, kwargs=dict(arguments))
    if name in ("desk-findings", "desk-year-findings"):
        # A form for each finding.
        finding = QueryDict(parts.query).get("finding", "")
        return f"{address}?finding={finding}" if _FINGERPRINT.fullmatch(finding) else ""
    return address


def address_of_form(request: HttpRequest) -> str:
    """The address of the form that was sent; the form names it, or else it is that of the page."""
    address = request.POST.get("keep", "")
    own = urlsplit(address) if address.isascii() and "[" not in address else None
    return address if own and own.path == request.path else request.get_full_path()


def session_of_form(request: HttpRequest) -> str:
    """The session of the form that was sent; empty without a script, or if it is no UUID."""
    try:
        return str(uuid.UUID(request.POST.get("session", "")))
    except ValueError:
        return ""


def typed_fields(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() for value in values]


def keep_typed(request: HttpRequest, form: KeptForm, reason: str = "") -> WritingDraft:
    """Keep the fields of the form that was sent."""
    return keep_draft(
        form.address,
        typed_fields(request.POST),
        title=form.title,
        submission=form.chapter,
        session=session_of_form(request),
        reason=reason,
        by=request.user,  # type: ignore[arg-type]
    )


def kept_form_page(view: View) -> View:
    """Decorate a desk page with a form: what was typed is kept until the form is done.

    It is kept when the form is refused and forgotten when it is done. Includes `form_page`.
    """

    @wraps(view)
    def keeping(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        address = address_of_form(request)
        try:
            response = view(request, *args, **kwargs)
        except (NotInThisState, ContentChanged) as refusal:
            keep_typed(request, kept_form_at(request.user, address), str(refusal))
            raise
        if _is_done(response):
            session = session_of_form(request)
            forget_draft(address, session=session, by=request.user)  # type: ignore[arg-type]
        elif "restore" in request.POST or not _keep_refused(request, address):
            return response
        return with_arrival(request, response)

    return form_page(keeping)


def _keep_refused(request: HttpRequest, address: str) -> bool:
    """Keep what was typed in a form that is shown again; False if its address names no form."""
    try:
        form = kept_form_at(request.user, address)
    except Http404:
        return False
    keep_typed(request, form)
    return True


def with_arrival(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell the script that the form was received, so that it forgets the copy in the browser."""
    if session := session_of_form(request):
        response.set_cookie(
            f"arrived.{session}",
            "1",
            max_age=_ARRIVAL_SECONDS,
            path="/desk/",
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def _is_done(response: HttpResponse) -> bool:
    """Whether the form was accepted: the response leads away from it, in htmx to the chapter."""
    is_redirect = 300 <= response.status_code < 400
    return is_redirect or response.get("HX-Retarget") == "#chapter"
