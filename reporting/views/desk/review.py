"""/desk/<year>/<implementer>/review/ : a chapter under the eyes of the secretariat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reporting.actions.reviews import begin_review
from reporting.enums import SubmissionStatus
from reporting.forms.remarks import CommentForm
from reporting.models import Entry, Submission
from reporting.policies import NotInThisState
from reporting.queries.changes import Before, before_of
from reporting.queries.entries import content_of
from reporting.queries.financing import financing_state
from reporting.queries.remarks import conversation_of, neighbours
from reporting.queries.writing import country_names
from reporting.views.desk.columns import columns_of
from reporting.views.desk.comparing import Difference, compared
from reporting.views.desk.loading import desk_page
from reporting.views.desk.steps import chapter_address, chapter_for, standing_of
from reporting.workflow import OWNERS, Act


@dataclass(frozen=True)
class EntryChange:
    """How an entry differs from what it was; `is_new` when it was not there at all."""

    is_new: bool = False
    differences: Sequence[Difference] = ()


@require_safe
@desk_page
def review(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The chapter as printed, what changed marked, remarks beside; and what may be done to it."""
    submission = chapter_for(request.user, Act.BEGIN_REVIEW, year, slug)
    entries = list(submission.entries.with_relations().in_official_order())
    before = before_of(submission, entries)
    changes = dict(_changes(entries, before, country_names()))
    previous, following = neighbours(submission)
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
            "acts": standing_of(request.user, submission).acts,
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
    """From then on the chapter is not withdrawn."""
    submission = chapter_for(request.user, Act.BEGIN_REVIEW, year, slug)
    try:
        begin_review(submission, by=request.user)  # type: ignore[arg-type]
    except NotInThisState as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The review has begun: the chapter is not withdrawn any more."))
    return redirect(review_address(submission))


def review_address(chapter: Submission, *, place: str = "") -> str:
    """Where the chapter is reviewed, or a place of that page."""
    return chapter_address(chapter, place=place, name="desk-review")


def _changes(
    entries: Sequence[Entry], before: Before, countries: Mapping[str, str]
) -> Iterator[tuple[int, EntryChange]]:
    """Those that changed, by their key. Last year's chapter makes nothing new by its absence."""
    for entry in entries:
        held = before.contents.get(entry.pk)
        if held is None and before.since is not None:
            yield entry.pk, EntryChange(is_new=True)
        elif held is not None and (differences := compared(held, content_of(entry), countries)):
            yield entry.pk, EntryChange(differences=differences)
