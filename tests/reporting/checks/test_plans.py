import pytest

from reporting.enums import Outcome
from tests.reporting.checks.making import (
    chapter,
    entry,
    event,
    found,
    next_year,
    planned,
    words,
    year,
    year_of,
)

WORKSHOP = "A workshop on labour inspection for officials of the Caribbean."
STUDY = "A study of migration flows between the Andean countries."


def test_a_plan_nobody_reports_on_is_found():
    plan, other = planned(WORKSHOP), planned(STUDY)
    checked = year_of(plan, other, entry(continues=(plan.reference,)))
    assert [one.entry for one in found("plans.not-reported", checked)] == [other.reference]


@pytest.mark.parametrize("outcome", [Outcome.DROPPED, Outcome.POSTPONED])
def test_a_plan_given_up_needs_no_report(outcome):
    assert found("plans.not-reported", year_of(planned(outcome=outcome), entry())) == []


def test_what_came_unplanned_is_one_notice_for_a_chapter():
    plan = planned(WORKSHOP)
    checked = year_of(plan, entry(STUDY), entry(), entry(WORKSHOP, continues=(plan.reference,)))
    [finding] = found("plans.unplanned", checked)
    assert len(finding.also) == 2
    assert found("plans.unplanned", year_of(entry(), entry(STUDY))) == []


@pytest.mark.parametrize(
    ("code", "entries"),
    [
        ("plans.nothing-planned", (entry(), next_year())),
        ("plans.nothing-executed", (planned(), next_year())),
        ("plans.nothing-next-year", (planned(), entry())),
    ],
)
def test_an_empty_column_is_found(code, entries):
    kind = {"plans.nothing-planned": "planned", "plans.nothing-executed": "executed"}
    assert len(found(code, year_of(*entries))) == 1
    lead = ((kind.get(code, "next_year"), "All activities are fully met."),)
    assert found(code, year_of(*entries, leads=lead)) == []
    assert found(code, year_of(planned(), entry(), next_year())) == []
    assert found(code, year_of()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Updating and Maintenance del MILEX", "Updating and Maintenance MILEX"),
        (WORKSHOP, WORKSHOP.replace("officials", "an official")),
        (STUDY, f"{STUDY[:-1]}, in detail."),
    ],
)
def test_the_same_item_twice_in_a_column_is_found(one, other):
    assert len(found("plans.repeated", year_of(next_year(one), next_year(other)))) == 1
    assert found("plans.repeated", year_of(planned(one), next_year(other))) == []


def test_three_of_a_kind_are_one_finding():
    [finding] = found("plans.repeated", year_of(entry(), entry(STUDY), entry(), entry()))
    assert len(finding.also) == 2


def test_the_same_event_reported_twice_is_found():
    september = (event("2011-09-01", "2011-09-30", "month"),)
    one = "XII Meeting of the Andean Committee of Authorities, in September 2011."
    other = "In the XII Meeting of the Andean Committee of Authorities it was agreed to talk."
    checked = year_of(entry(one, events=september), entry(other, events=september))
    assert len(found("plans.repeated", checked)) == 1
    apart = year_of(entry(one, events=september), entry(other, events=(event("2011-08-01"),)))
    assert found("plans.repeated", apart) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In June 2011, Panama ratified the two conventions.", "In June 2011, a resolution on conventions was adopted by the OAS after long talks."),
        (WORKSHOP, STUDY),
        ("A workshop in Panama.", "A workshop in Belize."),
    ],
)  # fmt: skip
def test_different_items_are_not_the_same(one, other):
    june = (event("2011-06-01", "2011-06-30", "month"),)
    checked = year_of(entry(one, events=june), entry(other, events=june))
    assert found("plans.repeated", checked) == []


def test_next_year_as_this_year_is_found():
    assert len(found("plans.same-again", year_of(planned(WORKSHOP), next_year(WORKSHOP)))) == 1
    assert found("plans.same-again", year_of(planned(WORKSHOP), next_year(STUDY))) == []
    assert found("plans.same-again", year_of(planned(WORKSHOP), entry(WORKSHOP))) == []


def test_a_plan_copied_as_what_was_done_is_found():
    code = "plans.copied-as-executed"
    assert len(found(code, year_of(planned(WORKSHOP), entry(WORKSHOP)))) == 1
    assert found(code, year_of(planned(WORKSHOP), next_year(WORKSHOP))) == []
    assert found(code, year_of(planned(WORKSHOP), entry(STUDY))) == []


def test_the_same_in_two_chapters_is_found():
    two = chapter(entry(WORKSHOP)), chapter(entry(WORKSHOP, chapter="ilo"), slug="ilo")
    assert len(found("plans.told-twice-across-chapters", year(*two))) == 1
    one = chapter(entry(WORKSHOP), entry(WORKSHOP))
    assert found("plans.told-twice-across-chapters", year(one)) == []


PROMISE = "The results will be presented at a regional forum in 2012."


def test_a_promise_in_words_alone_is_found():
    text = f"Workshops were held. {PROMISE}"
    assert words("plans.promised-in-words", year_of(entry(text))) == [PROMISE]


@pytest.mark.parametrize(
    "entries",
    [
        (entry(PROMISE), next_year("A regional forum presents the results.")),
        (entry("The Refugee Act will come into effect in June 2012."),),
        (entry("The tool, which was enhanced in 2012, made it easier."),),
        (entry("The results will be presented at a regional forum."),),
        (planned(PROMISE),),
    ],
)
def test_what_is_planned_or_no_promise_is_in_order(entries):
    assert found("plans.promised-in-words", year_of(*entries)) == []


@pytest.mark.parametrize(
    ("code", "text", "fault"),
    [
        ("plans.told-as-past", "This visit took place in Kingston.", "took place"),
        ("plans.told-as-past", "A forum was held.", "was held"),
        ("plans.told-as-present", "Currently, the Rapporteur writes a report.", "Currently"),
        ("plans.told-as-present", "Two lawyers are working on it.", "are working on"),
    ],
)
def test_the_tense_of_a_plan_is_found(code, text, fault):
    assert words(code, year_of(next_year(text))) == [fault]
    assert words(code, year_of(entry(text))) == []


@pytest.mark.parametrize("code", ["plans.told-as-past", "plans.told-as-present"])
def test_a_plan_told_as_a_plan_is_in_order(code):
    text = "The forum will discuss how victims have been helped by programs that were useful."
    assert words(code, year_of(next_year(text))) == []
