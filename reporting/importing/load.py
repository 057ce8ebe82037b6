"""Loading the files of a year: reference data, the year, its chapters and its entries."""

from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.models import Implementer
from program.models import Activity, Program, Resolution
from program.models.base import Language
from reporting.actions.entry_writing import persist_entry
from reporting.actions.locking import count_change
from reporting.actions.publishing import publish
from reporting.actions.reference_history import corrections_of_files
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, Origin, SubmissionStatus
from reporting.exceptions import FilesRefused
from reporting.importing.contributors import load_contributors
from reporting.importing.events import load_places, load_same_events
from reporting.importing.reading import read_year_files
from reporting.importing.records import LoadResult, Records, Values
from reporting.importing.reference_data import load_reference_data
from reporting.importing.texts import stored_text
from reporting.importing.yaml_files import Node
from reporting.importing.year_files import YearFiles, entries_of, entry_content
from reporting.models import (
    Entry,
    Financing,
    Highlight,
    HighlightEntry,
    Narrative,
    ReportCover,
    ReportingYear,
    Submission,
    SubmissionActivity,
)
from reporting.periods import parse_period
from reporting.queries.entries import content_of
from reporting.search.index import index_named


def load_year(directory: Path, *, update: bool) -> LoadResult:
    """Insert new records of the year in `directory`; with `update` also change those that differ.

    Records that someone has edited since they were loaded are not changed, nor is anything of a
    year that has an edition; the result names them. Raises `FilesRefused`, before anything is
    written, when the files are invalid or an edition of the year is being made.
    """
    files = read_year_files(directory)
    with transaction.atomic(), corrections_of_files():
        records = Records(update=update)
        records.is_issued = _is_issued(files)
        program = load_reference_data(files, records)
        reporting_year = _load_year(program, files, records)
        for node in files.narratives:
            _load_narrative(reporting_year, node, files.language, records)
        for position, chapter in enumerate(files.chapters, start=1):
            _load_chapter(reporting_year, chapter, position, files.language, records)
        # Column by column: an entry can continue entries of earlier columns in any chapter.
        for kind in EntryKind.values:
            for chapter in files.chapters:
                _load_entries(reporting_year, chapter, kind, files.language, records)
        for position, node in enumerate(files.highlights, start=1):
            _load_highlight(reporting_year, node, position, files.language, records)
        load_contributors(files.contributors, records)
        load_places(files.places, records)
        load_same_events(files.same_events, records)
        index_named()
    return records.result


def _is_issued(files: YearFiles) -> bool:
    """Whether the year has an edition. Locks the year, so that none is begun in the meantime."""
    locked_years = ReportingYear.objects.select_for_update().filter(
        program__slug=files.program["program"]["slug"], year=files.number
    )
    year = locked_years.first()
    if year is None:
        return False
    if year.issuings.under_way().exists():
        message = _("An edition of %(year)s is being made. Wait until it is done, then load again.")
        raise FilesRefused([message % {"year": year}])
    return year.editions.exists()


def _load_year(program: Program, files: YearFiles, records: Records) -> ReportingYear:
    node = files.year
    row = ReportingYear.objects.filter(program=program, year=files.number).first()
    columns: Values = {"title": node["title"], "language": files.language}
    cover: Values = {
        "council": node.get("council", ""),
        "committees": "\n".join(node.get("committees") or []),
        "series": node.get("series", ""),
        "symbol": node.get("symbol", ""),
        "document_date": parse_period(str(node["date"])).start if node.get("date") else None,
        "original_language": node.get("original_language", Language.EN),
        "presented_by": node.get("presented_by", ""),
        "presented_to": node.get("presented_to", ""),
        "note": stored_text(node.get("note", "")),
    }
    under = Resolution.objects.filter(symbol=node.get("under")).first()

    def write() -> None:
        reporting_year, _is_created = ReportingYear.objects.update_or_create(
            program=program, year=files.number, defaults=columns
        )
        ReportCover.objects.update_or_create(
            reporting_year=reporting_year, defaults={**cover, "under_resolution": under}
        )
        count_change(reporting_year)

    current = None
    if row is not None:
        cover_row = ReportCover.objects.filter(reporting_year=row).first()
        current = {
            **{column: getattr(row, column) for column in columns},
            **{column: getattr(cover_row, column, None) for column in cover},
            "under": cover_row.under_resolution.symbol
            if cover_row and cover_row.under_resolution
            else "",
        }
    records.sync(
        "year",
        f"{program.slug}/{files.number}",
        wanted={**columns, **cover, "under": under.symbol if under else ""},
        current=current,
        write=write,
    )
    return ReportingYear.objects.get(program=program, year=files.number)


