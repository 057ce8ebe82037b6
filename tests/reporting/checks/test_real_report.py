"""What the checks say of the real 2011 report; docs/checks.md gives the counts."""

import re
from collections import Counter

import pytest
from django.conf import settings

from reporting.checks.finding import Severity
from reporting.checks.reading import read_year
from reporting.checks.run import all_checks, run_checks
from reporting.queries.years import get_year

# Code, entry or chapter, words: faults that a reader of the printed report sees.
WELL_KNOWN = [
    ("dates.one-day-range", "2011-dps-5", "May 24-24, 2011"),
    ("dates.future-in-executed", "2011-dps-6", "23–27 January 2012"),
    ("dates.future-in-executed", "2011-summits-5", "2012"),
    ("dates.outside-year", "2011-unhcr-7", "June 2010"),
    ("dates.two-places", "2011-iachr-8", "11–13 April 2011"),
    ("dates.perhaps-two-places", "2011-mide-10", "17 November 2011"),
    ("dates.past-in-plans", "2011-iom-1", "2010"),
    ("dates.without-year", "2011-rial-2", "16 to 18 March"),
    ("dates.small-letter", "2011-mide-10", "october"),
    ("names.foreign", "2011-iom-1", "OIM"),
    ("names.acronym-scrambled", "2011-iom-2", "MGDF, MDGF"),
    ("names.acronym-scrambled", "2011-iom-24", "CRM, MRC"),
    ("names.acronym-scrambled", "2011-rial-6", "SPE, PES"),
    ("names.resolution", "", "AB/RES. 2141"),
    ("names.resolution", "2011-unhcr-7", "G/RES. 2597"),
    ("words.foreign", "2011-mide-12", "del MILEX"),
    ("words.doubled", "2011-iachr-17", "press press"),
    ("words.lone-stop", "2011-iom-37", "."),
    ("words.missing-space", "2011-iachr-8", "inpanels"),
    ("words.missing-space", "2011-iachr-8", "Borderand"),
    ("words.missing-space", "2011-iachr-8", "30thMOAS"),
    ("words.missing-space", "2011-iachr-13", "Courtin"),
    ("words.missing-space", "2011-iom-3", "byUSAID"),
    ("words.missing-space", "2011-iom-10", "VICTIMSOF"),
    ("words.missing-space", "2011-iom-29", "trafficking.IOM"),
    ("words.missing-space", "2011-iom-51", "8municipalities"),
    ("words.missing-space", "2011-education-5", "studies(literature"),
    ("words.missing-space", "2011-education-8", "2009by"),
    ("words.missing-space", "2011-rial-1", "SanSalvador"),
    ("words.missing-space", "2011-rial-2", "linkswith"),
    ("words.missing-space", "2011-rial-4", "St.Lucia"),
    ("words.missing-space", "2011-dps-6", "No.3"),
    ("words.missing-space", "rial", "(SEDI)acting"),
    ("words.split-word", "2011-iachr-9", "un accompanied"),
    ("words.missing-stop", "2011-unhcr-49", "activists In "),
    ("activities.unmentioned", "iom", "69"),
    ("activities.two-wordings", "csm", None),
    ("activities.two-numbers", "mide", "MiDE-1"),
    ("activities.none-cited", "2011-iom-30", ""),
    ("activities.none-cited", "2011-ilo-8", ""),
    ("plans.repeated", "2011-mide-12", None),
    ("plans.repeated", "2011-can-3", None),
    ("plans.same-again", "2011-summits-11", None),
    ("plans.nothing-planned", "unhcr", ""),
    ("plans.nothing-planned", "iihr", ""),
    ("plans.nothing-next-year", "unhcr", ""),
    ("plans.promised-in-words", "2011-unhcr-26", None),
    ("plans.promised-in-words", "2011-unhcr-16", None),
    ("plans.told-as-past", "2011-rial-4", "took place"),
    ("plans.told-as-present", "2011-iachr-11", "Currently"),
    ("financing.none-stated", "iachr", ""),
    ("financing.not-applicable", "csm", "Project funded by IOM"),
    ("words.ends-short", "2011-rial-5", None),
    ("words.unbalanced", "2011-iachr-5", None),
    ("words.unbalanced", "2011-iom-30", None),
    ("words.link-not-https", "2011-mide-4", "http://migracionoea.org/milex"),
    ("document.label-forms", "iachr", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "where", "words"), WELL_KNOWN)
def test_a_well_known_fault_is_found(findings_2011, code, where, words):
    assert any(
        one.code == code
        and where in (one.entry, one.chapter)
        and (words is None or one.words == words)
        for one in findings_2011
    )


def test_the_project_that_lost_haiti_is_found(findings_2011):
    assert any(
        one.code == "names.title-varies" and one.message.endswith("Only in one: haiti.")
        for one in findings_2011
    )


def test_iom_reports_on_three_of_its_twenty_seven_plans(findings_2011):
    found = [one.entry for one in findings_2011 if one.code == "plans.not-reported"]
    assert [one for one in found if "-iom-" in one] == [
        f"2011-iom-{number}" for number in range(1, 26) if number != 13
    ]
    assert [one for one in found if "-iom-" not in one] == []


def test_the_counts_are_those_of_the_documentation(findings_2011):
    counts = Counter(one.severity for one in findings_2011)
    assert dict(counts) == {Severity.WARNING: 78, Severity.NOTICE: 128}


def test_the_order_is_the_same_at_every_run(checked_2011, findings_2011):
    assert run_checks(checked_2011) == findings_2011


def test_a_span_holds_the_words_it_is_about(checked_2011, findings_2011):
    texts = {(text.chapter, text.entry, text.place): text.plain for text in checked_2011.texts}
    for one in findings_2011:
        if one.span and one.code not in ("names.acronym-unexplained", "names.acronym-scrambled", "names.acronym-spelled-differently"):  # fmt: skip
            start, end = one.span
            assert texts[one.chapter, one.entry, one.place][start:end] == one.words


def test_every_check_explains_itself():
    for one in all_checks():
        family, _, rest = one.code.partition(".")
        module = one.function.__module__.rpartition(".")[2]
        assert {"spacing": "words", "typefaces": "words"}.get(module, module) == family
        assert rest
        assert str(one.explanation).endswith(".")
        assert str(one.remedy).endswith(".")


@pytest.mark.django_db
def test_a_year_is_read_in_a_literal_number_of_queries(django_assert_num_queries):
    with django_assert_num_queries(1 + 23):
        read_year(get_year(2011))


def test_the_documentation_has_a_row_for_every_check_with_its_count(findings_2011):
    rows = re.findall(
        r"^\| `([\w.-]+)` \| (\w+) \|.*\| (\d+) \| (\d+) \| (\d+) \|$",
        (settings.BASE_DIR / "docs" / "checks.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    counts = Counter(one.code for one in findings_2011)
    assert [(code, severity, int(found)) for code, severity, found, _, _ in rows] == [
        (one.code, str(one.severity), counts[one.code]) for one in all_checks()
    ]
    assert all(int(found) == int(right) + int(wrong) for _, _, found, right, wrong in rows)
