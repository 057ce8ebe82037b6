import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from reporting.models import ReportingYear

YEARS = {
    "1999": "There is no reporting year 1999. On record: 2011.",
    "99999": "“99999” is not a year.",
    "2011\n2012": "“2011 2012” is not a year.",
    "0": "There is no reporting year 0. On record: 2011.",
    "MMXI": "“MMXI” is not a year.",
    "-2011": "“-2011” is not a year.",
    "２０１１": "“２０１１” is not a year.",
    "20.11": "“20.11” is not a year.",
    "": "“” is not a year.",
}


@pytest.mark.parametrize("year", YEARS)
def test_a_year_that_is_not_is_refused_in_one_line(refused, year):
    assert refused("export_year", "--output=never-written.json", "--", year) == YEARS[year]


def test_a_year_of_five_thousand_digits_is_not_repeated(refused):
    assert refused("export_year", "9" * 5000) == "“[...]” is not a year."


def test_an_unknown_format_is_refused_in_one_line(refused):
    assert refused("export_year", "2011", "--format=xml") == "Unknown format “xml”. Known: json."


def test_the_years_on_record_are_named(refused, db):
    ReportingYear.objects.update(year=2010)
    assert refused("export_year", "2011") == "There is no reporting year 2011. On record: 2010."


def test_without_a_file_the_export_is_printed(run):
    outcome = run("export_year", "2011", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)["year"] == 2011


def test_a_file_holds_what_would_be_printed(run, tmp_path):
    path = tmp_path / "new" / "folder" / "2011.json"
    assert run("export_year", "2011", "--output", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == run("export_year", "2011").out
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert os.listdir(path.parent) == ["2011.json"]


def test_a_file_that_was_there_is_replaced_whole(run, tmp_path):
    path = tmp_path / "2011.json"
    path.write_text("x" * 10_000_000)
    run("export_year", "2011", "--output", str(path))
    assert json.loads(path.read_text(encoding="utf-8"))["year"] == 2011


def test_two_exports_are_the_same_bytes(run, tmp_path):
    for name in ("one.json", "two.json"):
        run("export_year", "2011", "--output", str(tmp_path / name))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_folder_in_place_of_the_file_is_refused(refused, tmp_path):
    assert refused("export_year", "2011", "--output", str(tmp_path)) == (
        f"{tmp_path} cannot be written: Is a directory."
    )
    assert os.listdir(tmp_path) == []


def test_a_file_in_place_of_the_folder_is_refused(refused, tmp_path):
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "2011.json"
    assert refused("export_year", "2011", "--output", str(path)).startswith(
        f"{path} cannot be written: "
    )


def test_a_name_too_long_is_refused(refused, tmp_path):
    path = tmp_path / ("x" * 300)
    assert refused("export_year", "2011", "--output", str(path)) == (
        f"{path} cannot be written: File name too long."
    )


def test_what_is_no_ordinary_file_stays_what_it_is(run, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        assert run("export_year", "2011", "--output", str(pipe)).code == 0
        assert json.loads(read.result(timeout=30))["year"] == 2011
    assert pipe.is_fifo()


def test_a_link_goes_on_leading_where_it_led(run, tmp_path):
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    run("export_year", "2011", "--output", str(tmp_path / "link.json"))
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text())["year"] == 2011
