"""/desk/<year>/<implementer>/financing/ : the financing of a chapter."""

from collections.abc import Sequence

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
from reporting.actions.merging import FINANCING_RULES, MergeNeeded, Sources, save_merged
from reporting.enums import FinancingKind
from reporting.forms.financing import FinancingForms
from reporting.models import Submission
from reporting.policies import NotInThisState
from reporting.views.desk.base import chapter_to_write
from reporting.views.desk.chapters import CONFLICT, chapter_address, permissions_for
from reporting.views.desk.kept_forms import kept_form_page
from reporting.views.desk.merging import FieldWording, answers_of, merge_page, tell_merged
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
    based_on = forms.based_on_sources()
    try:
        _saved, merge = save_merged(
            lambda sources, base: save_financing(
                chapter,
                sources.sources,
                based_on=None if base is None else base.sources,
                by=request.user,  # type: ignore[arg-type]
            ),
            Sources(tuple(forms.sources())),
            base=None if based_on is None else Sources(tuple(based_on)),
            rules=FINANCING_RULES,
            answers=answers_of(request.POST),
            conflicts=StaleFinancing,
            latest_of=lambda conflict: Sources(conflict.latest),
        )
    except FinancingRefused as refusal:
        forms.add_problems(refusal.problems)
        return _page(request, chapter, forms)
    except NotInThisState as refusal:
        return _page(request, chapter, forms, refusal=refusal, status=CONFLICT)
    except MergeNeeded as needed:
        context = {
            "chapter": chapter,
            "address": request.path,
            "title": _("Financing"),
            "language": chapter.language,
        }
        return merge_page(request, needed, _WORDING, context)
    tell_merged(request, merge, _WORDING)
    messages.success(request, _("Saved: the financing of the chapter."))
    return redirect(chapter_address(chapter, place="financing"))


def _words_of_sources(name: str, sources: Sequence[SourceContent], content: object) -> str:
    return "\n".join(map(_words_of_source, sources))


def _words_of_source(source: SourceContent) -> str:
    amount = "" if source.amount is None else f"{source.currency} {source.amount}"
    parts = (source.contributor, amount, source.entry)
    kind = FinancingKind(source.kind).label if source.kind in FinancingKind.values else source.kind
    words = f"{kind}: {to_plain(source.text)}".replace("\n", " ")
    return " · ".join([words, *filter(None, parts)])


_WORDING = FieldWording(lambda name: _("Financing"), _words_of_sources)


def _page(
    request: HttpRequest,
    chapter: Submission,
    forms: FinancingForms,
    *,
    refusal: Exception | None = None,
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
