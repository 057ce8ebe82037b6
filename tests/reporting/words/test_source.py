"""The reading of the source that every test of words relies on."""

from tests.reporting.words import source


def test_each_line_of_the_source_is_read_or_listed_as_left_out():
    listed = {
        number
        for row in source.left_out()["lines"]
        for number, _line in source.printed_lines(row["lines"])
    }
    everything = {number for number, _line in source.printed_lines("1-1094")}
    assert source.lines_read() | listed == everything
    assert source.lines_read() & listed == set()


def test_the_marks_left_out_are_those_listed():
    found: dict[str, dict[str, str]] = {}
    for cell in source.cells():
        if cell.marks:
            found.setdefault(cell.chapter, {})[cell.column] = " ".join(cell.marks)
    assert found == source.left_out()["marks"]


def test_each_line_of_a_cell_is_words_and_marks_and_nothing_else():
    for cell in source.cells():
        printed = "".join(line for _number, line in source.printed_lines(cell.lines))
        read = "".join([*cell.words, *cell.marks])
        assert sorted(printed.replace(" ", "")) == sorted(read.replace(" ", "")), cell
