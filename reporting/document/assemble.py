"""From the database to the report's content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from implementers.models import Implementer, ImplementerKind
from program.models.base import readers_name
from reporting.document.content import (
    ActivityTag,
    Chapter,
    Column,
    CountryTag,
    Cover,
    EventTag,
    FinancingSource,
    Group,
    Highlight,
    Item,
    ItemLink,
    ListedActivity,
    Narrative,
    RegisterActivity,
    Report,
    Section,
)
from reporting.enums import EntryKind, NarrativeKind
from reporting.markdown import count_words
from reporting.models import (
    Entry,
    ReportCover,
    ReportingYear,
    Submission,
)
from reporting.numbering import chapter_numbers, roman
from reporting.queries.financing import financing_state
from reporting.queries.highlights import highlights_among
from reporting.queries.marks import marks_in_chapters
from reporting.queries.named_in_chapters import Named, Rows, named_in
from reporting.queries.years import is_whole

_OPENING = (NarrativeKind.BACKGROUND, NarrativeKind.OBJECTIVES, NarrativeKind.INTRODUCTION)


@dataclass(frozen=True)
class _Printed:
    """By key, what a chapter lists, and an entry, as the report prints them."""

    listed: dict[int, tuple[ListedActivity, ...]]
    items: dict[int, Item]


def assemble(
    reporting_year: ReportingYear, *, language: str, drafts: bool = False, issuing: bool = False
) -> Report:
    """The report of a year in `language` (a code of `program.Language`).

    Holds the accepted chapters; with `drafts` all of them, and the report says that it is a draft.
    What the secretariat writes on the whole year is left out while chapters are at work, of which it
    may speak; not from a draft, nor for an edition (`issuing`), which goes without them knowingly.
    Its number of queries does not grow with the number of entries.
    """
    with override(language):
        chapters = _submissions(reporting_year, drafts=drafts)
        paragraphs = _paragraph_numbers(chapters)
        named = named_in([chapter.pk for chapter in chapters], drafts=drafts)
        whole = drafts or issuing or is_whole(reporting_year)
        parts = _narratives(reporting_year) if whole else {}
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
            register=_register(reporting_year, chapters, named),
            highlights=_highlights(reporting_year, chapters, paragraphs, whole=whole),
            sections=_sections(reporting_year, chapters, _printed(chapters, named, paragraphs)),
            is_draft=drafts,
        )


def _submissions(reporting_year: ReportingYear, *, drafts: bool) -> list[Submission]:
    rows = reporting_year.submissions.at_work() if drafts else reporting_year.submissions.public()
    return list(
        rows.order_by("position")
        .select_related("implementer__parent")
        .prefetch_related(
            "financing",
            Prefetch("entries", Entry.objects.in_official_order().select_related(None)),
        )
    )


def _paragraph_numbers(chapters: Iterable[Submission]) -> dict[str, int]:
    """Number of each entry's paragraph, counted through the report."""
    references = [entry.reference for chapter in chapters for entry in chapter.entries.all()]
    return {reference: number for number, reference in enumerate(references, start=1)}


def _printed(chapters: Iterable[Submission], named: Named, paragraphs: dict[str, int]) -> _Printed:
    return _Printed(
        listed={
            chapter: tuple(_listed(*values) for _key, *values in rows)
            for chapter, rows in named.listed.items()
        },
        items={
            entry.pk: _item(entry, named, paragraphs)
            for chapter in chapters
            for entry in chapter.entries.all()
        },
    )


def cover_of(reporting_year: ReportingYear) -> Cover:
    """The block of the year's report as it is written. Takes one query."""
    held = (
        ReportCover.objects.filter(reporting_year=reporting_year)
        .select_related("under_resolution")
        .first()
    ) or ReportCover(reporting_year=reporting_year)
    return Cover(
        council=held.council,
        committees=tuple(held.committees.splitlines()),
        series=held.series,
        symbol=held.symbol,
        date=held.document_date,
        language=reporting_year.language,
        original_language=held.original_language,
        presented_by=held.presented_by,
        presented_to=held.presented_to,
        under=held.under_resolution.symbol if held.under_resolution else "",
        note=held.note,
    )


def _narratives(reporting_year: ReportingYear) -> dict[str, Narrative]:
    """The report's own parts by kind; the words after the highlights have no number."""
    held = {narrative.kind: narrative for narrative in reporting_year.narratives.all()}
    made: dict[str, Narrative] = {}
    number = 0
    for kind in NarrativeKind:
        numbered = kind != NarrativeKind.AFTER_HIGHLIGHTS
        number += numbered
        if row := held.get(kind):
            heading = (row.heading or str(kind.label)) if numbered else ""
            made[kind] = Narrative(kind, roman(number) if numbered else "", heading, row.text)
    return made


