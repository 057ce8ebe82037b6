"""Assembling the content of a report from the database."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from implementers.models import Implementer, ImplementerKind
from program.models import Country
from program.rich_text import count_words
from reporting.document.chapter import ChapterDocument
from reporting.document.content import (
    ActivityTag,
    AttachmentTag,
    Chapter,
    Column,
    CountryTag,
    Cover,
    EventTag,
    FinancingSource,
    Group,
    Item,
    ItemLink,
    ListedActivity,
    RegisterActivity,
    Report,
    ReportHighlight,
    ReportNarrative,
    Section,
)
from reporting.document.formats import render_chapter
from reporting.entry_content import EventContent
from reporting.enums import EntryKind, NarrativeKind, column_year
from reporting.models import (
    Entry,
    ReportCover,
    ReportingYear,
    Submission,
    SubmissionActivity,
)
from reporting.models.entry import EntryQuerySet
from reporting.models.submission import SubmissionQuerySet
from reporting.numbering import chapter_numbers, group_in_part, part_of_report, roman
from reporting.queries.coverage import coverage_by_year
from reporting.queries.entries import details_of
from reporting.queries.financing import financing_state
from reporting.queries.highlights import highlights_among
from reporting.queries.reference_texts import restore_chapters, texts_of_year
from reporting.queries.years import is_whole

_OPENING = (NarrativeKind.BACKGROUND, NarrativeKind.OBJECTIVES, NarrativeKind.INTRODUCTION)


def assemble(
    reporting_year: ReportingYear, *, language: str, drafts: bool = False, issuing: bool = False
) -> Report:
    """The report of a year in `language` (a code of `program.models.Language`).

    It has the accepted chapters; with `drafts` it has all of them, and it is marked as a draft. The
    narrative parts are left out while chapters are open, because they may describe them. A draft
    and an edition (`issuing`) always have them. The number of queries does not grow with the number
    of entries.
    """
    with override(language):
        chapters = _submissions(reporting_year, drafts=drafts)
        restore_chapters(chapters, texts_of_year(reporting_year.year))
        paragraphs = _paragraph_numbers(chapters)
        keep_all = drafts or issuing
        is_complete = keep_all or is_whole(reporting_year)
        sections = _sections(reporting_year, chapters, paragraphs)
        parts = _narratives(reporting_year) if is_complete else {}
        return Report(
            year=reporting_year.year,
            title=reporting_year.title,
            language=language,
            program=reporting_year.program.title,
            resolution=reporting_year.program.resolution.symbol,
            cover=cover_of(reporting_year),
            opening=tuple(parts[kind] for kind in _OPENING if kind in parts),
            after_highlights=parts.get(NarrativeKind.AFTER_HIGHLIGHTS),
            conclusion=parts.get(NarrativeKind.CONCLUSION),
            register=_register(reporting_year, chapters),
            highlights=_highlights(
                reporting_year, chapters, paragraphs, is_complete=is_complete, keep_all=keep_all
            ),
            sections=sections,
            is_draft=drafts,
            is_demonstration=reporting_year.is_demonstration,
            member_states=_count_member_states(reporting_year, sections),
        )


def chapter_document(
    submission: Submission, *, purpose: str, file_format: str, language: str = ""
) -> bytes:
    """The chapter at work as a file: a PDF or a Word document (`reporting.document.chapter.FORMATS`).

    `purpose` is a `Purpose`; it decides what each page is marked with and whether there is a place
    for a signature. Without a `language` it is printed in that of the year. The caller has checked
    that the person may read the chapter.
    """
    language = language or submission.reporting_year.language
    with override(language):
        document = ChapterDocument(
            report=assemble_chapter(submission, language=language),
            purpose=purpose,
            version=submission.content_version,
            printed_on=localdate(),
        )
        return render_chapter(document, file_format=file_format)


def assemble_chapter(submission: Submission, *, language: str) -> Report:
    """A report of one chapter at work in `language`, marked as a draft, with nothing around it.

    The chapter has no number, and paragraphs are counted from 1. The number of queries does not
    grow with the number of entries.
    """
    year = submission.reporting_year
    with override(language):
        chapters = _loaded(year.submissions.filter(pk=submission.pk), drafts=True)
        paragraphs = _paragraph_numbers(chapters)
        chapter = _chapter(year, chapters[0], "", paragraphs)
        return Report(
            year=year.year,
            title=year.title,
            language=language,
            program=year.program.title,
            resolution=year.program.resolution.symbol,
            cover=cover_of(year),
            opening=(),
            after_highlights=None,
            conclusion=None,
            register=(),
            highlights=(),
            sections=(Section(1, "", (Group("", "", (chapter,)),)),),
            is_draft=True,
        )


def _count_member_states(reporting_year: ReportingYear, sections: Iterable[Section]) -> int:
    """How many member states of the OAS in the year the items concern. Takes one query."""
    members = Country.objects.members_in(reporting_year.year).values_list("iso3", flat=True)
    concerned: set[str] = set()
    for section in sections:
        for chapter in section.chapters:
            concerned |= chapter.countries
    return len(concerned.intersection(members))


def _submissions(reporting_year: ReportingYear, *, drafts: bool) -> list[Submission]:
    rows = reporting_year.submissions.working() if drafts else reporting_year.submissions.public()
    return _loaded(rows, drafts=drafts)


def _loaded(rows: SubmissionQuerySet, *, drafts: bool) -> list[Submission]:
    """The chapters in printed order with all that is printed of them."""
    return list(
        rows.order_by("position")
        .select_related("implementer__parent", "reporting_year")
        .prefetch_related(
            "financing",
            Prefetch(
                "listed_activities",
                SubmissionActivity.objects.select_related("activity__source").order_by("position"),
            ),
            Prefetch("entries", _entries(drafts=drafts)),
        )
    )


def _entries(*, drafts: bool) -> EntryQuerySet:
    """The entries in printed order with their relations; without `drafts`, only public links."""
    entries: EntryQuerySet = Entry.objects.in_official_order().with_attachments()
    return entries.with_relations() if drafts else entries.with_public_relations()


def _paragraph_numbers(chapters: Iterable[Submission]) -> dict[str, int]:
    """The paragraph number of each entry, by reference, counted through the whole report."""
    references = [entry.reference for chapter in chapters for entry in chapter.entries.all()]
    return {reference: number for number, reference in enumerate(references, start=1)}


def cover_of(reporting_year: ReportingYear) -> Cover:
    """The cover of the year's report as it is now. Takes one query."""
    row = (
        ReportCover.objects.filter(reporting_year=reporting_year)
        .select_related("under_resolution")
        .first()
    ) or ReportCover(reporting_year=reporting_year)
    return Cover(
        council=row.council,
        committees=tuple(row.committees.splitlines()),
        series=row.series,
        symbol=row.symbol,
        date=row.document_date,
        language=reporting_year.language,
        original_language=row.original_language,
        presented_by=row.presented_by,
        presented_to=row.presented_to,
        under=row.under_resolution.symbol if row.under_resolution else "",
        note=row.note,
    )


