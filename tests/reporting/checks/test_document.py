import pytest

from reporting.enums import NarrativeKind
from tests.reporting.checks.making import (
    CheckedHighlight,
    chapter,
    entry,
    found,
    narratives,
    planned,
    words,
    year,
    year_of,
)

TEXT = "A course on 3 May 2011 in Haiti and Panama trained 64 officials of both ministries."


def with_highlight(text, *supporting, gazetteer=None):
    highlight = CheckedHighlight(1, text, tuple(one.reference for one in supporting))
    own = {"gazetteer": gazetteer} if gazetteer else {}
    return year(chapter(*supporting), highlights=(highlight,), **own)


def test_a_highlight_without_support_is_found():
    code = "document.highlight-unsupported"
    assert len(found(code, with_highlight(TEXT))) == 1
    assert len(found(code, with_highlight(TEXT, entry("Launch of a map of programs.")))) == 1
    assert found(code, with_highlight(TEXT, entry(TEXT))) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("64", "65", "65"),
        ("3 May 2011", "4 May 2011", "4 May 2011"),
        ("Panama", "Belize", "Belize"),
    ],
)
def test_a_highlight_that_differs_is_found(gazetteer, old, new, fault):
    changed = with_highlight(TEXT.replace(old, new), entry(TEXT), gazetteer=gazetteer)
    assert words("document.highlight-differs", changed) == [fault]
    same = with_highlight(TEXT, entry(TEXT), gazetteer=gazetteer)
    assert words("document.highlight-differs", same) == []


def test_a_sum_and_a_month_do_not_differ(gazetteer):
    held = entry("It includes 9 countries, and then nine other countries, on 3 May 2011.")
    text = "It includes 18 countries, in May 2011."
    assert words("document.highlight-differs", with_highlight(text, held, gazetteer=gazetteer)) == []  # fmt: skip


def test_a_highlight_that_leaves_a_country_out_is_found(gazetteer):
    code = "document.highlight-leaves-out"
    long = entry(TEXT.replace("Haiti", "Belize, Haiti"))
    assert words(code, with_highlight(TEXT, long, gazetteer=gazetteer)) == ["Belize"]
    assert words(code, with_highlight(TEXT, entry(TEXT), gazetteer=gazetteer)) == []


def test_a_reworded_highlight_is_found():
    code = "document.highlight-reworded"
    other = TEXT.replace("trained", "prepared").replace("both ministries", "the police")
    assert len(found(code, with_highlight(other, entry(TEXT)))) == 1
    assert found(code, with_highlight(TEXT, entry(TEXT))) == []
    assert found(code, with_highlight("A map was launched.", entry(TEXT))) == []


def test_a_missing_part_is_a_blocker():
    checked = year(narratives=narratives(NarrativeKind.CONCLUSION, NarrativeKind.AFTER_HIGHLIGHTS))
    [finding] = found("document.missing-part", checked)
    assert (finding.severity, finding.place) == ("blocker", "narratives/conclusion")
    assert found("document.missing-part", year(narratives=narratives())) == []


def test_a_year_without_highlights_is_a_notice():
    assert len(found("document.no-highlights", year())) == 1
    assert found("document.no-highlights", with_highlight(TEXT)) == []


def test_an_empty_chapter_is_a_blocker():
    assert len(found("document.empty-chapter", year_of())) == 1
    assert found("document.empty-chapter", year_of(nothing_to_report=True)) == []
    assert found("document.empty-chapter", year_of(entry())) == []
    assert found("document.empty-chapter", year_of(leads=(("executed", "All met."),))) == []


def labeled(*labels):
    return year_of(*(planned(label=label) for label in labels))


def test_labels_in_several_forms_are_one_finding():
    assert len(found("document.label-forms", labeled("Activity #1", "Activity # 2", "Activity 3"))) == 1  # fmt: skip
    assert found("document.label-forms", labeled("Program No. 1", "Program No. 2", "")) == []


def test_label_numbers_that_repeat_or_jump_are_found():
    assert len(found("document.label-numbers", labeled("Activity 1", "Activity 3"))) == 1
    assert len(found("document.label-numbers", labeled("Activity 1", "Activity 1"))) == 1
    assert found("document.label-numbers", labeled("Activity 1", "Activity 2", "Spotlight")) == []