def _load_narrative(
    reporting_year: ReportingYear, node: Node, language: str, records: Records
) -> None:
    row = Narrative.objects.filter(reporting_year=reporting_year, kind=node["kind"]).first()
    wanted: Values = {
        "heading": node.get("heading") or "",
        "text": stored_text(node["text"]),
        "language": node.get("language", language),
    }

    def write() -> None:
        Narrative.objects.update_or_create(
            reporting_year=reporting_year, kind=node["kind"], defaults=wanted
        )
        count_change(reporting_year)

    records.sync(
        "narrative",
        f"{reporting_year}/{node['kind']}",
        wanted=wanted,
        current=None if row is None else {column: getattr(row, column) for column in wanted},
        write=write,
    )


def _load_highlight(
    reporting_year: ReportingYear, node: Node, position: int, language: str, records: Records
) -> None:
    row = Highlight.objects.filter(reporting_year=reporting_year, position=position).first()
    references = list(node.get("entries") or [])
    columns: Values = {
        "text": stored_text(node["text"]),
        "language": node.get("language", language),
    }

    def write() -> None:
        highlight, _is_created = Highlight.objects.update_or_create(
            reporting_year=reporting_year, position=position, defaults=columns
        )
        entries = {
            entry.reference: entry
            for entry in Entry.with_deleted.working().filter(reference__in=references)
        }
        highlight.supports.all().delete()
        HighlightEntry.objects.bulk_create(
            HighlightEntry(highlight=highlight, entry=entries[reference], position=support_position)
            for support_position, reference in enumerate(references, start=1)
        )
        count_change(reporting_year)

    records.sync(
        "highlight",
        f"{reporting_year}/{position}",
        wanted={**columns, "entries": references},
        current=None
        if row is None
        else {
            **{column: getattr(row, column) for column in columns},
            "entries": [
                support.entry.reference for support in row.supports.select_related("entry")
            ],
        },
        write=write,
    )


def _load_chapter(
    reporting_year: ReportingYear, chapter: Node, position: int, language: str, records: Records
) -> None:
    implementer = Implementer.objects.get(slug=chapter["implementer"])
    row = (
        Submission.objects.working()
        .filter(reporting_year=reporting_year, implementer=implementer)
        .first()
    )
    leads = chapter.get("leads") or {}
    columns: Values = {
        "position": position,
        "heading": chapter["heading"],
        "preamble": stored_text(chapter.get("preamble", "")),
        **{f"lead_{kind}": stored_text(leads.get(kind, "")) for kind in EntryKind.values},
        "language": chapter.get("language", language),
    }
    listed = [
        [str(node["code"]), stored_text(node.get("wording", ""))]
        for node in chapter.get("activities") or []
    ]
    financing = [_financing_values(node) for node in chapter.get("financing") or []]

    def write() -> None:
        submission, is_created = Submission.objects.working().update_or_create(
            reporting_year=reporting_year,
            implementer=implementer,
            defaults=columns,
            create_defaults={
                **columns,
                "status": SubmissionStatus.ACCEPTED,
                "origin": Origin.IMPORT,
            },
        )
        if is_created:
            publish(submission)
        _write_listed_activities(submission, listed)
        submission.financing.filter(entry=None).delete()
        Financing.objects.bulk_create(
            Financing(
                submission=submission,
                position=source_position,
                language=columns["language"],
                **_with_decimal_amount(values),
            )
            for source_position, values in enumerate(financing, start=1)
        )
        count_change(submission)

    records.sync(
        "chapter",
        f"{reporting_year}/{implementer.slug}",
        wanted={**columns, "activities": listed, "financing": financing},
        current=None if row is None else _chapter_values(row, columns),
        write=write,
    )


