"""The report prints only outcomes that somebody states, with who stated them."""

import datetime
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html

from reporting.document.comparing import FieldChange, compare
from reporting.document.content import Item, Report
from reporting.document.docx import render_docx
from reporting.document.freezing import from_json, to_json
from reporting.document.html import render_html
from reporting.document.layout import Layout
from tests.reporting.document.changes import with_items

FULLY_MET = "(stated in the printed report: “All scheduled activities are fully met.”)"
BY_IOM = {
    "outcome": "postponed",
    "outcome_source": "implementer",
    "outcome_stated_by": "IOM",
    "outcome_stated_on": datetime.date(2013, 3, 5),
    "outcome_quotation": "",
}
FOLLOWED_UP = {"outcome": "followed_up", "outcome_source": "link", "outcome_quotation": ""}
OF_OLD = {"outcome": "carried_out", "outcome_source": "", "outcome_quotation": ""}
WITH_BRACES = {"outcome": "carried_out", "outcome_source": "report", "outcome_quotation": "{a} }"}


def planned(report: Report, **changes: object) -> Report:
    """The report whose first plan has these values and no links."""

    def change(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return (replace(items[0], continued_by=(), continues=(), **changes), *items[1:])

    return with_items(report, "planned", change)


def in_html(report: Report) -> str:
    root = html.fromstring(render_html(report, layout=Layout.READING))
    [item] = root.xpath("//div[@data-reference='2011-rial-1']")
    return " ".join(" ".join(item.xpath("p[@class='trace']//text()")).split())


def in_word(report: Report) -> str:
    document = Document(BytesIO(render_docx(report, layout=Layout.READING)))
    paragraphs = document.element.body.iter(qn("w:p"))
    texts = ["".join(words.text for words in one.iter(qn("w:t"))) for one in paragraphs]
    start = next(n for n, text in enumerate(texts) if "Seventeenth Meeting" in text)
    return texts[start + 1]


@pytest.mark.parametrize("printed", [in_html, in_word])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, f"Carried out {FULLY_MET}"),
        (BY_IOM, "Postponed (stated by IOM, 5 March 2013)"),
        (WITH_BRACES, "Carried out (stated in the printed report: “{a} }”)"),
    ],
)
def test_a_stated_outcome_is_printed_with_who_stated_it(rial_report, printed, changes, words):
    assert printed(planned(rial_report, **changes)) == words


def test_a_plan_that_was_only_followed_up_has_no_printed_outcome(rial_report):
    report = planned(rial_report, **FOLLOWED_UP)
    assert in_html(report) == ""
    assert "ollowed up" not in in_word(report)


@pytest.mark.parametrize("printed", [in_html, in_word])
def test_an_outcome_of_an_earlier_edition_is_printed_as_it_was(rial_report, printed):
    frozen = to_json(planned(rial_report))
    for column in frozen["report"]["sections"][0]["groups"][0]["chapters"][0]["columns"]:
        for item in column["items"]:
            for added in ("source", "stated_by", "stated_on", "quotation"):
                del item[f"outcome_{added}"]
    assert printed(from_json({**frozen, "version": 5})) == "Carried out"


def test_another_source_of_an_outcome_is_a_change(rial_report):
    before, after = planned(rial_report, **OF_OLD), planned(rial_report)
    [change] = compare(before, after).entries
    assert change.fields == (
        FieldChange("Outcome", "carried out", f"carried out\n{FULLY_MET[1:-1]}"),
    )
    followed_up = planned(rial_report, **FOLLOWED_UP)
    unsaid = planned(rial_report, outcome="", outcome_source="", outcome_quotation="")
    assert not compare(followed_up, unsaid)
