"""/desk/entries/<reference>/ and …/entries/new/ : writing an entry."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reporting import policies
from reporting.actions.entries import SavedEntry
from reporting.actions.merging import Merged, merge
from reporting.actions.refusals import EntryDeleted, EntryRefused, StaleEntry
from reporting.actions.sessions import WritingPage, latest_version
from reporting.checks.finding import Severity
from reporting.checks.run import not_run_words, remedy_of
from reporting.forms.entry import EntryForms
from reporting.forms.entry_offers import with_offer
from reporting.policies import NotInThisState
from reporting.queries.remarks import threads_at
from reporting.queries.writing import country_names, kept_drafts
from reporting.views.desk.comparing import compared
from reporting.views.desk.loading import chapter_to_write
from reporting.views.desk.looking import panel_as_typed
from reporting.views.desk.steps import CONFLICT, chapter_address
from reporting.views.desk.typed import typed_page
from reporting.views.desk.writing import Work, keep_work, new_work, save_work, work_on
from reporting.workflow import Act

_MOST_TOLD = 3  # the form shows all of them


@require_http_methods(["GET", "HEAD", "POST"])
@typed_page
def entry_new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The form of a new entry; `?kind=` names its column, `?report-on=` the plan it reports."""
    chapter = chapter_to_write(request.user, year, slug)
    return _write(request, new_work(chapter, request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@typed_page
def entry_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """The form of an entry."""
    work = work_on(request.user, reference)
    if request.method != "POST" and work.entry and work.entry.deleted_at is not None:
        raise Http404(_("This entry was deleted."))
    return _write(request, work)


def _write(request: HttpRequest, work: Work) -> HttpResponse:
    if request.method != "POST":
        policies.require(work.chapter, Act.EDIT)
        return _form_page(request, work, work.shown())
    forms = work.typed(request.POST)
    if "restore" in request.POST:
        return _restored(request, work, forms)
    if "take" in request.POST:
        return _form_page(request, work, _with_taken(request, work, forms))
    if EntryForms.asks_for_row(request.POST) or not forms.is_valid():
        return _form_page(request, work, forms)
    return _save(request, work, forms)


def _with_taken(request: HttpRequest, work: Work, forms: EntryForms) -> EntryForms:
    """The form as typed, with what was offered and taken in its row; not judged yet."""
    offers = panel_as_typed(work, forms).offers
    data: QueryDict = request.POST
    for offer in offers:
        if offer.name == request.POST["take"]:
            data = with_offer(data, offer, work.choices)
    forms = work.typed(data)
    forms.suspend_judgement()
    return forms


def _restored(request: HttpRequest, work: Work, forms: EntryForms) -> HttpResponse:
    """The form as typed and not saved; with what somebody saved since, if anybody did."""
    stale = None
    if forms.is_valid() and work.entry is not None:
        page = WritingPage(forms.session, False, request.user)  # type: ignore[arg-type]
        try:
            if latest := latest_version(work.entry):
                page.require_fresh(work.entry, latest, forms.based_on)
        except StaleEntry as found:
            stale = found
    if stale is not None:
        return _stale_page(request, work, forms, stale)
    forms.suspend_judgement()
    return _form_page(request, work, forms)


def _save(request: HttpRequest, work: Work, forms: EntryForms) -> HttpResponse:
    """Save what was typed, or show the form again with it and with what stands against it."""
    try:
        saved = save_work(request, work, forms, ends_session=True)
    except EntryRefused as refusal:
        forms.add_problems(refusal.problems)
        return _form_page(request, work, forms)
    except (NotInThisState, EntryDeleted) as refusal:
        keep_work(request, work, forms, str(refusal))
        forms.form.add_error(None, str(refusal))
        return _form_page(request, work, forms, status=CONFLICT)
    except StaleEntry as stale:
        keep_work(request, work, forms, str(stale))
        return _stale_page(request, work, forms, stale)
    _tell(request, saved)
    return redirect(chapter_address(work.chapter) + f"#e-{saved.entry.reference}")


def _stale_page(
    request: HttpRequest, work: Work, forms: EntryForms, stale: StaleEntry
) -> HttpResponse:
    """Both texts side by side; the form holds what was typed and what only the other changed."""
    merged = merge(stale, forms.content(work.before))
    forms = work.holding(merged.content, stale.latest.revision, forms.session)
    return _form_page(request, work, forms, stale=stale, merged=merged, status=CONFLICT)


def _form_page(
    request: HttpRequest,
    work: Work,
    forms: EntryForms,
    *,
    stale: StaleEntry | None = None,
    merged: Merged | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "desk/entry.html",
        {
            "section": "desk",
            "chapter": work.chapter,
            "entry": work.entry,
            "threads": threads_at(work.entry) if work.entry else (),
            "may_remark": True,
            "forms": forms,
            "panel": panel_as_typed(work, forms),
            "stale": stale,
            "merged": merged,
            "differences": merged and compared(merged.theirs, merged.mine, country_names()),
            "drafts": () if request.method == "POST" else _drafts(request, work),
        },
        status=status,
    )


def _drafts(request: HttpRequest, work: Work) -> object:
    return kept_drafts(request.user, work.chapter).filter(entry=work.entry)  # type: ignore[arg-type]


def _tell(request: HttpRequest, saved: SavedEntry) -> None:
    reference = saved.entry.reference
    messages.success(request, _("Saved: %(reference)s.") % {"reference": reference})
    not_run = [one for one in saved.look.findings if one.severity == Severity.NOT_RUN]
    if not_run:
        messages.warning(request, f"{reference}: {not_run_words(not_run)}")
    findings = [one for one in saved.look.findings if one.severity != Severity.NOT_RUN]
    for finding in findings[:_MOST_TOLD]:
        messages.warning(request, f"{reference}: {finding.message} {remedy_of(finding)}")
    if more := len(findings[_MOST_TOLD:]):
        words = ngettext(
            "%(reference)s: the checks find %(count)d thing more.",
            "%(reference)s: the checks find %(count)d things more.",
            more,
        )
        messages.warning(request, words % {"reference": reference, "count": more})
