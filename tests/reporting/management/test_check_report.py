import json

import pytest

from reporting.actions.findings import dismiss, findings_of_year
from reporting.models import Narrative, Submission

KEYS = {
    "code", "severity", "chapter", "entry", "also", "place", "words", "span", "message",
    "explanation", "remedy",
}  # fmt: skip


def test_every_finding_is_a_line(run):
    outcome = run("check_report", "2011")
    assert (outcome.code, outcome.err) == (0, "")
    *lines, last = outcome.out.splitlines()
    assert last == f"{len(lines)} findings (0 blocker, 78 warning, 128 notice)"
    assert (
        "2011-dps-5 text: warning dates.one-day-range: "
        "“May 24-24, 2011” starts and ends on the same day." in lines
    )


def test_the_json_holds_every_finding_with_its_remedy(run):
    outcome = run("check_report", "2011", "--format", "json")
    document = json.loads(outcome.out)
    assert document["year"] == 2011
    assert document["counts"] == {"blocker": 0, "warning": 78, "notice": 128}
    assert len(document["findings"]) == 206
    assert all(set(finding) == KEYS for finding in document["findings"])
    assert all(finding["remedy"] for finding in document["findings"])


def test_two_runs_print_the_same(run):
    assert run("check_report", "2011").out == run("check_report", "2011").out


def test_a_blocker_ends_with_code_1(run):
    Narrative.objects.filter(kind="conclusion").delete()
    outcome = run("check_report", "2011")
    assert outcome.code == 1
    assert outcome.out.splitlines()[0] == (
        "report narratives/conclusion: blocker document.missing-part: “Conclusion” is not written."
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("1999",), "There is no reporting year 1999. On record: 2011."),
        (("MMXI",), "“MMXI” is not a year."),
        (("2011", "--format=xml"), "Unknown format “xml”. Known: text, json."),
    ],
)
def test_what_is_unknown_is_refused_in_one_line(refused, words, message):
    assert refused("check_report", *words) == message


@pytest.mark.parametrize("slugs", [["iom"], ["iom", "dps", "unhcr", "mide", "rial"]])
def test_the_queries_do_not_grow_with_the_chapters(run, django_assert_num_queries, slugs):
    others = Submission.objects.exclude(implementer__slug__in=slugs)
    others.update(reporting_year=_other_year())
    with django_assert_num_queries(25):
        run("check_report", "2011")


def _other_year():
    year = Submission.objects.first().reporting_year
    year.pk, year.year = None, 2010
    year.save()
    return year


def test_what_is_dismissed_is_left_out_unless_asked_for(run, year_2011, secretariat):
    first = findings_of_year(year_2011)[0]
    dismiss(year_2011, first, reason="It is meant so.", by=secretariat)

    plain = json.loads(run("check_report", "2011", "--format", "json").out)
    every = json.loads(run("check_report", "2011", "--format", "json", "--all").out)
    assert (len(plain["findings"]), len(every["findings"])) == (205, 206)
    assert all("dismissed" not in finding for finding in plain["findings"])
    assert [finding["dismissed"] for finding in every["findings"]] == ["It is meant so."] + [
        ""
    ] * 205
