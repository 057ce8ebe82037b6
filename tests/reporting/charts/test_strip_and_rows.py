"""Charts from numbers alone: what is drawn is as long as what is printed says."""

from reporting.charts.rows import WIDTH, rows_of
from reporting.charts.strip import strip_of

YEARS = (2011, 2012, 2013)
COUNTS = {
    (2011, "planned"): 10,
    (2012, "planned"): 20,
    (2011, "executed"): 5,
    (2013, "next_year"): 1,
}


def heights(strip):
    return {row.kind.value: [bar.height for bar in row.bars] for row in strip.rows}


def test_bars_of_all_kinds_are_drawn_to_one_scale():
    found = heights(strip_of(COUNTS, YEARS))
    assert found["planned"] == [24, 48, 0]
    assert found["executed"] == [12, 0, 0]


def test_one_entry_beside_many_is_still_seen():
    assert heights(strip_of({(2011, "planned"): 5000, (2012, "planned"): 1}, YEARS))["planned"] == [
        48,
        2,
        0,
    ]


def test_bars_stand_on_their_line_and_rows_do_not_touch():
    strip = strip_of(COUNTS, YEARS)
    for row in strip.rows:
        assert all(bar.y + bar.height == row.base for bar in row.bars)
    tops = [min(bar.y for bar in row.bars) for row in strip.rows]
    assert all(row.base < top for row, top in zip(strip.rows, tops[1:], strict=False))


def test_the_table_has_every_number_newest_first():
    assert strip_of(COUNTS, YEARS).as_table == [
        (2013, [0, 0, 1]),
        (2012, [20, 0, 0]),
        (2011, [10, 5, 0]),
    ]


def test_ten_years_fit_a_phone():
    years = range(2011, 2021)
    assert strip_of({(2011, "planned"): 1}, years).width <= 320


def test_nothing_is_no_chart():
    assert strip_of({}, YEARS) is None
    assert strip_of(COUNTS, ()) is None


def test_one_year_is_nothing_to_compare():
    assert strip_of(COUNTS, (2011,)) is None


def test_empty_rows_are_no_chart():
    assert rows_of([], [("a", "A")]) is None
    assert rows_of([("2011", "", {})], [("a", "A")]) is None


def test_parts_of_a_bar_follow_one_another_and_the_longest_fills_the_width():
    chart = rows_of(
        [("2011", "", {"a": 1, "b": 3}), ("2012", "/x/", {"b": 2})], [("a", "A"), ("b", "B")]
    )
    first, second = chart.rows
    assert [(part.x, part.width) for part in first.parts] == [(0, WIDTH / 4), (WIDTH / 4, 120)]
    assert [(part.x, part.width) for part in second.parts] == [(0, 0), (0, WIDTH / 2)]
    assert [row.total for row in chart.rows] == [4, 2]
