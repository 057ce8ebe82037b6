"""/desk/<year>/<implementer>/ … : a chapter at work, and its own words."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reporting import policies
from reporting.actions.submissions import StaleWords, WordsRefused, save_words, words_of
from reporting.enums import EntryKind, Outcome, SubmissionStatus
from reporting.forms.steps import WordsForm
from reporting.models import Entry, Submission, SubmissionActivity
from reporting.permissions import may_remark
from reporting.policies import NotInThisState
from reporting.queries.desk import column_words, due_words, progress_of, remaining
from reporting.queries.financing import financing_state
from reporting.queries.remarks import conversation_of
from reporting.queries.writing import deleted_entries, kept_drafts
from reporting.views.desk.columns import columns_of
from reporting.views.desk.loading import chapter_to_see, chapter_to_write, desk_page
from reporting.views.desk.steps import CONFLICT, chapter_address, standing_of
from reporting.workflow import OWNERS, Act


@require_safe
@desk_page
def chapter(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The chapter as it will be printed; with what each may do to it now."""
    submission = chapter_to_see(request.user, year, slug)
    entries = list(
        submission.entries.with_relations()
        .prefetch_related("links_forward__later")
        .in_official_order()
    )
    columns = columns_of(submission, entries)
    standing = standing_of(request.user, submission)
    can_write = Act.EDIT in standing.acts
    return render(
        request,
        "desk/chapter.html",
        {
            "section": "desk",
            "submission": submission,
            "printed_heading": _own_heading(submission),
            "columns": columns,
            "has_headings": any(column.headed for column in columns),
            "activities": _activities(submission, entries),
            "tasks": remaining(submission, progress_of([submission])[submission.pk]),
            "owner": OWNERS[SubmissionStatus(submission.status)].label,
            "due": due_words(submission.reporting_year, today=timezone.localdate()),
            "standing": standing,
            "acts": standing.acts,
            "can_write": can_write,
            "deleted": deleted_entries(submission) if can_write else [],
            "conversation": conversation_of(submission),
            "may_remark": may_remark(request.user, submission),
            "page": "chapter",
            "drafts": kept_drafts(request.user, submission),  # type: ignore[arg-type]
            "outcomes": Outcome.choices,
            "financing": submission.financing.select_related("entry"),
            "financing_state": financing_state(submission),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_words(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The heading, the words before the activities, and the opening words of each column."""
    chapter = chapter_to_write(request.user, year, slug)
    columns = {kind.value: column_words(kind, year) for kind in EntryKind}
    if request.method != "POST":
        policies.require(chapter, Act.EDIT)
        form = WordsForm.showing(words_of(chapter), columns=columns)
        return _words_page(request, chapter, form)
    form = WordsForm(request.POST, columns=columns)
    if not form.is_valid():
        return _words_page(request, chapter, form)
    try:
        save_words(chapter, form.words(), based_on=form.based_on_words(), by=request.user)  # type: ignore[arg-type]
    except WordsRefused as refusal:
        form.add_problems(refusal.problems)
        return _words_page(request, chapter, form)
    except NotInThisState as refusal:
        form.add_error(None, str(refusal))
        return _words_page(request, chapter, form, status=CONFLICT)
    except StaleWords as stale:
        form.build_on(stale.latest)
        return _words_page(request, chapter, form, stale=stale, status=CONFLICT)
    messages.success(request, _("Saved: the words of the chapter."))
    return redirect(chapter_address(chapter))


def _words_page(
    request: HttpRequest,
    chapter: Submission,
    form: WordsForm,
    *,
    stale: StaleWords | None = None,
    status: int = 200,
) -> HttpResponse:
    latest = [
        (form.fields[part].label, text)
        for part, text in (vars(stale.latest).items() if stale else ())
    ]
    return render(
        request,
        "desk/words.html",
        {
            "section": "desk",
            "chapter": chapter,
            "form": form,
            "stale": stale,
            "latest": latest,
            "standing": standing_of(request.user, chapter),
        },
        status=status,
    )


def _own_heading(submission: Submission) -> str:
    """The heading that the chapter prints, where it is not just its implementer's name."""
    implementer = submission.implementer
    return "" if submission.heading in (str(implementer), implementer.name) else submission.heading


def _activities(
    submission: Submission, entries: list[Entry]
) -> list[tuple[SubmissionActivity, int]]:
    """The activities that the chapter lists, each with the number of entries that cite it."""
    cited = Counter(row.activity_id for entry in entries for row in entry.cited.all())
    return [
        (listed, cited[listed.activity_id])
        for listed in submission.listed_activities.select_related("activity")
    ]
