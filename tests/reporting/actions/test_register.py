"""Correcting the register: reports on record keep what they print, and the log says who did what."""

import pytest
from django.core.management import call_command

from implementers.exceptions import NotPermitted
from implementers.models import Assignment, Implementer
from program.models import Activity, Country, Program
from program.rich_text import from_plain, to_plain
from reporting.actions.editions import freeze_record
from reporting.actions.exceptions import TransitionDenied
from reporting.actions.reference_history import corrections_of_files
from reporting.actions.register import (
    RegisterRefused,
    confirm_register_file,
    correct_activity,
    review_rows,
    store_register_file,
)
from reporting.document.assemble import assemble
from reporting.enums import LogAct
from reporting.models import LogEntry, ReferenceVersion
from reporting.queries.years import get_year
from tests.reporting.editions import quick

pytestmark = pytest.mark.django_db


def activity(code: str) -> Activity:
    return Activity.objects.get(code=code)


def printed(year: int) -> dict[str, str]:
    """The texts of the activities in the report of the year, by code."""
    report = assemble(get_year(year), language="en", drafts=True)
    return {
        listed.code: to_plain(listed.text)
        for chapter in report.chapters
        for listed in chapter.activities
    }


def test_a_correction_is_read_by_later_reports_only(secretariat, year_2012):
    before = printed(2011)
    correct_activity(
        activity("67"), text="A corrected text.", source="AG/RES. 2141", by=secretariat
    )
    assert printed(2011) == before
    assert printed(2012)["67"] == "A corrected text."
    assert activity("67").text_source == "AG/RES. 2141"


def test_each_correction_is_logged_with_its_source(secretariat, year_2011):
    correct_activity(
        activity("67"), text="A corrected text.", source="AG/RES. 2141", by=secretariat
    )
    line = LogEntry.objects.get(act=LogAct.CORRECT_REGISTER)
    assert line.by == secretariat
    assert line.note.startswith("67, text: “")
    assert line.note.endswith("→ “A corrected text.”\nSource: AG/RES. 2141")


def test_a_correction_can_begin_later(secretariat, year_2012):
    before = printed(2012)["67"]
    correct_activity(
        activity("67"), text="From 2013 on.", source="AG/RES. 2141", valid_from=2013, by=secretariat
    )
    assert printed(2012)["67"] == before
    assert activity("67").text == from_plain("From 2013 on.")


@pytest.mark.parametrize("valid_from", [2005, 2011])
def test_a_report_on_record_is_not_corrected(secretariat, year_2011, valid_from):
    with pytest.raises(RegisterRefused, match="Choose 2012 or later"):
        correct_activity(
            activity("67"),
            text="New.",
            source="AG/RES. 2141",
            valid_from=valid_from,
            by=secretariat,
        )
    assert not ReferenceVersion.objects.exists()


def test_two_corrections_keep_what_the_report_on_record_printed(secretariat, year_2012):
    before = printed(2011)
    for text in ("First.", "Second."):
        correct_activity(activity("67"), text=text, source="AG/RES. 2141", by=secretariat)
    assert printed(2011) == before
    assert printed(2012)["67"] == "Second."
    assert ReferenceVersion.objects.count() == 1
    assert LogEntry.objects.filter(act=LogAct.CORRECT_REGISTER).count() == 2


def test_a_change_that_no_action_makes_is_kept_and_logged_too(year_2012):
    before = printed(2011)
    changed = activity("67")
    changed.text = from_plain("Changed in the administration.")
    changed.save()
    assert printed(2011) == before
    assert LogEntry.objects.get(act=LogAct.CORRECT_REGISTER).by is None


def test_names_of_implementers_and_countries_have_a_history(year_2012):
    before = assemble(get_year(2011), language="en")
    iom = Implementer.objects.get(slug="iom")
    iom.name_en, iom.acronym = "International Organization", "IO"
    iom.save()
    sedi = Implementer.objects.get(slug="sedi")
    sedi.name_en = "Another heading"
    sedi.save()
    mexico = Country.objects.get(iso3="MEX")
    mexico.name_en = "United Mexican States"
    mexico.save(update_fields=["name_en"])
    assert assemble(get_year(2011), language="en") == before
    later = assemble(get_year(2012), language="en", drafts=True)
    assert "International Organization (IO)" in {chapter.full_name for chapter in later.chapters}
    assert LogEntry.objects.filter(act=LogAct.CORRECT_REFERENCE).count() == 3


@pytest.mark.parametrize(
    ("text", "source", "message"),
    [
        ("", "AG/RES. 2141", "Write the text of the activity."),
        ("  ", "AG/RES. 2141", "Write the text of the activity."),
        ("A text.", "", "Write where the text is taken from"),
        ("A" * 10_001, "AG/RES. 2141", "the limit is 10,000"),
        ("A text.", "S" * 301, "the limit is 300"),
        ("A\x00text.", "AG/RES. 2141", "character"),
    ],
    ids=["no text", "blank", "no source", "long text", "long source", "control character"],
)
def test_bad_corrections_are_refused(secretariat, year_2011, text, source, message):
    with pytest.raises(RegisterRefused, match=message):
        correct_activity(activity("67"), text=text, source=source, by=secretariat)
    assert not LogEntry.objects.filter(act=LogAct.CORRECT_REGISTER).exists()


