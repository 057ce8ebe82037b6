"""What differs between two editions, exactly."""

from dataclasses import replace

from program.rich_text import to_plain
from reporting.document.comparing import Fate, FieldChange, compare
from reporting.document.content import Report
from tests.reporting.document.changes import with_items


def executed(report: Report, change) -> Report:
    return with_items(report, "executed", change)


def test_a_report_differs_in_nothing_from_itself(report_2011):
    assert not compare(report_2011, report_2011)


def test_symbol_and_date_of_the_cover_are_no_change(report_2011):
    cover = replace(report_2011.cover, symbol="DEMO/2011 rev. 1", date=None)
    assert not compare(report_2011, replace(report_2011, cover=cover))


def test_a_changed_text_is_the_one_change(rial_report):
    after = executed(rial_report, lambda items: (replace(items[0], text="Other."), *items[1:]))
    before = rial_report.chapters[0].column("executed").items[0]
    changes = compare(rial_report, after)
    assert [(one.reference, one.chapter, one.fate) for one in changes.entries] == [
        (before.reference, "RIAL", Fate.CHANGED)
    ]
    assert changes.entries[0].fields == (FieldChange("Text", to_plain(before.text), "Other."),)
    assert changes.parts == ()


def test_an_entry_taken_out_moves_the_others_and_changes_none(rial_report):
    def first_gone(items):
        return tuple(replace(item, paragraph=item.paragraph - 1) for item in items[1:])

    after = executed(rial_report, first_gone)
    gone = rial_report.chapters[0].column("executed").items[0].reference
    assert [(c.reference, c.fate) for c in compare(rial_report, after).entries] == [
        (gone, Fate.REMOVED)
    ]
    assert [(c.reference, c.fate) for c in compare(after, rial_report).entries] == [
        (gone, Fate.NEW)
    ]


def test_a_changed_part_is_named(report_2011):
    opening = (replace(report_2011.opening[0], text="Other."), *report_2011.opening[1:])
    changes = compare(report_2011, replace(report_2011, opening=opening))
    assert [part.name for part in changes.parts] == [report_2011.opening[0].heading]
    assert changes.entries == ()
