"""The objects of the desk, each loaded together with the right to it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from implementers.exceptions import NotPermitted
from implementers.permissions import Person
from reporting import permissions
from reporting.actions.refusals import ContentChanged
from reporting.models import Entry, ReportingYear, Submission
from reporting.policies import NotInThisState
from reporting.queries.content_versions import changes_since
from reporting.workflow import Act

View = Callable[..., HttpResponse]


def desk_page(view: View) -> View:
    """A page for whoever is signed in, kept by no cache; a refusal becomes a page that explains."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotPermitted as refusal:
            return _explained(request, refusal, "desk/not_permitted.html", status=403)
        except NotInThisState as refusal:
            return _explained(request, refusal, "desk/not_now.html", status=HTTPStatus.CONFLICT)
        except ContentChanged as refusal:
            return _changed(request, refusal)

    return never_cache(login_required(guarded))


def version_read(request: HttpRequest, chapter: Submission) -> int:
    """The content version that the page showed which the form comes from.

    0, which no chapter has, for a form without one: what was read is not known then.
    """
    sent = request.POST.get("expected_version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def told_of_changes(refusal: ContentChanged) -> dict[str, object]:
    """What `desk/_content_changed.html` shows."""
    return {"changed": refusal, "changes": changes_since(refusal.owner, refusal.version)}


def chapter_to_see(person: Person, year: int, slug: str) -> Submission:
    """A chapter of the current Program. Raises `Http404` and `NotPermitted`."""
    chapter = _chapter(year, slug)
    permissions.require_to_see(person, chapter)
    return chapter


def chapter_to_write(person: Person, year: int, slug: str) -> Submission:
    """A chapter that the person may write. Raises `Http404` and `NotPermitted`."""
    chapter = _chapter(year, slug)
    permissions.require(person, Act.EDIT, chapter)
    return chapter


def entry_to_write(person: Person, reference: str) -> Entry:
    """An entry of a chapter that the person may write. Raises `Http404` and `NotPermitted`."""
    entry = get_object_or_404(
        Entry.objects.working()
        .of_current_program()
        .with_relations()
        .select_related("submission__reporting_year__program"),
        reference=reference,
    )
    permissions.require(person, Act.EDIT, entry.submission)
    return entry


def year_to_oversee(person: Person, year: int) -> ReportingYear:
    """A year of the current Program. Raises `Http404`, and `NotPermitted` but to the secretariat."""
    permissions.require_to_oversee(person)
    return get_object_or_404(
        ReportingYear.objects.of_current_program().select_related("program"), year=year
    )


def _chapter(year: int, slug: str) -> Submission:
    return get_object_or_404(
        Submission.objects.working()
        .of_current_program()
        .select_related("reporting_year__program", "implementer"),
        reporting_year__year=year,
        implementer__slug=slug,
    )


def _changed(request: HttpRequest, refusal: ContentChanged) -> HttpResponse:
    """For a form in which nothing is typed."""
    context = told_of_changes(refusal)
    may_review = permissions.may(request.user, Act.ACCEPT, refusal.owner)  # type: ignore[arg-type]
    context |= {"section": "desk", "may_review": may_review}
    return render(request, "desk/content_changed.html", context, status=HTTPStatus.CONFLICT)


def _explained(
    request: HttpRequest, refusal: Exception, template: str, *, status: int
) -> HttpResponse:
    return render(request, template, {"refusal": str(refusal), "section": "desk"}, status=status)
