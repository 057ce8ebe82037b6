"""Correcting the register: one activity, or many from a spreadsheet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import Assignment, Implementer, ImplementerAlias, User
from program.models import Activity, ActivityTranslation, Language, Program, Resolution
from program.rich_text import RichTextError, from_plain, to_plain
from reporting import permissions
from reporting.actions.exceptions import Problem
from reporting.actions.log import record_outside_years
from reporting.actions.reference_history import keep_version
from reporting.enums import LogAct
from reporting.exceptions import ReportingError
from reporting.models import RegisterFile
from reporting.queries.reference_texts import last_recorded_year
from reporting.validators import text_problems

MAX_ACTIVITY_TEXT = 10_000  # characters; the longest of 2011 has 700
MAX_SOURCE = 300
_SEPARATORS = str.maketrans(";\n", ",,")
RowValues = dict[str, str]  # the cells of a row by column


class RegisterRefused(ReportingError):
    """The correction is not saved; `problems` lists every reason, with its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


@dataclass(frozen=True)
class ReviewedRow:
    """A row of a spreadsheet: what is wrong with it, or what it would change."""

    line: int
    values: RowValues
    activity: Activity | None = None
    texts: dict[str, str] = field(default_factory=dict)  # by language, plain
    implementers: tuple[Implementer, ...] = ()
    problems: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return self.values.get("number", "")


@transaction.atomic
def correct_activity(
    activity: Activity,
    *,
    text: str,
    source: str,
    valid_from: int | None = None,
    by: User,
) -> Activity:
    """Correct the text of an activity, in plain text, for the reports from `valid_from` on.

    Without `valid_from`, for all reports after the last one on record. Reports before it keep the
    text that they had. Raises `NotPermitted`, and `RegisterRefused` with every problem.
    """
    permissions.require_to_keep_register(by)
    current = Activity.objects.select_for_update().get(pk=activity.pk)
    last = last_recorded_year()
    problems = [*_text_problems(text, source), *_year_problems(current, valid_from, last)]
    if problems:
        raise RegisterRefused(problems)
    if valid_from is not None and last is not None and valid_from - 1 > last:
        keep_version(current, "text", current.text, valid_to=valid_from - 1, source=source, by=by)
    _save_text(current, text, source, by=by)
    return current


def _text_problems(text: str, source: str) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("text", _("Write the text of the activity."))
    for message in text_problems(text, limit=MAX_ACTIVITY_TEXT):
        yield Problem("text", message)
    if not source.strip():
        yield Problem(
            "source", _("Write where the text is taken from, for example AG/RES. 2141 (XXXV-O/05).")
        )
    for message in text_problems(source, limit=MAX_SOURCE):
        yield Problem("source", message)


def _year_problems(
    activity: Activity, valid_from: int | None, last: int | None
) -> Iterator[Problem]:
    if valid_from is None:
        return
    if last is not None and valid_from <= last:
        message = _(
            "The report of %(last)d is on record and keeps its text. Choose %(next)d or later."
        )
        yield Problem("valid_from", message % {"last": last, "next": last + 1})
    kept = activity.versions.filter(column="text", valid_to__gte=valid_from).first()
    if kept is not None:
        message = _("The text before is valid until %(year)d. Choose %(next)d or later.")
        values = {"year": kept.valid_to, "next": kept.valid_to + 1}
        yield Problem("valid_from", message % values)


def _save_text(activity: Activity, text: str, source: str, *, by: User | None) -> None:
    """Save a text; `reference_history` keeps the one before and writes the log."""
    activity.text = from_plain(text.strip())
    activity.text_source = source.strip()
    activity._history_user = by  # type: ignore[attr-defined]
    activity._change_reason = source.strip()  # type: ignore[attr-defined]
    activity.save()


def review_rows(program: Program, rows: Sequence[RowValues]) -> list[ReviewedRow]:
    """Return the rows with their problems and changes, against the register as it is now.

    The number of queries does not grow with the rows.
    """
    activities = {
        activity.code.casefold(): activity
        for activity in program.activities.prefetch_related("translations", "implementers")
    }
    implementers = _implementers_by_name()
    numbers = Counter(row.get("number", "").casefold() for row in rows)
    return [
        _reviewed(row, activities, implementers, is_doubled=numbers[_code(row)] > 1) for row in rows
    ]


def _code(row: RowValues) -> str:
    return row.get("number", "").casefold()


def _implementers_by_name() -> dict[str, Implementer]:
    names: dict[str, Implementer] = {}
    for alias in ImplementerAlias.objects.select_related("implementer"):
        names[alias.name.casefold()] = alias.implementer
    for implementer in Implementer.objects.all():
        for name in (implementer.slug, implementer.acronym, implementer.name_en):
            names[name.casefold()] = implementer
    return names


def _reviewed(
    row: RowValues,
    activities: dict[str, Activity],
    implementers: dict[str, Implementer],
    *,
    is_doubled: bool,
) -> ReviewedRow:
    line = int(row.get("line", "0"))
    activity = activities.get(_code(row))
    texts = {
        language: row[f"text_{language}"]
        for language in Language.values
        if row.get(f"text_{language}", "")
    }
    named = [name.strip() for name in row.get("implementers", "").translate(_SEPARATORS).split(",")]
    named = [name for name in named if name]
    problems = [
        *_number_problems(row, activity, is_doubled=is_doubled),
        *_row_text_problems(texts, row.get("source", "")),
        *(
            _("“%(name)s” is not an implementer on record.") % {"name": name[:80]}
            for name in named
            if name.casefold() not in implementers
        ),
    ]
    if problems or activity is None:
        return ReviewedRow(line, row, activity, problems=tuple(problems))
    found = tuple(dict.fromkeys(implementers[name.casefold()] for name in named))
    return ReviewedRow(
        line,
        row,
        activity,
        texts=texts,
        implementers=found,
        changes=tuple(_changes(activity, texts, found, row.get("source", ""))),
    )


