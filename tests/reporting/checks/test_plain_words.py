"""The words of a text, and those of the year's other entries, which the checks of an entry count."""

import pytest

from program.rich_text import to_plain
from reporting.checks.live import read_entry
from reporting.checks.plain_words import LONGEST_WORD, links_in, runs_in
from reporting.checks.spacing import vocabulary_of
from tests.factories import content, write_entry


def test_words_are_those_printed_without_addresses_and_endless_runs():
    endless = "a" * (LONGEST_WORD + 1)
    text = (
        "<p>The <strong>IOM</strong> and <em>the</em> I<strong>OM</strong>: http://iom.int/report, "
        f"mail@iom.int {endless}</p><ol><li>and</li></ol>"
    )

    assert runs_in(to_plain(text)) == ["The", "IOM", "and", "the", "IOM", "and"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see www.oas.org now", ["www.oas.org"]),
        ("a,b@oas.org.x,c d", ["a,b@oas.org.x"]),
        ("x@http://oas.org/y@z", ["x@http://oas.org"]),
        ("“http://oas.org”a@b.c", ["“http://oas.org”a@b.c"]),
        (".a@b a@b. @b.c a@.b", []),
        ("HTTPS://a<b@c.d>", ["HTTPS://a", "<b@c.d"]),
    ],
)
def test_addresses_are_found_from_left_to_right(text, links):
    assert [text[start:end] for start, end in links_in(text)] == links


def test_the_vocabulary_of_an_entry_has_the_words_of_the_others_and_its_own_once(
    iom_draft, iom_writer
):
    written = write_entry(iom_draft, by=iom_writer, text="Earlier words").entry
    write_entry(iom_draft, by=iom_writer, text="Other words")

    new = read_entry(iom_draft, content(text="Own words"), reference="")
    changed = read_entry(iom_draft, content(text="Own words"), reference=written.reference)

    names = vocabulary_of(new.year).names
    assert (names["Earlier"], names["Other"], names["Own"], names["words"]) == (1, 1, 1, 3)
    names = vocabulary_of(changed.year).names
    assert (names["Earlier"], names["Other"], names["Own"], names["words"]) == (0, 1, 1, 2)


def test_the_vocabulary_of_an_entry_is_that_of_the_whole_year(year_2011):
    chapter = year_2011.submissions.first()
    work = read_entry(chapter, content(text="Own words"), reference="")

    assert vocabulary_of(work.year).names["migrants"] > 50