def _chapter_values(row: Submission, columns: Values) -> Values:
    return {
        **{column: getattr(row, column) for column in columns},
        "activities": [
            [listed.activity.code, listed.wording]
            for listed in row.listed_activities.select_related("activity")
        ],
        "financing": [
            {
                "kind": source.kind,
                "contributor": source.contributor,
                "amount": None if source.amount is None else f"{source.amount:.2f}",
                "currency": source.currency,
                "text": source.text,
            }
            for source in row.financing.filter(entry=None)
        ],
    }


def _write_listed_activities(submission: Submission, listed: list[list[str]]) -> None:
    activities = {
        activity.code: activity
        for activity in Activity.objects.filter(program=submission.reporting_year.program)
    }
    submission.listed_activities.all().delete()
    SubmissionActivity.objects.bulk_create(
        SubmissionActivity(
            submission=submission,
            activity=activities[code],
            position=position,
            wording=wording,
            language=submission.language,
        )
        for position, (code, wording) in enumerate(listed, start=1)
    )


def _financing_values(node: Node) -> Values:
    amount = node.get("amount")
    return {
        "kind": node["kind"],
        "contributor": node.get("contributor", ""),
        "amount": None if amount is None else f"{Decimal(str(amount)):.2f}",
        "currency": node.get("currency", ""),
        "text": stored_text(node["text"]),
    }


def _with_decimal_amount(values: Values) -> Values:
    amount = values["amount"]
    return {**values, "amount": None if amount is None else Decimal(amount)}


def _load_entries(
    reporting_year: ReportingYear, chapter: Node, column: str, language: str, records: Records
) -> None:
    submission = (
        Submission.objects.working()
        .select_related("reporting_year")
        .filter(reporting_year=reporting_year, implementer__slug=chapter["implementer"])
        .first()
    )
    if submission is None:  # an issued year gets no new chapter
        return
    wanted = [(position, node) for kind, position, node in entries_of(chapter) if kind == column]
    existing = {
        entry.reference: entry
        for entry in Entry.with_deleted.with_relations().filter(
            submission=submission, reference__in=[node["ref"] for _position, node in wanted]
        )
    }
    for position, node in wanted:
        entry = existing.get(node["ref"])
        content = entry_content(column, node, chapter.get("language", language))
        target = entry or Entry(submission=submission, reference=node["ref"])

        def write(
            target: Entry = target, position: int = position, content: EntryContent = content
        ) -> None:
            target.position = position
            persist_entry(target, content, origin=Origin.IMPORT, by=None)

        records.sync(
            "entry",
            node["ref"],
            wanted=_entry_values(content, position),
            current=None if entry is None else _entry_values(content_of(entry), entry.position),
            write=write,
        )


def _entry_values(content: EntryContent, position: int) -> Values:
    """The values to compare and digest: links have no order, and files have no documents.

    What was added later is left out where it is empty, so that older digests stay valid.
    """
    values = {**content.as_json(), "continues": sorted(content.continues), "position": position}
    _without_empty(values, "documents", "outcome_quotation", *_TITLE_AND_BACKGROUND, "themes")
    for event in values["events"]:
        _without_empty(event, *_TITLE_AND_BACKGROUND)
    return values


_TITLE_AND_BACKGROUND = ("title", "title_source", "background_source")


def _without_empty(values: Values, *added_later: str) -> None:
    for name in added_later:
        if not values.get(name):
            values.pop(name, None)
