"""/desk/<year>/<implementer>/ … : a chapter, its own words, and submitting and accepting it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementers.permissions import Person
from reporting import permissions, policies
from reporting.actions.exceptions import ContentChanged, TransitionDenied
from reporting.actions.merging import CHAPTER_TEXTS_RULES, MergeNeeded, save_merged
from reporting.actions.reviews import accept
from reporting.actions.submissions import (
    ChapterTextsConflict,
    ChapterTextsInvalid,
    declare_nothing_to_report,
    findings_of,
    save_chapter_texts,
    submit,
    texts_of,
    withdraw,
)
from reporting.checks.finding import Finding, Severity
from reporting.enums import EntryKind, Outcome, SubmissionStatus
from reporting.forms.chapter_filter import DeskEntryFilter
from reporting.forms.steps import ChapterTextsForm, NothingForm
from reporting.models import Entry, Submission, SubmissionActivity
from reporting.permissions import capacities, may_remark
from reporting.policies import NotInThisState
from reporting.queries.desk import column_words, due_words, progress_of, remaining
from reporting.queries.editing import deleted_entries, kept_drafts
from reporting.queries.financing import financing_state
from reporting.queries.remarks import conversation_of
from reporting.tasks import begin_checks
from reporting.views.desk.base import (
    changes_context,
    chapter_to_see,
    chapter_to_write,
    desk_page,
    version_read,
)
from reporting.views.desk.fragments import fragment, is_htmx
from reporting.views.desk.kept_forms import kept_form_page
from reporting.views.desk.merging import answers_of, form_wording, merge_page, tell_merged
from reporting.workflow import OWNERS, Act, Actor, actors_of


@dataclass(frozen=True)
class HeadedEntries:
    """Consecutive entries with the same heading and subheading; both may be empty.

    `opens` says whether the heading is printed here: it is not repeated for further subheadings.
    """

    heading: str
    subheading: str
    entries: list[Entry]
    anchor: str
    opens: bool


@dataclass(frozen=True)
class DeskColumn:
    """A column of the chapter, as the report prints it."""

    kind: EntryKind
    words: str
    lead: str
    groups: list[HeadedEntries] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(group.entries) for group in self.groups)

    @property
    def headed(self) -> list[HeadedEntries]:
        """Return the groups with a heading, to which the page links."""
        return [group for group in self.groups if group.heading]


def columns_of(submission: Submission, entries: list[Entry]) -> list[DeskColumn]:
    """Return the columns of a chapter. `entries` must be in official order."""
    year = submission.reporting_year.year
    return [
        DeskColumn(
            kind,
            column_words(kind, year),
            submission.leads[kind],
            _headed_entries(kind, [entry for entry in entries if entry.kind == kind]),
        )
        for kind in EntryKind
    ]


def _headed_entries(kind: EntryKind, entries: list[Entry]) -> list[HeadedEntries]:
    groups: list[HeadedEntries] = []
    by_heading = groupby(entries, key=lambda entry: (entry.heading, entry.subheading))
    for number, ((heading, subheading), members) in enumerate(by_heading, start=1):
        opens = not groups or groups[-1].heading != heading
        anchor = f"{kind}-{number}"
        groups.append(HeadedEntries(heading, subheading, list(members), anchor, opens))
    return groups


@require_safe
@desk_page
def chapter(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the chapter as the report prints it, with the acts that the user can perform now."""
    submission = chapter_to_see(request.user, year, slug)
    if is_htmx(request):
        return _chapter_fragment(request, submission)
    return render(request, "desk/chapter.html", _chapter_context(request, submission))


def show_chapter(request: HttpRequest, chapter: Submission, *, place: str) -> HttpResponse:
    """Redirect to `place` on the chapter's page after an act; for htmx, return the chapter."""
    if not is_htmx(request):
        return redirect(chapter_address(chapter, place=place))
    # Read again: the act changed it.
    year, slug = chapter.reporting_year.year, chapter.implementer.slug
    return _chapter_fragment(request, chapter_to_see(request.user, year, slug))


