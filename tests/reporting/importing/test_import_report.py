"""The printed report of 2011, as text, read back and compared with the fixture."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from reporting.exporting.year_json import year_as_dict
from reporting.models import ImportedFile
from tests.reporting.importing.measuring import KINDS, Measured, measure

SOURCE = Path("fixtures/2011/source/annual-report-2011.txt")


def test_the_report_of_2011_is_read_back(report_2011):
    out = StringIO()
    call_command("import_report", str(SOURCE), "--dry-run", year="2011", format="json", stdout=out)
    found = {chapter["implementer"]: chapter for chapter in json.loads(out.getvalue())["chapters"]}
    measured = Measured()
    for chapter in year_as_dict(report_2011)["chapters"]:
        # MiDE's table has lost its tabs; without columns none of its entries can be told apart.
        empty = {kind: [] for kind in (*KINDS, "activities", "financing")}
        measure(chapter, found.get(chapter["acronym"], empty), measured)
    assert "MiDE" not in found
    assert (measured.right_items, measured.items) == (196, 218)
    assert measured.right_numbers / measured.numbers >= 0.97
    assert not ImportedFile.objects.exists()
    assert "copy" in " ".join(found["IOM"]["warnings"])
