"""How chapters are set, and the widths of their columns."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.document.layout import Layout, column_shares, set_as_matrix

WORDS = st.lists(st.integers(min_value=0, max_value=5000), min_size=4, max_size=5)


@given(WORDS)
def test_the_widths_of_columns_add_up_to_the_page(words):
    assert sum(column_shares(words)) == pytest.approx(100, abs=0.05)


@given(WORDS)
def test_no_column_is_too_narrow_for_its_heading(words):
    assert min(column_shares(words)) >= 11


@given(WORDS)
def test_a_cell_of_more_words_is_never_narrower(words):
    by_words = [share for _count, share in sorted(zip(words, column_shares(words), strict=True))]
    assert by_words == sorted(by_words)


def test_a_width_grows_less_than_the_words_do():
    short, long = column_shares([100, 400])
    assert 1 < long / short < 4


def test_empty_cells_share_the_page_evenly():
    assert column_shares([0, 0, 0, 0]) == [25, 25, 25, 25]


@pytest.mark.django_db
def test_the_matrix_layout_sets_every_chapter_as_a_table(report_2011):
    assert all(set_as_matrix(chapter, Layout.MATRIX) for chapter in report_2011.chapters)


@pytest.mark.django_db
def test_the_reading_layout_sets_long_chapters_as_running_text(report_2011):
    as_text = [c.implementer for c in report_2011.chapters if not set_as_matrix(c, Layout.READING)]
    assert as_text == ["iachr", "mide", "iom", "unhcr"]


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "as_matrix"), [(450, True), (451, False)])
def test_a_cell_over_the_setting_makes_a_chapter_running_text(
    report_2011, settings, words, as_matrix
):
    settings.REPORT_MATRIX_CELL_WORDS = 450
    chapter = report_2011.chapters[0]
    columns = tuple(replace(column, words=words) for column in chapter.columns)
    assert set_as_matrix(replace(chapter, columns=columns), Layout.READING) is as_matrix