def _chapter_fragment(request: HttpRequest, submission: Submission) -> HttpResponse:
    context = _chapter_context(request, submission)
    return fragment(request, "desk/_chapter.html", context, replaces="#chapter")


def _chapter_context(request: HttpRequest, submission: Submission) -> dict[str, object]:
    entries = list(
        submission.entries.with_relations()
        .with_attachments()
        .select_related("outcome_stated_by")
        .in_official_order()
    )
    chapter_filter = _filter(request)
    shown = chapter_filter.selected(entries)
    columns = columns_of(submission, shown)
    allowed = permissions_for(request.user, submission)
    can_write = Act.EDIT in allowed.acts
    return {
        "section": "desk",
        "submission": submission,
        "printed_heading": _own_heading(submission),
        "columns": columns,
        "filter_form": chapter_filter,
        "entry_filter": chapter_filter.is_set,
        "shown": len(shown),
        "total": len(entries),
        "has_headings": any(column.headed for column in columns),
        "activities": _activities(submission, entries),
        "tasks": remaining(submission, progress_of([submission])[submission.pk]),
        "owner": OWNERS[SubmissionStatus(submission.status)].label,
        "due": due_words(submission.reporting_year, today=timezone.localdate()),
        "allowed": allowed,
        "acts": allowed.acts,
        "can_write": can_write,
        "deleted": deleted_entries(submission) if can_write else [],
        "conversation": conversation_of(submission),
        "may_remark": may_remark(request.user, submission),
        "page": "chapter",
        "drafts": kept_drafts(request.user, submission),  # type: ignore[arg-type]
        "outcomes": Outcome.choices,
        "financing": submission.financing.select_related("entry"),
        "financing_state": financing_state(submission),
    }


