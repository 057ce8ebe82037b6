"""/themes/ … : the themes and groups of persons, with their definitions and entries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from program.models import Theme, ThemeKind
from reporting.filters import EntryFilter
from reporting.queries.entries import public_entries
from reporting.queries.themes import number_assigned_editorially, themes_with_counts
from reporting.views.paging import page_or_404

_ON_A_PAGE = 20


def theme_list(request: HttpRequest) -> HttpResponse:
    """The vocabulary: each theme with its definition and the number of its entries."""
    themes = list(themes_with_counts())
    groups = [(kind, [theme for theme in themes if theme.kind == kind]) for kind in ThemeKind]
    return render(request, "reporting/theme/list.html", {"groups": groups})


def theme_detail(request: HttpRequest, code: str) -> HttpResponse:
    """A theme: its definition, and its entries, the newest year first, 20 on a page."""
    theme = get_object_or_404(Theme, code=code)
    entries = EntryFilter({"theme": theme.code}, public_entries()).qs.newest_year_first()
    page = page_or_404(entries.for_display(), _ON_A_PAGE, request)
    return render(
        request,
        "reporting/theme/detail.html",
        {
            "theme": theme,
            "page": page,
            "count": page.paginator.count,
            "editorial_count": number_assigned_editorially(theme),
            "query": f"?theme={theme.code}",
        },
    )
