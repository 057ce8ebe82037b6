"""/desk/ : what is on a person's desk."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.enums import SubmissionStatus
from reporting.models import Submission
from reporting.permissions import chapters_at_work
from reporting.policies import is_open
from reporting.queries.implementers import with_kind_counts
from reporting.views.desk.loading import desk_page
from reporting.workflow import OWNERS


@dataclass(frozen=True)
class DeskRow:
    """A chapter at work and, in words, whose turn it is."""

    chapter: Submission
    owner: str


@require_safe
@desk_page
def overview(request: HttpRequest) -> HttpResponse:
    """The chapters of open years that the person works on; the secretariat sees all."""
    chapters = (
        with_kind_counts(chapters_at_work(request.user))
        .filter(reporting_year__program__is_current=True)
        .select_related("reporting_year", "implementer")
        .order_by("-reporting_year__year", "position")
    )
    rows = [
        DeskRow(chapter, str(OWNERS[SubmissionStatus(chapter.status)].label))
        for chapter in chapters
        if is_open(chapter.reporting_year)
    ]
    return render(request, "desk/overview.html", {"rows": rows, "section": "desk"})
