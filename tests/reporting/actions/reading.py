"""What the chapters say that `machine.py` lets people write: at work, and to everybody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from reporting.actions.submissions import ChapterTexts, texts_of
from reporting.document.content import Chapter, Item, Report
from reporting.entry_content import EntryContent
from reporting.models import Entry, EntryLink, EntryVersion, Financing, Submission
from reporting.models.submission import SubmissionQuerySet
from reporting.queries.entries import content_of

Key = tuple[int, str]  # calendar year and implementer
Links = frozenset[tuple[str, str]]  # references of what continues and of what is continued


class Shown(NamedTuple):
    """What a chapter says, but for the links of its entries."""

    words: ChapterTexts
    nothing_to_report: str
    sources: tuple[tuple[object, ...], ...]
    entries: tuple[tuple[str, EntryContent], ...]


class AtWork(NamedTuple):
    """A chapter as its people read it. `links` lead to what is there; `claimed` are all that the
    newest versions hold, also to what was deleted."""

    status: str
    content_version: int
    shown: Shown
    links: Links
    claimed: Links


class Version(NamedTuple):
    reference: str
    content: dict[str, Any]
    session: str


class Reading(NamedTuple):
    """What is there at one moment; versions are by their key."""

    working: dict[Key, AtWork]
    public: list[tuple[Key, Shown]]
    public_links: Links
    versions: dict[int, Version]

    @property
    def references(self) -> set[str]:
        """Those of the public entries."""
        return {reference for _key, shown in self.public for reference, _content in shown.entries}


def read(chapters: SubmissionQuerySet) -> Reading:
    """In a number of queries that does not grow. An entry holds what its newest version holds."""
    entries, sources = _entries(chapters), _sources(chapters)
    rows = EntryVersion.objects.filter(entry__submission__in=chapters).order_by("number")
    columns = ("pk", "entry__reference", "content", "session")
    versions = {pk: Version(*version) for pk, *version in rows.values_list(*columns)}
    newest = {one.reference: EntryContent.from_json(one.content) for one in versions.values()}
    working, public = {}, []
    for chapter in chapters.select_related("reporting_year", "implementer"):
        key = (chapter.reporting_year.year, chapter.implementer.slug)
        contents = {one.reference: content_of(one) for one in entries[chapter.pk]}
        shown = _shown(chapter, contents, sources[chapter.pk])
        if chapter.is_public:
            public.append((key, shown))
        if chapter.published_copy_of_id is None:
            kept = {reference: newest[reference] for reference in contents}
            assert _shown(chapter, kept, sources[chapter.pk]) == shown
            working[key] = AtWork(
                chapter.status, chapter.content_version, shown, _links(contents), _links(kept)
            )
    links = EntryLink.objects.public().filter(later__submission__in=chapters)
    public_links = frozenset(links.values_list("later__reference", "earlier__reference"))
    return Reading(working, public, public_links, versions)


def printed(report: Report) -> object:
    """The chapters without what other years tell, and what became of each activity."""
    return [_own_chapter(chapter) for chapter in report.chapters], report.register


def _entries(chapters: SubmissionQuerySet) -> dict[int, list[Entry]]:
    found = Entry.objects.filter(submission__in=chapters).with_relations().in_official_order()
    return _grouped((entry.submission_id, entry) for entry in found)


def _sources(chapters: SubmissionQuerySet) -> dict[int, list[tuple[object, ...]]]:
    columns = ("kind", "text", "contributor", "amount", "currency", "language", "entry__reference")
    found = Financing.objects.filter(submission__in=chapters).order_by("position", "pk")
    rows = found.values_list("submission", *columns)
    return _grouped((chapter, source) for chapter, *source in rows)


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _shown(
    chapter: Submission, contents: dict[str, EntryContent], sources: list[tuple[object, ...]]
) -> Shown:
    return Shown(
        texts_of(chapter),
        chapter.nothing_to_report_reason if chapter.nothing_to_report else "",
        tuple(map(tuple, sources)),
        tuple((reference, replace(one, continues=())) for reference, one in contents.items()),
    )


def _links(contents: dict[str, EntryContent]) -> Links:
    return frozenset(
        (later, earlier) for later, one in contents.items() for earlier in one.continues
    )


def _own_chapter(chapter: Chapter) -> Chapter:
    columns = (
        replace(column, items=tuple(map(_own_item, column.items))) for column in chapter.columns
    )
    return replace(chapter, columns=tuple(columns))


def _own_item(item: Item) -> Item:
    return replace(
        item,
        continues=tuple(link for link in item.continues if link.paragraph),
        continued_by=tuple(link for link in item.continued_by if link.paragraph),
    )
