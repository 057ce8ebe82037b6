"""/desk/<year>/<implementer>/ : a chapter at work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting import permissions, policies
from reporting.enums import EntryKind, SubmissionStatus
from reporting.models import Entry, Submission
from reporting.views.desk.loading import chapter_to_see, desk_page
from reporting.workflow import OWNERS, Act


@require_safe
@desk_page
def chapter(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The chapter with its entries by column; with links to write them for those who may now."""
    submission = chapter_to_see(request.user, year, slug)
    return render(
        request,
        "desk/chapter.html",
        {
            "section": "desk",
            "submission": submission,
            "columns": _columns(submission),
            "listed_activities": submission.listed_activities.select_related("activity"),
            "owner": OWNERS[SubmissionStatus(submission.status)].label,
            "may_write": permissions.may(request.user, Act.EDIT, submission),
            "is_writable": policies.allows(submission, Act.EDIT),
        },
    )


def _columns(submission: Submission) -> list[tuple[EntryKind, str, list[Entry]]]:
    entries = list(submission.entries.with_facts().in_official_order())
    return [
        (kind, submission.leads[kind], [entry for entry in entries if entry.kind == kind])
        for kind in EntryKind
    ]