def _narratives(reporting_year: ReportingYear) -> dict[str, ReportNarrative]:
    """The narrative parts by kind; the text after the highlights has no number and no heading."""
    rows = {narrative.kind: narrative for narrative in reporting_year.narratives.all()}
    narratives: dict[str, ReportNarrative] = {}
    number = 0
    for kind in NarrativeKind:
        is_numbered = kind != NarrativeKind.AFTER_HIGHLIGHTS
        number += is_numbered
        if row := rows.get(kind):
            heading = (row.heading or str(kind.label)) if is_numbered else ""
            narratives[kind] = ReportNarrative(
                kind, roman(number) if is_numbered else "", heading, row.text
            )
    return narratives


def _register(
    reporting_year: ReportingYear, chapters: Iterable[Submission]
) -> tuple[RegisterActivity, ...]:
    activities = reporting_year.program.activities.order_by("position")
    rows = coverage_by_year(activities, [reporting_year.year], chapters)
    return tuple(RegisterActivity(row.head.code, row.cells[0][1].value) for row in rows)


def _highlights(
    reporting_year: ReportingYear,
    chapters: Iterable[Submission],
    paragraphs: dict[str, int],
    *,
    is_complete: bool,
    keep_all: bool,
) -> tuple[ReportHighlight, ...]:
    texts = {entry.reference: entry.text for chapter in chapters for entry in chapter.entries.all()}
    return tuple(
        ReportHighlight(
            number=highlight.number,
            text=highlight.text,
            supported_by=tuple(
                ItemLink(reference, paragraphs[reference]) for reference in highlight.entries
            ),
        )
        for highlight in highlights_among(
            reporting_year, texts, whole=is_complete, keep_all=keep_all
        )
    )


def _sections(
    reporting_year: ReportingYear, chapters: list[Submission], paragraphs: dict[str, int]
) -> tuple[Section, ...]:
    headings = {
        1: _("Organs, agencies, and entities of the OAS"),
        2: _("Implementers other than organs, agencies, and entities of the OAS"),
    }
    parts: dict[int, list[Submission]] = {part: [] for part in headings}
    for chapter in chapters:
        parts[part_of_report(chapter.implementer.kind)].append(chapter)
    return tuple(
        Section(part, headings[part], _groups(reporting_year, part_chapters, paragraphs))
        for part, part_chapters in parts.items()
        if part_chapters
    )


