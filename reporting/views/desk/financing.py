"""/desk/<year>/<implementer>/financing/ : the financing of a chapter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from implementers.models import ImplementerKind
from program.rich_text import to_plain
from reporting import policies
from reporting.actions.financing import (
    FinancingRefused,
    SourceContent,
    StaleFinancing,
    save_financing,
    sources_of,
)
from reporting.enums import FinancingKind
from reporting.forms.financing import FinancingForms
from reporting.models import Submission
from reporting.policies import NotInThisState
from reporting.views.desk.base import chapter_to_write
from reporting.views.desk.chapters import CONFLICT, chapter_address, permissions_for
from reporting.views.desk.kept_forms import kept_form_page
from reporting.workflow import Act

_WORDS = 10  # of the text of an entry in a list of choices


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def financing(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the form with the sources of financing of a chapter, one row for each."""
    chapter = chapter_to_write(request.user, year, slug)
    entry_choices = _entry_choices(chapter)
    if request.method != "POST":
        policies.require(chapter, Act.EDIT)
        return _page(
            request, chapter, FinancingForms.showing(sources_of(chapter), entries=entry_choices)
        )
    forms = FinancingForms.typed(request.POST, entries=entry_choices)
    is_not_sent = FinancingForms.is_only_shown(request.POST) or "restore" in request.POST
    if is_not_sent or not forms.is_valid():
        return _page(request, chapter, forms)
    return _save(request, chapter, forms)


def _save(request: HttpRequest, chapter: Submission, forms: FinancingForms) -> HttpResponse:
    """Save the sources, or show the form again as typed with the reasons why it was not saved."""
    try:
        save_financing(
            chapter,
            forms.sources(),
            based_on=forms.based_on_sources(),
            by=request.user,  # type: ignore[arg-type]
        )
    except FinancingRefused as refusal:
        forms.add_problems(refusal.problems)
        return _page(request, chapter, forms)
    except NotInThisState as refusal:
        return _page(request, chapter, forms, refusal=refusal, status=CONFLICT)
    except StaleFinancing as stale:
        forms.build_on(stale.latest)
        return _page(request, chapter, forms, refusal=stale, latest=stale.latest, status=CONFLICT)
    messages.success(request, _("Saved: the financing of the chapter."))
    return redirect(chapter_address(chapter, place="financing"))


def _page(
    request: HttpRequest,
    chapter: Submission,
    forms: FinancingForms,
    *,
    refusal: Exception | None = None,
    latest: tuple[SourceContent, ...] = (),
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "desk/financing.html",
        {
            "section": "desk",
            "chapter": chapter,
            "forms": forms,
            "refusal": refusal,
            "latest": [(FinancingKind(source.kind).label, source) for source in latest],
            "is_asked_for": chapter.implementer.kind == ImplementerKind.OAS,
            "allowed": permissions_for(request.user, chapter),
        },
        status=status,
    )


def _entry_choices(chapter: Submission) -> list[tuple[str, str]]:
    """Return the chapter's entries as choices: (reference, label)."""
    return [
        (entry.reference, f"{entry.reference}: {_shortened(entry.text)}")
        for entry in chapter.entries.in_official_order()
    ]


def _shortened(text: str) -> str:
    return Truncator(" ".join(to_plain(text).split())).words(_WORDS)
