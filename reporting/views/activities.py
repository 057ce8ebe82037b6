"""/activities/ … : the Program's register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from program.models import Activity
from reporting.models import Entry, Submission, SubmissionActivity
from reporting.queries.grouping import by_implementer
from reporting.queries.totals import activities_with_counts


def activity_list(request: HttpRequest) -> HttpResponse:
    """The whole register with who each activity is assigned to."""
    activities = list(activities_with_counts().prefetch_related("implementers"))
    return render(
        request,
        "reporting/activity/list.html",
        {
            "numbered": [activity for activity in activities if activity.number is not None],
            "unnumbered": [activity for activity in activities if activity.number is None],
            "with_text": sum(bool(activity.text) for activity in activities),
        },
    )


def activity_detail(request: HttpRequest, code: str) -> HttpResponse:
    """An activity's text and wordings, who it is assigned to, and what was reported on it."""
    activity = get_object_or_404(
        Activity.objects.select_related("source", "probably_same_as", "program__resolution"),
        program__is_current=True,
        code=code,
    )
    entries = list(Entry.objects.public().citing(activity).with_facts().in_official_order())
    listings = list(
        SubmissionActivity.objects.filter(
            activity=activity, submission__in=Submission.objects.public()
        ).select_related("submission__implementer", "submission__reporting_year")
    )
    return render(
        request,
        "reporting/activity/detail.html",
        {
            "activity": activity,
            "assigned": list(activity.implementers.all()),
            "restatements": list(activity.probable_restatements.all()),
            "wordings": [listing for listing in listings if listing.wording],
            "listings": listings,
            "entries": entries,
            "groups": by_implementer(entries),
        },
    )
