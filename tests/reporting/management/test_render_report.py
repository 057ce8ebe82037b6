import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1999"], "There is no reporting year 1999. On record: 2011."),
        (["twenty"], "“twenty” is not a year."),
        (["2011", "--format=odt"], "Unknown format “odt”. Known: html, pdf, docx."),
        (["2011", "--layout=poster"], "Unknown layout “poster”. Known: "),
        (["2011", "--language=de"], "Unknown language “de”. Known: en."),
        (["2011", "--language=fr"], "Unknown language “fr”. Known: en."),
    ],
)
def test_what_is_unknown_is_refused_in_one_line(refused, tmp_path, words, said):
    path = tmp_path / "report"
    assert refused("render_report", *words, f"--output={path}").startswith(said)
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_refused_in_one_line(refused, tmp_path):
    said = refused("render_report", "2011", "--format=html", f"--output={tmp_path}")
    assert said == f"{tmp_path} cannot be written: Is a directory."


def test_the_report_is_written_where_it_is_asked_for(run, tmp_path):
    path = tmp_path / "build" / "report.html"
    outcome = run("render_report", "2011", "--format=html", f"--output={path}")
    assert (outcome.code, outcome.out, outcome.err) == (0, f"{path}\n", "")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
