"""The printed report of 2011, as text, read back and compared with the fixture."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from reporting.exporting.year_json import year_as_dict
from reporting.models import ImportedFile
from tests.reporting.importing.measuring import Measured, measure

SOURCE = Path("fixtures/2011/source/annual-report-2011.txt")


def test_the_report_of_2011_is_read_back(report_2011):
    out = StringIO()
    call_command("import_report", str(SOURCE), "--dry-run", year="2011", format="json", stdout=out)
    found = {chapter["implementer"]: chapter for chapter in json.loads(out.getvalue())["chapters"]}
    measured = Measured()
    for chapter in year_as_dict(report_2011)["chapters"]:
        measure(chapter, found[chapter["acronym"]], measured)
    assert (measured.right_items, measured.items) == (211, 226)
    assert measured.right_numbers / measured.numbers >= 0.97
    assert not ImportedFile.objects.exists()
    assert "copy" in " ".join(found["IOM"]["warnings"])


def test_table_that_has_lost_its_columns_is_told_apart_by_its_words(report_2011):
    out = StringIO()
    call_command("import_report", str(SOURCE), "--dry-run", year="2011", format="json", stdout=out)
    chapters = json.loads(out.getvalue())["chapters"]
    mide = next(chapter for chapter in chapters if chapter["implementer"] == "MiDE")
    assert [activity["code"] for activity in mide["activities"]] == [
        f"MiDE-{number}" for number in range(1, 6)
    ]
    assert [item["text"][:40] for item in mide["planned"]] == [
        "Release, Maintenance, updating the datab",
        "Incorporation of 11 countries and proces",
        "Release and Update Interactive Map of Em",
    ]
    assert mide["executed"][0]["text"].startswith("Launch of the Legislation Database")
    assert mide["executed"][-1]["text"].startswith("As Technical Secretariat")
    assert len(mide["next_year"]) == 5
    assert len(mide["financing"]) == 3
    assert "lost its columns" in " ".join(mide["warnings"])


def test_text_without_reports_of_the_year_is_left_out_with_a_warning(report_2011, tmp_path):
    text = SOURCE.read_text(encoding="utf-8")
    start = text.index("Release", text.index("B. 1."))
    end = text.index("Financing", start)
    file = tmp_path / "report.txt"
    file.write_text(text[:start] + "Plan A\n\nPlan B\n\n" + text[end:], encoding="utf-8")
    out = StringIO()
    call_command("import_report", str(file), "--dry-run", year="2011", format="json", stdout=out)
    found = json.loads(out.getvalue())
    assert "MiDE" not in {chapter["implementer"] for chapter in found["chapters"]}
    assert "MiDE: The table has lost its columns." in " ".join(found["missing"])
