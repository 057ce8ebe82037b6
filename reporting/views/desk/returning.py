"""/desk/<year>/<implementer>/return/ … : what the secretariat does to a chapter with words of its own."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reporting import policies
from reporting.actions.refusals import ContentChanged, TransitionDenied
from reporting.actions.reviews import extend, reopen, return_chapter
from reporting.forms.remarks import CommentForm, ExtendForm, ReasonForm
from reporting.models import Submission
from reporting.policies import NotInThisState
from reporting.views.desk.loading import desk_page, told_of_changes, version_read
from reporting.views.desk.review import review_address
from reporting.views.desk.steps import CONFLICT, chapter_for
from reporting.workflow import Act

Verb = Callable[[Form, Submission], object]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_return(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Give it back, with what is asked for."""

    def verb(form: Form, chapter: Submission) -> object:
        return return_chapter(
            chapter,
            comment=form.cleaned_data["words"],
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )

    chapter = chapter_for(request.user, Act.RETURN, year, slug)
    done = _("Returned: its people read what is asked for.")
    return _step(request, chapter, Act.RETURN, CommentForm(request.POST or None), verb, done)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_reopen(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Let an accepted chapter be changed; as accepted it stays public meanwhile."""

    def verb(form: Form, chapter: Submission) -> object:
        return reopen(
            chapter,
            reason=form.cleaned_data["words"],
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )

    chapter = chapter_for(request.user, Act.REOPEN, year, slug)
    done = _("Reopened: what everybody reads stays as it was.")
    return _step(request, chapter, Act.REOPEN, ReasonForm(request.POST or None), verb, done)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_extend(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """More time for this chapter alone."""

    def verb(form: Form, chapter: Submission) -> object:
        return extend(chapter, until=form.cleaned_data["until"], by=request.user)  # type: ignore[arg-type]

    chapter = chapter_for(request.user, Act.EXTEND, year, slug)
    form = ExtendForm(request.POST or None, initial={"until": chapter.extended_until})
    return _step(request, chapter, Act.EXTEND, form, verb, _("The time is extended."))


def _step(
    request: HttpRequest, chapter: Submission, act: Act, form: Form, verb: Verb, done: str
) -> HttpResponse:
    if request.method != "POST":
        policies.require(chapter, act)
        return _page(request, chapter, act, form)
    form = type(form)(request.POST)
    if not form.is_valid():
        return _page(request, chapter, act, form)
    try:
        verb(form, chapter)
    except TransitionDenied as refusal:
        form.add_error(next(iter(form.fields)), str(refusal))
        return _page(request, chapter, act, form)
    except ContentChanged as changed:
        chapter.refresh_from_db()
        return _page(request, chapter, act, form, changed=changed, status=CONFLICT)
    except NotInThisState as refusal:
        form.add_error(None, str(refusal))
        return _page(request, chapter, act, form, status=CONFLICT)
    messages.success(request, f"{chapter}: {done}")
    return redirect(review_address(chapter))


def _page(
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
        context |= told_of_changes(changed)
    return render(request, "desk/review_step.html", context, status=status)