def _groups(
    reporting_year: ReportingYear, chapters: list[Submission], paragraphs: dict[str, int]
) -> tuple[Group, ...]:
    headings = [_group_heading(chapter.implementer) for chapter in chapters]
    groups: list[tuple[str, str, list[Chapter]]] = []
    numbers = chapter_numbers(
        group_in_part(chapter.implementer.kind, chapter.implementer.parent_id)
        for chapter in chapters
    )
    for submission, heading, (group, number) in zip(chapters, headings, numbers, strict=True):
        chapter = _chapter(reporting_year, submission, number, paragraphs)
        if group and groups and groups[-1][0] == group:
            groups[-1][2].append(chapter)
        else:
            groups.append((group, heading, [chapter]))
    return tuple(
        Group(number, heading, tuple(group_chapters)) for number, heading, group_chapters in groups
    )


def _group_heading(implementer: Implementer) -> str:
    """The heading above a chapter: its parent in the OAS, its kind elsewhere; may be empty."""
    if implementer.kind == ImplementerKind.OAS:
        return str(implementer.parent) if implementer.parent else ""
    return {
        ImplementerKind.STATES_FORUM: _("OAS member states"),
        ImplementerKind.INTERNATIONAL: _("International organizations"),
        ImplementerKind.OTHER: _("Other implementers"),
    }[ImplementerKind(implementer.kind)]


def _chapter(
    reporting_year: ReportingYear,
    submission: Submission,
    number: str,
    paragraphs: dict[str, int],
) -> Chapter:
    year = reporting_year.year
    headings = {
        EntryKind.PLANNED: _("Programmed activities to be executed in %(year)d")
        % {"year": column_year(EntryKind.PLANNED, year)},
        EntryKind.EXECUTED: _("Activities developed/executed"),
        EntryKind.NEXT_YEAR: _("Activities programmed to be executed in %(year)d")
        % {"year": column_year(EntryKind.NEXT_YEAR, year)},
    }
    activities = tuple(map(_listed, submission.listed_activities.all()))
    entries = list(submission.entries.all())
    return Chapter(
        number=number,
        heading=submission.heading or str(submission.implementer),
        implementer=submission.implementer.slug,
        acronym=submission.implementer.acronym,
        name=submission.implementer.name,
        preamble=submission.preamble,
        activities_heading=_("Activities stated in resolution %(symbol)s")
        % {"symbol": reporting_year.program.resolution.symbol},
        activities=activities,
        activities_words=count_words(submission.preamble)
        + sum(count_words(activity.text) for activity in activities),
        columns=tuple(
            _column(
                kind,
                heading,
                submission.leads[kind],
                [_item(entry, paragraphs) for entry in entries if entry.kind == kind],
            )
            for kind, heading in headings.items()
        ),
        financing_heading=_("Type of financing (only for SG/OAS)"),
        financing_state=financing_state(submission),
        financing=tuple(
            FinancingSource(row.kind, row.contributor, row.amount, row.currency, row.text)
            for row in submission.financing.all()
        ),
        nothing_to_report=submission.nothing_to_report_reason
        if submission.nothing_to_report
        else "",
    )


def _listed(listed: SubmissionActivity) -> ListedActivity:
    activity = listed.activity
    source = activity.source.symbol if activity.source else activity.source_note
    return ListedActivity(activity.code, activity.number, listed.text, activity.short_title, source)


def _column(kind: str, heading: str, lead: str, items: list[Item]) -> Column:
    words = count_words(lead) + sum(
        count_words(item.text) + count_words(item.heading) + count_words(item.subheading)
        for item in items
    )
    return Column(kind, heading, lead, tuple(items), words)


def _item(row: Entry, paragraphs: dict[str, int]) -> Item:
    entry = details_of(row)
    content = entry.content
    stated_at = entry.outcome_stated_at
    return Item(
        reference=entry.reference,
        paragraph=paragraphs[entry.reference],
        label=content.label,
        heading=content.heading,
        subheading=content.subheading,
        text=content.text,
        activities=tuple(
            ActivityTag(activity.code, activity.number, activity.short_title)
            for activity in entry.activities
        ),
        countries=tuple(
            CountryTag(country.iso3, country.name, role) for country, role in entry.countries
        ),
        events=tuple(map(_event, content.events)),
        continues=_links(content.continues, paragraphs),
        continued_by=_links(entry.continued_by, paragraphs),
        outcome=entry.effective_outcome,
        outcome_source=entry.effective_outcome_source,
        outcome_stated_by=entry.implementer.acronym if stated_at else "",
        outcome_stated_on=localdate(stated_at) if stated_at else None,
        outcome_quotation=content.outcome_quotation,
        attachments=tuple(
            AttachmentTag(file.name, file.description, file.file_type, file.size, file.sha256)
            for file in row.attachments.all()
        ),
    )


def _event(event: EventContent) -> EventTag:
    return EventTag(
        event.start,
        event.end,
        event.precision,
        event.year_inferred,
        event.place,
        event.country,
    )


def _links(references: Iterable[str], paragraphs: dict[str, int]) -> tuple[ItemLink, ...]:
    return tuple(
        sorted(
            (ItemLink(reference, paragraphs.get(reference, 0)) for reference in references),
            key=lambda link: (link.paragraph, link.reference),
        )
    )