def test_only_the_secretariat_and_administrators_correct(
    iom_focal_point, stranger, administrator, year_2011
):
    for person in (iom_focal_point, stranger):
        with pytest.raises(NotPermitted):
            correct_activity(activity("67"), text="X", source="Y", by=person)
    correct_activity(activity("67"), text="X", source="Y", by=administrator)


def row(line: int = 2, **cells: str) -> dict[str, str]:
    good = {"number": "5", "text_en": "A text of five.", "source": "AG/RES. 2141 (XXXV-O/05)"}
    return {"line": str(line), **good, **cells}


def reviewed(*rows):
    return review_rows(Program.objects.current().get(), rows)


def test_a_good_row_says_what_it_changes(year_2011):
    (good,) = reviewed(row(implementers="OIM; unhcr", text_es="Un texto."))
    assert good.problems == ()
    assert good.changes == (
        "adds the text in English",
        "adds the text in Spanish",
        "assigns it to IOM",
        "assigns it to UNHCR",
    )


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"number": ""}, "The number is missing."),
        ({"number": "999"}, "“999” is not a number of the register."),
        ({"implementers": "IOM, Nobody"}, "“Nobody” is not an implementer on record."),
        ({"text_en": ""}, "The text is missing."),
        ({"source": ""}, "The source of the text is missing."),
        ({"text_en": "A" * 10_001}, "text_en: This has 10,001 characters"),
        ({"source": "S" * 301}, "source: This has 301 characters"),
    ],
    ids=["number", "unknown", "implementer", "text", "source", "long text", "long source"],
)
def test_the_problem_of_a_row_is_named(year_2011, cells, problem):
    (bad,) = reviewed(row(**cells))
    assert bad.problems[0].startswith(problem)
    assert bad.changes == ()


def test_doubled_numbers_are_refused_in_each_row(year_2011):
    rows = reviewed(row(2), row(3, text_en="Another."), row(4, number="8"))
    assert [bool(one.problems) for one in rows] == [True, True, False]


def test_nothing_is_imported_until_it_is_confirmed(secretariat, year_2011):
    program = Program.objects.current().get()
    rows = [row(2, implementers="IOM", text_fr="Un texte."), row(3, number="999")]
    file = store_register_file("texts.csv", rows, by=secretariat)
    assert activity("5").text == ""

    assert confirm_register_file(file, program, by=secretariat) == 1

    five = activity("5")
    assert to_plain(five.text) == "A text of five."
    assert five.text_source == "AG/RES. 2141 (XXXV-O/05)"
    assert [to_plain(one.text) for one in five.translations.all()] == ["Un texte."]
    assert Assignment.objects.filter(activity=five, implementer__slug="iom").exists()
    assert LogEntry.objects.get(act=LogAct.FILL_REGISTER).note == "texts.csv: 5"
    with pytest.raises(RegisterRefused, match="already been imported"):
        confirm_register_file(file, program, by=secretariat)


def test_only_those_who_keep_the_register_store_a_file(iom_focal_point, year_2011):
    with pytest.raises(NotPermitted):
        store_register_file("texts.csv", [row()], by=iom_focal_point)


def test_an_imported_year_is_frozen_as_the_record_of_the_printed_document(year_2011):
    edition = freeze_record(year_2011, renderer=quick)
    assert (edition.number, edition.symbol) == (1, "CP/CAJP-3035/12 add. 4 rev. 2")
    assert edition.is_record
    assert edition.issued_by is None
    assert edition.files.count() == 3
    assert get_year(2011).issued_at == edition.issued_at
    with pytest.raises(TransitionDenied, match="has an edition already"):
        freeze_record(year_2011, renderer=quick)


def test_a_year_written_here_is_not_frozen_as_a_record(year_2012):
    with pytest.raises(TransitionDenied, match="was not imported"):
        freeze_record(year_2012, renderer=quick)


def test_the_command_fills_the_register_when_told(year_2011, tmp_path, capsys):
    file = tmp_path / "texts.csv"
    file.write_text("number,text_en,source\n5,A text of five.,AG/RES. 2141\n999,Other.,AG\n")
    call_command("fill_register", file)
    out = capsys.readouterr()
    assert out.err == "row 3, 999: “999” is not a number of the register.\n"
    assert activity("5").text == ""
    call_command("fill_register", file, yes=True)
    assert "1 activities were changed." in capsys.readouterr().out
    assert to_plain(activity("5").text) == "A text of five."


def test_a_correction_of_the_files_holds_for_the_printed_report_too(year_2011):
    changed = activity("67")
    changed.text = from_plain("As the file has it now.")
    with corrections_of_files():
        changed.save()
    assert printed(2011)["67"] == "As the file has it now."


def test_files_do_not_change_a_report_with_an_edition(year_2011):
    before = printed(2011)
    freeze_record(year_2011, renderer=quick)
    changed = activity("67")
    changed.text = from_plain("As the file has it now.")
    with corrections_of_files():
        changed.save()
    assert printed(2011) == before
