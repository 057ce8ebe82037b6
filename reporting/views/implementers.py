"""/implementers/ … : the tree of who reports, and each one's chapters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from implementers.models import Implementer
from reporting.queries.implementers import (
    implementer_tree,
    public_chapters_of,
)
from reporting.queries.totals import activities_with_counts


def implementer_list(request: HttpRequest) -> HttpResponse:
    """The tree, by kind."""
    return render(request, "reporting/implementer/list.html", {"kinds": implementer_tree()})


def implementer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Its place in the tree, its activities, and its public chapters by year."""
    implementer = get_object_or_404(Implementer.objects.select_related("parent"), slug=slug)
    return render(
        request,
        "reporting/implementer/detail.html",
        {
            "implementer": implementer,
            "children": list(implementer.children.all()),
            "aliases": [alias.name for alias in implementer.aliases.all()],
            "activities": list(activities_with_counts().filter(implementers=implementer)),
            "chapters": public_chapters_of(implementer),
        },
    )
