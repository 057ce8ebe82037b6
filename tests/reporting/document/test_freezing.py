"""An issued report is kept as JSON and comes back as it was."""

import datetime
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from program.rich_text import to_markdown, to_plain
from reporting.document.content import FinancingSource, Report
from reporting.document.freezing import (
    VERSION,
    UnknownVersion,
    canonical,
    from_json,
    sha256,
    to_json,
)
from reporting.document.html import render_html
from reporting.document.layout import Layout


def as_frozen(report: Report, version: int) -> dict:
    """The report as a version before 5 froze it: its texts were Markdown, and two were plain."""
    frozen = json.loads(json.dumps(to_json(report)))
    return {"version": version, "report": _with_old_texts(frozen["report"])}


def _with_old_texts(part, name=""):
    if isinstance(part, dict):
        return {key: _with_old_texts(value, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_with_old_texts(value, name) for value in part]
    if name in ("text", "lead", "preamble"):
        return to_markdown(part)
    return to_plain(part) if name in ("note", "nothing_to_report") else part


def through_json(report: Report) -> Report:
    return from_json(json.loads(json.dumps(to_json(report))))


def test_the_2011_report_comes_back_equal(report_2011):
    assert through_json(report_2011) == report_2011


def test_it_renders_to_the_same_text_again(report_2011):
    again = through_json(report_2011)
    assert render_html(again, layout=Layout.READING) == render_html(
        report_2011, layout=Layout.READING
    )


def test_dates_and_amounts_come_back_as_dates_and_amounts(report_2011):
    day = datetime.date(2012, 2, 28)
    chapter = report_2011.chapters[0]
    paid = replace(
        chapter, financing=(FinancingSource("other", "", Decimal("12500.50"), "USD", "A grant."),)
    )
    group = replace(report_2011.sections[0].groups[0], chapters=(paid,))
    section = replace(report_2011.sections[0], groups=(group,))
    report = replace(report_2011, sections=(section,), cover=replace(report_2011.cover, date=day))
    again = through_json(report)
    assert again == report
    assert (again.cover.date, again.chapters[0].financing[0].amount) == (day, Decimal("12500.50"))


def test_the_bytes_are_the_same_in_whatever_order_a_database_keeps_the_parts(report_2011):
    frozen = to_json(report_2011)
    turned = {key: frozen[key] for key in reversed(frozen)}
    turned["report"] = {key: frozen["report"][key] for key in reversed(frozen["report"])}
    assert canonical(turned) == canonical(frozen)


def test_one_changed_word_changes_the_hash(report_2011):
    other = replace(report_2011, title=f"{report_2011.title}.")
    assert sha256(canonical(to_json(other))) != sha256(canonical(to_json(report_2011)))


def test_it_says_its_version(report_2011):
    assert to_json(report_2011)["version"] == VERSION


def test_what_was_frozen_before_the_register_was_told_of_is_read(report_2011):
    first = as_frozen(report_2011, 1)
    del first["report"]["register"]
    assert from_json(first) == replace(report_2011, register=())


def test_what_was_frozen_before_a_chapter_could_say_why_it_is_empty_is_read(report_2011):
    second = as_frozen(report_2011, 2)
    second["report"]["register"] = []
    for section in second["report"]["sections"]:
        for group in section["groups"]:
            for chapter in group["chapters"]:
                del chapter["nothing_to_report"]
    assert from_json(second) == replace(report_2011, register=())


def test_the_marks_of_version_three_are_read_as_coverage(report_2011):
    names = {"listed": "listed", "reported": "reported", "not-assigned": "none"}
    third = as_frozen(report_2011, 3)
    third["report"]["register"] = [
        {"code": activity.code, "mark": names[activity.coverage]}
        for activity in report_2011.register
    ]
    assert from_json(third) == report_2011


def test_the_texts_of_version_four_are_read_as_they_were_shown(report_2011):
    fourth = as_frozen(report_2011, 4)
    item = fourth["report"]["sections"][0]["groups"][0]["chapters"][0]["columns"][0]["items"][0]
    assert not item["text"].startswith("<")
    item["text"] = (
        "Two **bold** words\nand 10<sup>5</sup> | a\n\n3) three\n4) four\n\n***\n\n`code` & x"
    )
    fourth["report"]["cover"]["note"] = "A *literal* note\n1. of two lines"
    again = from_json(fourth)
    assert again.chapters[0].columns[0].items[0].text == (
        "<p>Two <strong>bold</strong> words and 10&lt;sup&gt;5&lt;/sup&gt; | a</p>"
        '<ol start="3"><li><p>three</p></li><li><p>four</p></li></ol><p>code &amp; x</p>'
    )
    assert again.cover.note == "<p>A *literal* note<br>1. of two lines</p>"
    assert again.chapters[1:] == report_2011.chapters[1:]


@pytest.mark.parametrize("version", [0, VERSION + 1, None])
def test_an_unknown_version_is_refused_in_words(report_2011, version):
    frozen = {**to_json(report_2011), "version": version}
    with pytest.raises(UnknownVersion, match="of version"):
        from_json(frozen)
