"""Reads a file into a proposal for one implementer's chapter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from implementers.models import Implementer
from program.rich_text import RichTextError, to_plain
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import EntryKind, column_year
from reporting.exceptions import FileRefused
from reporting.importing.proposals.chapters import (
    FoundChapter,
    Headings,
    choose,
    find_chapters,
    item_cells,
)
from reporting.importing.proposals.columns import TableColumn
from reporting.importing.proposals.financing import read_financing
from reporting.importing.proposals.items import DividedItem, divide
from reporting.importing.proposals.lost_columns import columns_by_sense
from reporting.importing.proposals.marks import Known
from reporting.importing.proposals.proposal import Proposal, ProposedActivity, ProposedEntry
from reporting.importing.proposals.reference import Reference, read_reference
from reporting.importing.proposals.register import read_activities
from reporting.importing.proposals.row_items import Extra, items_of_rows
from reporting.importing.proposals.tags import Tags, tags_of
from reporting.importing.proposals.texts import stored_text
from reporting.importing.sources import read_source
from reporting.importing.sources.model import Source
from reporting.models import ReportingYear
from reporting.recognition.language_detection import SURE, detect

MAX_ENTRIES = 2000
_MANY_WORDS = 12  # an item shorter than this has the language of its chapter
_SHORT = 15  # characters


def propose(
    data: bytes, name: str, *, implementer: Implementer, reporting_year: ReportingYear
) -> Proposal:
    """Return what a file proposes for the chapter of `implementer` in `reporting_year`.

    `name` is the file's, for messages. Writes nothing. Raises `FileRefused`.
    """
    source = read_source(data, name)
    return _propose_from(source, name, implementer, reporting_year)


def propose_report(
    data: bytes, name: str, *, reporting_year: ReportingYear
) -> tuple[list[Proposal], list[str]]:
    """Return what a whole report proposes for each of its chapters, and what it lacks.

    Writes nothing. Raises `FileRefused` if no chapter of the year is found in it.
    """
    source = read_source(data, name)
    proposals: list[Proposal] = []
    missing: list[str] = []
    for implementer in Implementer.objects.reporting():
        try:
            proposal = _propose_from(source, name, implementer, reporting_year, is_named=True)
        except FileRefused as refusal:
            missing.append(f"{implementer.acronym}: {refusal}")
        else:
            proposals.append(proposal)
    if not proposals:
        raise FileRefused(_("The file has no chapter of an implementer on record."))
    return proposals, missing


def _propose_from(
    source: Source,
    name: str,
    implementer: Implementer,
    reporting_year: ReportingYear,
    *,
    is_named: bool = False,
) -> Proposal:
    """Return the proposal for one chapter; `is_named` leaves out chapters without a name."""
    reference = read_reference(implementer, reporting_year)
    chapters = find_chapters(source, Headings(reference.implementers), reporting_year.year)
    if is_named:
        chapters = [chapter for chapter in chapters if chapter.implementer == implementer.slug]
        if not chapters:
            raise FileRefused(_("The report has no chapter of this implementer."))
    children = frozenset(
        Implementer.objects.filter(pk__in=implementer.descendant_ids()).values_list(
            "slug", flat=True
        )
    )
    chapter, warnings = choose(chapters, implementer.slug, children, reporting_year.year)
    warnings += _divide_by_sense(chapter, reference)
    try:
        return _proposal(
            chapter, source, reference, implementer, reporting_year.year, name, warnings
        )
    except RichTextError as error:
        raise FileRefused(str(error)) from error


def _proposal(
    chapter: FoundChapter,
    source: Source,
    reference: Reference,
    implementer: Implementer,
    year: int,
    name: str,
    warnings: Sequence[str],
) -> Proposal:
    language, certainty = detect(_texts(chapter))
    preamble, activities = read_activities(chapter.cells.get(TableColumn.ACTIVITIES, []), reference)
    known = _known_numbers(activities, reference)
    leads: list[tuple[str, str]] = []
    divided: list[tuple[DividedItem, str, Extra]] = []
    for column, cells in item_cells(chapter):
        division = divide(cells, known)
        if division.lead:
            leads.append((column.value, stored_text([(line, 0) for line in division.lead])))
        divided += [(item, column.value, Extra()) for item in division.items]
    divided += items_of_rows(chapter.rows, year, known)
    if len(divided) > MAX_ENTRIES:
        raise FileRefused(_("The file has more than %(number)d entries.") % {"number": MAX_ENTRIES})
    entries = [
        _with_extra(_entry(item, kind, reference, year, language, extra.numbers), extra)
        for item, kind, extra in divided
    ]
    financing = read_financing(
        chapter.cells.get(TableColumn.FINANCING, []), reference.gazetteer, language
    )
    if not entries and not financing and not activities:
        raise FileRefused(_("The table of the file is empty: there is nothing to import."))
    return Proposal(
        implementer.acronym, year, language, name, preamble, tuple(leads), tuple(activities),
        tuple(entries), tuple(financing),
        (*source.warnings, *warnings, *_notes(source, certainty)),
    )  # fmt: skip


def _divide_by_sense(chapter: FoundChapter, reference: Reference) -> list[str]:
    """Fill the columns of a table that has lost them; return the warning.

    Raises `FileRefused` if nothing is left.
    """
    if chapter.undivided is None:
        return []
    cells = columns_by_sense(chapter.undivided, reference)
    if cells is None:
        lost = _("The table has lost its columns. Its text was left out: “%(words)s”.") % {
            "words": chapter.undivided.text[:80]
        }
        if not chapter.cells and not chapter.rows:
            raise FileRefused(lost)
        return [lost]
    chapter.cells |= cells
    return [
        _(
            "The table has lost its columns. The wording decided the column of each entry: check each"
            " entry."
        )
    ]


def _notes(source: Source, certainty: float) -> Iterator[str]:
    if certainty < SURE / 2:
        yield _("The language of the file is not certain. Check it.")
    for number, note in enumerate(source.footnotes, start=1):
        yield _("Footnote %(number)d was left out: “%(words)s”.") % {
            "number": number, "words": note[:200],
        }  # fmt: skip


def _texts(chapter: FoundChapter) -> Iterator[str]:
    for cells in chapter.cells.values():
        for cell in cells:
            yield cell.text
    for row in chapter.rows:
        if TableColumn.TEXT in row:
            yield row[TableColumn.TEXT].text


def _known_numbers(activities: Iterable[ProposedActivity], reference: Reference) -> Known:
    listed = frozenset(activity.number for activity in activities if activity.number is not None)
    if not listed:
        by_code = {known.code: known.number for known in reference.activities}
        assigned = (by_code.get(code) for code in reference.assigned)
        listed = frozenset(number for number in assigned if number is not None)
    return Known(listed, reference.numbers)


def _entry(
    item: DividedItem,
    kind: str,
    reference: Reference,
    year: int,
    chapter_language: str,
    numbers: Sequence[int] = (),
) -> ProposedEntry:
    text = stored_text(item.lines)
    plain = to_plain(text)
    language = chapter_language
    if len(plain.split()) >= _MANY_WORDS:
        detected, certainty = detect([plain], chapter_language)
        language = detected if certainty >= SURE else chapter_language
    tags = tags_of(
        plain, [*item.numbers, *numbers], reference, year=column_year(kind, year), language=language
    )
    codes = reference.codes_by_number()
    content = EntryContent(
        kind=kind,
        text=text,
        language=language,
        label=item.label,
        heading=item.heading,
        subheading=item.subheading if item.heading else "",
        activities=tuple(codes[number] for number in tags.numbers if number in codes),
        countries=tags.countries,
        events=tags.events,
    )
    doubts = (
        *item.doubts,
        *tags.doubts,
        *_doubts(plain, tags, content, reference, chapter_language),
    )
    return ProposedEntry(content, tags.numbers, item.place, _confidence(doubts), doubts)


def _doubts(
    plain: str, tags: Tags, content: EntryContent, reference: Reference, chapter_language: str
) -> Iterator[str]:
    if len(plain) < _SHORT:
        yield _("The text is very short.")
    if not plain[:1].isupper() and plain[:1].isalpha():
        yield _("The text begins in the middle of a sentence.")
    if content.language != chapter_language:
        yield _("The text is in another language than the chapter.")
    unknown = [str(number) for number in tags.numbers if number not in reference.numbers]
    if unknown:
        yield _("No Program activity has the number %(numbers)s.") % {"numbers": ", ".join(unknown)}


def _confidence(doubts: Sequence[str]) -> float:
    return round(max(0.95 - 0.15 * len(doubts), 0.3), 2)


def _with_extra(entry: ProposedEntry, extra: Extra) -> ProposedEntry:
    """Add the dates and the status that a row states in cells of their own."""
    content = entry.content
    kept = list(content.events)
    country = (
        content.countries[0][0] if len({code for code, _role in content.countries}) == 1 else ""
    )
    for start, end, precision in extra.events:
        if not any(event.start == start and event.end == end for event in kept):
            kept.append(EventContent(start, end, precision, country=country))
    changed = replace(
        content,
        events=tuple(kept),
        outcome=extra.outcome if content.kind == EntryKind.PLANNED else "",
    )
    return replace(entry, content=changed)