def _register(
    reporting_year: ReportingYear, chapters: Iterable[Submission], named: Named
) -> tuple[RegisterActivity, ...]:
    activities = reporting_year.program.activities.order_by("position")
    listed = {key for rows in named.listed.values() for key, *_others in rows}
    cited = {entry: [key for key, *_others in rows] for entry, rows in named.activities.items()}
    rows = marks_in_chapters(activities, reporting_year.year, chapters, listed, cited)
    return tuple(RegisterActivity(row.head.code, row.marks[0][1].value) for row in rows)


def _highlights(
    reporting_year: ReportingYear,
    chapters: Iterable[Submission],
    paragraphs: dict[str, int],
    *,
    whole: bool,
) -> tuple[Highlight, ...]:
    texts = {entry.reference: entry.text for chapter in chapters for entry in chapter.entries.all()}
    return tuple(
        Highlight(
            number=one.number,
            text=one.text,
            supported_by=tuple(
                ItemLink(reference, paragraphs[reference]) for reference in one.entries
            ),
        )
        for one in highlights_among(reporting_year, texts, whole=whole)
    )


def _sections(
    reporting_year: ReportingYear, chapters: list[Submission], printed: _Printed
) -> tuple[Section, ...]:
    oas = [chapter for chapter in chapters if chapter.implementer.kind == ImplementerKind.OAS]
    others = [chapter for chapter in chapters if chapter.implementer.kind != ImplementerKind.OAS]
    halves = [
        (_("Organs, agencies, and entities of the OAS"), oas),
        (_("Implementers other than organs, agencies, and entities of the OAS"), others),
    ]
    return tuple(
        Section(number, heading, _groups(reporting_year, half, printed))
        for number, (heading, half) in enumerate(halves, start=1)
        if half
    )


def _groups(
    reporting_year: ReportingYear, chapters: list[Submission], printed: _Printed
) -> tuple[Group, ...]:
    headings = [_group_heading(chapter.implementer) for chapter in chapters]
    groups: list[tuple[str, str, list[Chapter]]] = []
    numbers = chapter_numbers(heading or None for heading in headings)
    for submission, heading, (group, number) in zip(chapters, headings, numbers, strict=True):
        made = _chapter(reporting_year, submission, number, printed)
        if group and groups and groups[-1][0] == group:
            groups[-1][2].append(made)
        else:
            groups.append((group, heading, [made]))
    return tuple(Group(number, heading, tuple(own)) for number, heading, own in groups)


def _group_heading(implementer: Implementer) -> str:
    """What a chapter stands under: its parent in the OAS, its kind elsewhere; empty for none."""
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
    printed: _Printed,
) -> Chapter:
    year = reporting_year.year
    headings = {
        EntryKind.PLANNED: _("Programmed activities to be executed in %(year)d") % {"year": year},
        EntryKind.EXECUTED: _("Activities developed/executed"),
        EntryKind.NEXT_YEAR: _("Activities programmed to be executed in %(year)d")
        % {"year": year + 1},
    }
    activities = printed.listed.get(submission.pk, ())
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
                [printed.items[entry.pk] for entry in entries if entry.kind == kind],
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


def _listed(
    code: str,
    number: int | None,
    short_title: str,
    wording: str,
    text: str,
    symbol: str | None,
    note: str,
) -> ListedActivity:
    """With the words that the chapter prints for it: its own, or those of the register."""
    source = note if symbol is None else symbol
    return ListedActivity(code, number, wording or text, short_title, source)


def _column(kind: str, heading: str, lead: str, items: list[Item]) -> Column:
    words = count_words(lead) + sum(
        count_words(item.text) + count_words(item.heading) + count_words(item.subheading)
        for item in items
    )
    return Column(kind, heading, lead, tuple(items), words)


def _item(entry: Entry, named: Named, paragraphs: dict[str, int]) -> Item:
    def of(rows: Rows) -> Sequence[tuple[Any, ...]]:
        return rows.get(entry.pk, ())

    return Item(
        reference=entry.reference,
        paragraph=paragraphs[entry.reference],
        label=entry.label,
        heading=entry.heading,
        subheading=entry.subheading,
        text=entry.text,
        activities=tuple(ActivityTag(*row) for _key, *row in of(named.activities)),
        countries=tuple(
            CountryTag(iso3, readers_name(names), role)
            for role, iso3, *names in of(named.countries)
        ),
        events=tuple(
            EventTag(start, end, precision, is_inferred, place, country or "")
            for start, end, precision, is_inferred, place, country in of(named.events)
        ),
        continues=_links(of(named.earlier), paragraphs),
        continued_by=_links(of(named.later), paragraphs),
        outcome=entry.outcome,
    )


def _links(references: Iterable[tuple[str]], paragraphs: dict[str, int]) -> tuple[ItemLink, ...]:
    return tuple(
        sorted(
            (ItemLink(reference, paragraphs.get(reference, 0)) for (reference,) in references),
            key=lambda link: (link.paragraph, link.reference),
        )
    )