def _number_problems(
    row: RowValues, activity: Activity | None, *, is_doubled: bool
) -> Iterator[str]:
    number = row.get("number", "")
    if not number:
        yield _("The number is missing.")
    elif activity is None:
        yield _("“%(number)s” is not a number of the register.") % {"number": number[:40]}
    elif is_doubled:
        yield _("The number %(number)s is in more than one row.") % {"number": number}


def _row_text_problems(texts: dict[str, str], source: str) -> Iterator[str]:
    if not texts:
        yield _("The text is missing.")
    elif not source:
        yield _("The source of the text is missing.")
    for language, text in texts.items():
        for message in text_problems(text, limit=MAX_ACTIVITY_TEXT):
            yield f"text_{language}: {message}"
        try:
            from_plain(text)
        except RichTextError as error:
            yield f"text_{language}: {error}"
    for message in text_problems(source, limit=MAX_SOURCE):
        yield f"source: {message}"


def _own_language(activity: Activity, texts: dict[str, str]) -> str:
    """Return the language of the activity's own text, once these texts are in the register."""
    if activity.text or activity.language in texts:
        return activity.language
    return next(iter(texts))


def _text_now(activity: Activity, language: str) -> str:
    if activity.language == language:
        return to_plain(activity.text)
    translations = {row.language: row.text for row in activity.translations.all()}
    return to_plain(translations.get(language, ""))


def _changes(
    activity: Activity, texts: dict[str, str], implementers: Sequence[Implementer], source: str
) -> Iterator[str]:
    for language, text in texts.items():
        now = _text_now(activity, language)
        label = str(Language(language).label)
        if not now:
            yield _("adds the text in %(language)s") % {"language": label}
        elif now != to_plain(from_plain(text)):
            yield _("replaces the text in %(language)s") % {"language": label}
    assigned = {implementer.pk for implementer in activity.implementers.all()}
    for implementer in implementers:
        if implementer.pk not in assigned:
            yield _("assigns it to %(implementer)s") % {"implementer": implementer.acronym}


@transaction.atomic
def store_register_file(name: str, rows: Sequence[RowValues], *, by: User) -> RegisterFile:
    """Keep the rows of a spreadsheet until somebody confirms them. Raises `NotPermitted`."""
    permissions.require_to_keep_register(by)
    return RegisterFile.objects.create(name=name[-200:], rows=list(rows), uploaded_by=by)


@transaction.atomic
def confirm_register_file(file: RegisterFile, program: Program, *, by: User) -> int:
    """Write the rows without problems into the register, and return how many changed something.

    The rows are reviewed again, because the register may have changed. A file is confirmed once.
    Raises `NotPermitted` and `RegisterRefused`.
    """
    permissions.require_to_keep_register(by)
    current = RegisterFile.objects.select_for_update().get(pk=file.pk)
    if current.confirmed_at is not None:
        raise RegisterRefused([Problem("", _("This file has already been imported."))])
    changed = fill_register(program, review_rows(program, current.rows), name=current.name, by=by)
    current.confirmed_at = timezone.now()
    current.save(update_fields=["confirmed_at"])
    return changed


@transaction.atomic
def fill_register(
    program: Program, rows: Sequence[ReviewedRow], *, name: str, by: User | None
) -> int:
    """Write the reviewed rows that have no problem, and return how many changed something.

    `by` is None for a command.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    good = [row for row in rows if not row.problems and row.changes]
    for row in good:
        _write_row(row, by=by)
    if good:
        codes = ", ".join(row.activity.code for row in good if row.activity)
        note = _("%(name)s: %(codes)s") % {"name": name, "codes": codes}
        record_outside_years(LogAct.FILL_REGISTER, note=note, by=by)
    return len(good)


def _write_row(row: ReviewedRow, *, by: User | None) -> None:
    activity, source = row.activity, row.values.get("source", "")
    if activity is None:
        return
    own = _own_language(activity, row.texts)
    if own in row.texts and _text_now(activity, own) != to_plain(from_plain(row.texts[own])):
        activity.language = own
        activity.source = activity.source or Resolution.objects.filter(symbol=source).first()
        _save_text(activity, row.texts[own], source, by=by)
    for language, text in row.texts.items():
        if language != own and _text_now(activity, language) != to_plain(from_plain(text)):
            _write_translation(activity, language, text, source, by=by)
    for implementer in row.implementers:
        Assignment.objects.get_or_create(activity=activity, implementer=implementer)


def _write_translation(
    activity: Activity, language: str, text: str, source: str, *, by: User | None
) -> None:
    translation = ActivityTranslation.objects.filter(activity=activity, language=language).first()
    translation = translation or ActivityTranslation(activity=activity, language=language)
    translation.text, translation.source = from_plain(text), source
    translation._history_user = by  # type: ignore[attr-defined]
    translation.save()
