"""/desk/<year>/<implementer>/review/ … : reviewing, returning and reopening a chapter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reporting import policies
from reporting.actions.exceptions import ContentChanged, TransitionDenied
from reporting.actions.reviews import begin_review, extend, reopen, return_chapter
from reporting.enums import SubmissionStatus
from reporting.forms.remarks import CommentForm, ExtendForm, ReopenForm
from reporting.models import Entry, Submission
from reporting.policies import NotInThisState
from reporting.queries.changes import Before, before_of
from reporting.queries.editing import country_names
from reporting.queries.entries import content_of
from reporting.queries.financing import financing_state
from reporting.queries.remarks import adjacent_chapters, conversation_of
from reporting.views.desk.base import changes_context, desk_page, version_read
from reporting.views.desk.chapters import (
    CONFLICT,
    chapter_address,
    chapter_for,
    columns_of,
    permissions_for,
)
from reporting.views.desk.differences import Difference, compared
from reporting.views.desk.kept_forms import kept_form_page
from reporting.workflow import OWNERS, Act


@dataclass(frozen=True)
class EntryDifferences:
    """The differences of an entry since the comparison; `is_new` when it did not exist then."""

    is_new: bool = False
    differences: Sequence[Difference] = ()


@require_safe
@desk_page
def review(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the chapter as printed, with its changes marked, its remarks, and the possible acts."""
    submission = chapter_for(request.user, Act.BEGIN_REVIEW, year, slug)
    entries = list(
        submission.entries.with_relations()
        .with_attachments()
        .with_effective_outcome(drafts=True)
        .select_related("outcome_stated_by")
        .in_official_order()
    )
    before = before_of(submission, entries)
    changes = dict(_changes(entries, before, country_names()))
    previous, following = adjacent_chapters(submission)
    return render(
        request,
        "desk/review.html",
        {
            "section": "desk",
            "submission": submission,
            "columns": columns_of(submission, entries),
            "before": before,
            "changes": changes,
            "conversation": conversation_of(submission),
            "may_remark": True,
            "page": "review",
            "acts": permissions_for(request.user, submission).acts,
            "owner": OWNERS[SubmissionStatus(submission.status)].label,
            "previous": previous,
            "following": following,
            "comment_form": CommentForm(),
            "activities": submission.listed_activities.select_related("activity"),
            "financing": submission.financing.select_related("entry"),
            "financing_state": financing_state(submission),
        },
    )


@require_POST
@desk_page
def review_begin(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Begin the review. From then on the chapter cannot be withdrawn."""
    submission = chapter_for(request.user, Act.BEGIN_REVIEW, year, slug)
    try:
        begin_review(submission, by=request.user)  # type: ignore[arg-type]
    except NotInThisState as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The review has begun: the chapter is not withdrawn any more."))
    return redirect(review_address(submission))


def review_address(chapter: Submission, *, place: str = "") -> str:
    """Return the address of the review of the chapter; `place` is a fragment of the page."""
    return chapter_address(chapter, place=place, name="desk-review")


def _changes(
    entries: Sequence[Entry], before: Before, countries: Mapping[str, str]
) -> Iterator[tuple[int, EntryDifferences]]:
    """(key of an entry, its change) for the entries that changed.

    An entry is new only if the same chapter was compared (`before.since`), not that of last year.
    """
    for entry in entries:
        old_content = before.contents.get(entry.pk)
        if old_content is None and before.since is not None:
            yield entry.pk, EntryDifferences(is_new=True)
        elif old_content is not None and (
            differences := compared(old_content, content_of(entry), countries)
        ):
            yield entry.pk, EntryDifferences(differences=differences)


Decision = Callable[[Form, Submission], object]


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def chapter_return(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Return a chapter, with a comment that says what to change."""

    def decide(form: Form, chapter: Submission) -> object:
        return return_chapter(
            chapter,
            comment=form.cleaned_data["comment"],
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )

    chapter = chapter_for(request.user, Act.RETURN, year, slug)
    message = _("Returned: its people can read what is asked for.")
    return _decide(request, chapter, Act.RETURN, CommentForm(request.POST or None), decide, message)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def chapter_reopen(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Reopen an accepted chapter. The accepted text stays public in the meantime."""

    def decide(form: Form, chapter: Submission) -> object:
        return reopen(
            chapter,
            reason=form.cleaned_data["reason"],
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )

    chapter = chapter_for(request.user, Act.REOPEN, year, slug)
    message = _("Reopened: the public text stays as it was.")
    return _decide(request, chapter, Act.REOPEN, ReopenForm(request.POST or None), decide, message)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_extend(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Extend the time of this chapter only."""

    def decide(form: Form, chapter: Submission) -> object:
        return extend(chapter, until=form.cleaned_data["until"], by=request.user)  # type: ignore[arg-type]

    chapter = chapter_for(request.user, Act.EXTEND, year, slug)
    form = ExtendForm(request.POST or None, initial={"until": chapter.extended_until})
    return _decide(request, chapter, Act.EXTEND, form, decide, _("The time is extended."))


def _decide(
    request: HttpRequest, chapter: Submission, act: Act, form: Form, decide: Decision, message: str
) -> HttpResponse:
    if request.method != "POST":
        policies.require(chapter, act)
        return _decision_page(request, chapter, act, form)
    form = type(form)(request.POST)
    if not form.is_valid() or "restore" in request.POST:
        return _decision_page(request, chapter, act, form)
    try:
        decide(form, chapter)
    except TransitionDenied as refusal:
        form.add_error(next(iter(form.fields)), str(refusal))
        return _decision_page(request, chapter, act, form)
    except ContentChanged as changed:
        chapter.refresh_from_db()
        return _decision_page(request, chapter, act, form, changed=changed, status=CONFLICT)
    except NotInThisState as refusal:
        form.add_error(None, str(refusal))
        return _decision_page(request, chapter, act, form, status=CONFLICT)
    messages.success(request, f"{chapter}: {message}")
    return redirect(review_address(chapter))


def _decision_page(
    request: HttpRequest,
    chapter: Submission,
    act: Act,
    form: Form,
    *,
    changed: ContentChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {"section": "desk", "chapter": chapter, "step": act, "form": form}
    if changed is not None:
        context |= changes_context(changed)
    return render(request, "desk/review_step.html", context, status=status)
