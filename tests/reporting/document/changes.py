"""Changed copies of a report. A report is frozen, so that each change makes a new one."""

from collections.abc import Callable
from dataclasses import replace

from reporting.document.content import Chapter, Item, Report

Items = tuple[Item, ...]


def with_items(report: Report, column: str, change: Callable[[Items], Items]) -> Report:
    """The report with the items of a column of its first chapter changed."""
    section, *sections = report.sections
    group, *groups = section.groups
    chapter, *chapters = group.chapters
    group = replace(group, chapters=(_changed(chapter, column, change), *chapters))
    return replace(report, sections=(replace(section, groups=(group, *groups)), *sections))


def with_text(report: Report, text: str) -> Report:
    """The report with `text` (rich text) as that of the first executed item of its first chapter."""
    return with_items(report, "executed", lambda items: (replace(items[0], text=text), *items[1:]))


def with_nothing_to_report(report: Report, reason: str) -> Report:
    """The report with an empty first chapter, which says why it is empty."""
    for column in ("planned", "executed", "next_year"):
        report = with_items(report, column, lambda _items: ())
    section, *sections = report.sections
    group, *groups = section.groups
    chapter = replace(group.chapters[0], nothing_to_report=reason)
    group = replace(group, chapters=(chapter, *group.chapters[1:]))
    return replace(report, sections=(replace(section, groups=(group, *groups)), *sections))


def _changed(chapter: Chapter, column: str, change: Callable[[Items], Items]) -> Chapter:
    columns = tuple(
        replace(own, items=change(own.items)) if own.kind == column else own
        for own in chapter.columns
    )
    return replace(chapter, columns=columns)
