from tests.reporting.checks.making import (
    CheckedActivity,
    chapter,
    entry,
    found,
    next_year,
    planned,
    words,
    year,
    year_of,
)


def test_an_entry_that_cites_none_beside_others_that_do_is_found():
    silent = entry("The IOM trained judges.")
    checked = year_of(
        entry(activities=("67",)), silent, entry(activities=("68",)), assigned=("67", "68")
    )
    [finding] = found("activities.none-cited", checked)
    assert finding.entry == silent.reference
    assert found("activities.column-without-citations", checked) == []


def test_a_column_without_citations_is_one_finding():
    checked = year_of(entry(activities=("67",)), planned("One."), planned("Two."), assigned=("67",))
    assert found("activities.none-cited", checked) == []
    [finding] = found("activities.column-without-citations", checked)
    assert (finding.place, len(finding.also)) == ("planned", 2)


def test_a_chapter_without_citations_is_one_finding():
    checked = year_of(entry(), planned(), next_year(), assigned=("67",))
    assert len(found("activities.column-without-citations", checked)) == 1
    assert found("activities.column-without-citations", year_of(entry(), planned())) == []


def test_an_activity_not_assigned_is_found():
    checked = year_of(entry(activities=("67", "16")), assigned=("67",))
    assert words("activities.not-assigned", checked) == ["16"]


def test_an_assigned_activity_that_nobody_mentions_is_found():
    checked = year_of(entry(activities=("67",)), assigned=("67", "69"))
    assert words("activities.unmentioned", checked) == ["69"]
    assert words("activities.unmentioned", year_of(entry(), assigned=("67",))) == []


def test_another_wording_is_found_and_the_same_is_not():
    other = CheckedActivity("42", "Make efforts.", "Efforts.")
    same = CheckedActivity("42", "Make efforts.", "Make efforts.")
    none = CheckedActivity("51", "Cooperate.")
    checked = year_of(entry(), activities=(other, none))
    assert words("activities.two-wordings", checked) == ["Efforts."]
    assert words("activities.two-wordings", year_of(entry(), activities=(same, none))) == []


def test_one_activity_under_two_numbers_is_found_where_it_is_listed():
    listed = chapter(entry(), activities=(CheckedActivity("MiDE-1", "Share."),))
    assert words("activities.two-numbers", year(listed, same_activities=(("MiDE-1", "30"),))) == ["MiDE-1"]  # fmt: skip
    assert words("activities.two-numbers", year(listed, same_activities=(("MiDE-2", "31"),))) == []


def test_numbers_typed_into_the_text_are_found():
    assigned = ("70", "73", "75")
    typed = entry("70., 73., 75. IOM supported the government.")
    assert words("activities.number-in-text", year_of(typed, assigned=assigned)) == [
        "70., 73., 75."
    ]
    for text in ("1. One\n2. Two", "IOM trained 75 officials.", "Scheduled Activity 1: a report"):
        assert words("activities.number-in-text", year_of(entry(text), assigned=assigned)) == []