def _filter(request: HttpRequest) -> DeskEntryFilter:
    """Return the filter of the page, which a fragment for this page keeps."""
    if not is_htmx(request):
        return DeskEntryFilter(request.GET)
    return DeskEntryFilter(QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def chapter_texts(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the form with the heading, the preamble and the opening text of each column."""
    chapter = chapter_to_write(request.user, year, slug)
    columns = {kind.value: column_words(kind, year) for kind in EntryKind}
    if request.method != "POST":
        policies.require(chapter, Act.EDIT)
        form = ChapterTextsForm.showing(texts_of(chapter), columns=columns)
        return _texts_page(request, chapter, form)
    form = ChapterTextsForm(request.POST, columns=columns)
    if not form.is_valid() or "restore" in request.POST:
        return _texts_page(request, chapter, form)
    try:
        _saved, merge = save_merged(
            lambda texts, based_on: save_chapter_texts(
                chapter,
                texts,
                based_on=based_on,
                by=request.user,  # type: ignore[arg-type]
            ),
            form.texts(),
            base=form.based_on_texts(),
            rules=CHAPTER_TEXTS_RULES,
            answers=answers_of(request.POST),
            conflicts=ChapterTextsConflict,
            latest_of=lambda conflict: conflict.latest,
        )
    except ChapterTextsInvalid as refusal:
        form.add_problems(refusal.problems)
        return _texts_page(request, chapter, form)
    except NotInThisState as refusal:
        form.add_error(None, str(refusal))
        return _texts_page(request, chapter, form, status=CONFLICT)
    except MergeNeeded as needed:
        context = {
            "chapter": chapter,
            "address": request.path,
            "title": _("Texts of the chapter"),
            "language": chapter.language,
        }
        return merge_page(request, needed, form_wording(form), context)
    tell_merged(request, merge, form_wording(form))
    messages.success(request, _("Saved: the texts of the chapter."))
    return redirect(chapter_address(chapter))


def _texts_page(
    request: HttpRequest, chapter: Submission, form: ChapterTextsForm, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "desk/chapter_texts.html",
        {
            "section": "desk",
            "chapter": chapter,
            "form": form,
            "allowed": permissions_for(request.user, chapter),
        },
        status=status,
    )


def _own_heading(submission: Submission) -> str:
    """Return the heading that the chapter prints; empty when it is the name of the implementer."""
    implementer = submission.implementer
    return "" if submission.heading in (str(implementer), implementer.name) else submission.heading


def _activities(
    submission: Submission, entries: list[Entry]
) -> list[tuple[SubmissionActivity, int]]:
    """Return (an activity that the chapter lists, the number of entries that cite it)."""
    cited = Counter(row.activity_id for entry in entries for row in entry.cited.all())
    return [
        (listed, cited[listed.activity_id])
        for listed in submission.listed_activities.select_related("activity")
    ]


CONFLICT = 409
_MEMBERS = frozenset({Actor.WRITER, Actor.FOCAL_POINT})


@dataclass(frozen=True)
class ChapterPermissions:
    """A person's permissions in a chapter: the acts permitted to them and, of these, those possible now.

    `on_behalf` says that the person acts as the secretariat and not as a member of the implementer.
    """

    permitted: frozenset[Act]
    acts: frozenset[Act]
    on_behalf: bool

    @property
    def writes_on_behalf(self) -> bool:
        """Return whether the person can edit or submit for the implementer without being a member."""
        return self.on_behalf and bool(self.acts & {Act.EDIT, Act.SUBMIT})

    @property
    def is_locked(self) -> bool:
        """Return whether the person is permitted to edit the chapter, but not in its status."""
        return Act.EDIT in self.permitted and Act.EDIT not in self.acts

    @property
    def can_change_status(self) -> bool:
        """Return whether the chapter's page offers them a step from one status to the next."""
        steps = {Act.SUBMIT, Act.DECLARE_NOTHING, Act.WITHDRAW}
        return bool(self.acts & steps) or Act.BEGIN_REVIEW in self.permitted


def permissions_for(person: Person, chapter: Submission) -> ChapterPermissions:
    """Return the person's permissions in the chapter. Takes at most three queries."""
    roles = capacities(person, chapter.implementer)
    permitted = frozenset(act for act in Act if roles & actors_of(act))
    return ChapterPermissions(
        permitted=permitted,
        acts=frozenset(act for act in permitted if policies.allows(chapter, act)),
        on_behalf=Actor.SECRETARIAT in roles and not roles & _MEMBERS,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_submit(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Submit the chapter; first show the findings and the remaining tasks."""
    chapter = chapter_for(request.user, Act.SUBMIT, year, slug)
    if request.method != "POST":
        policies.require(chapter, Act.SUBMIT)
        return _submit_page(request, chapter)
    try:
        submit(
            chapter,
            findings=findings_of(chapter),
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )
    except ContentChanged as changed:
        chapter.refresh_from_db()
        return _submit_page(request, chapter, changed=changed, status=CONFLICT)
    except TransitionDenied:
        return _submit_page(request, chapter, status=CONFLICT)
    except NotInThisState as refusal:
        return _back(request, chapter, refusal=refusal)
    return _back(request, chapter, message=_("Submitted: the secretariat has it now."))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def chapter_nothing(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Declare that there is nothing to report, with a reason."""
    chapter = chapter_for(request.user, Act.DECLARE_NOTHING, year, slug)
    if request.method != "POST":
        policies.require(chapter, Act.DECLARE_NOTHING)
        form = NothingForm(initial={"reason": chapter.nothing_to_report_reason})
        return _nothing_page(request, chapter, form)
    form = NothingForm(request.POST)
    if not form.is_valid() or "restore" in request.POST:
        return _nothing_page(request, chapter, form)
    try:
        declare_nothing_to_report(
            chapter,
            reason=form.cleaned_data["reason"],
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )
    except ContentChanged as changed:
        chapter.refresh_from_db()
        return _nothing_page(request, chapter, form, changed=changed, status=CONFLICT)
    except TransitionDenied as refusal:
        form.add_error("reason", str(refusal))
        return _nothing_page(request, chapter, form)
    except NotInThisState as refusal:
        form.add_error(None, str(refusal))
        return _nothing_page(request, chapter, form, status=CONFLICT)
    return _back(request, chapter, message=_("Submitted, with nothing to report."))


@require_POST
@desk_page
def chapter_withdraw(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Withdraw a submitted chapter."""
    chapter = chapter_for(request.user, Act.WITHDRAW, year, slug)
    return _transition(request, chapter, withdraw, _("Taken back: it is a draft again."))


@require_POST
@desk_page
def chapter_accept(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Accept a submitted chapter, which makes it public."""
    chapter = chapter_for(request.user, Act.ACCEPT, year, slug)
    if chapter.reporting_year.editions.exists():
        message = _("Accepted: everyone can read it once a further edition is issued.")
    else:
        message = _("Accepted: everyone can read it now.")
    return _transition(request, chapter, accept, message)


def chapter_address(chapter: Submission, *, place: str = "", name: str = "desk-chapter") -> str:
    """Return the address of the chapter on the desk.

    `place` is a fragment of the page; `name` is the URL name of another page of the chapter.
    """
    address = reverse(name, args=[chapter.reporting_year.year, chapter.implementer.slug])
    return f"{address}#{place}" if place else address


def chapter_for(person: Person, act: Act, year: int, slug: str) -> Submission:
    """Return a chapter on which the person may perform `act`. Raises `Http404` and `NotPermitted`."""
    chapter = chapter_to_see(person, year, slug)
    permissions.require(person, act, chapter)
    return chapter


def _transition(
    request: HttpRequest, chapter: Submission, perform: Callable[..., Submission], message: str
) -> HttpResponse:
    try:
        perform(chapter, expected_version=version_read(request, chapter), by=request.user)
    except NotInThisState as refusal:
        return _back(request, chapter, refusal=refusal)
    return _back(request, chapter, message=message)


def _back(
    request: HttpRequest,
    chapter: Submission,
    *,
    message: str = "",
    refusal: Exception | None = None,
) -> HttpResponse:
    if refusal is not None:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{chapter}: {message}")
    on_review = "review" in request.POST and permissions.may(request.user, Act.ACCEPT, chapter)
    return redirect(chapter_address(chapter, name="desk-review" if on_review else "desk-chapter"))


def _submit_page(
    request: HttpRequest,
    chapter: Submission,
    *,
    changed: ContentChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    findings = findings_of(chapter)
    tasks = remaining(chapter, progress_of([chapter])[chapter.pk])
    context: dict[str, object] = {
        "step": Act.SUBMIT,
        "tasks": tasks,
        "is_complete": not findings and not tasks,
        "blockers": _of_severity(findings, Severity.BLOCKER),
        "warnings": _of_severity(findings, Severity.WARNING),
        "notices": len(_of_severity(findings, Severity.NOTICE)),
    }
    if unrun := _of_severity(findings, Severity.NOT_RUN):
        context |= {"unrun": unrun, "checks_running": begin_checks(chapter)}
    return _transition_page(request, chapter, context, changed=changed, status=status)


def _nothing_page(
    request: HttpRequest,
    chapter: Submission,
    form: NothingForm,
    *,
    changed: ContentChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {"step": Act.DECLARE_NOTHING, "form": form}
    return _transition_page(request, chapter, context, changed=changed, status=status)


def _transition_page(
    request: HttpRequest,
    chapter: Submission,
    context: dict[str, object],
    *,
    changed: ContentChanged | None,
    status: int,
) -> HttpResponse:
    allowed = permissions_for(request.user, chapter)
    shared: dict[str, object] = {"section": "desk", "chapter": chapter, "allowed": allowed}
    if changed is not None:
        shared |= changes_context(changed)
    return render(request, "desk/steps.html", {**shared, **context}, status=status)


def _of_severity(findings: tuple[Finding, ...], severity: Severity) -> list[Finding]:
    """Return the findings of this severity, those of entries first: the page shows only a dozen."""
    of_severity = [finding for finding in findings if finding.severity == severity]
    return sorted(of_severity, key=lambda finding: not finding.entry)
