"""The words of an entry's text are counted when it is saved, and read from there by the checks."""

from collections import Counter

import pytest

from reporting.actions.entries import delete_entry, move_entry, save_entry, undelete_entry
from reporting.checks.live import read_entry
from reporting.checks.spacing import vocabulary_of
from reporting.models import Entry
from reporting.word_counts import LONGEST_WORD, links_in, word_counts
from tests.factories import content, write_entry


def stored_and_counted() -> list[tuple[dict[str, int], dict[str, int]]]:
    return [(one.word_counts, word_counts(one.text)) for one in Entry.with_deleted.all()]


def test_words_are_counted_as_printed_without_addresses_and_endless_runs():
    endless = "a" * (LONGEST_WORD + 1)
    text = (
        "<p>The <strong>IOM</strong> and <em>the</em> I<strong>OM</strong>: http://iom.int/report, "
        f"mail@iom.int {endless}</p><ol><li>and</li></ol>"
    )

    assert word_counts(text) == {"The": 1, "IOM": 2, "and": 2, "the": 1}


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


def test_every_loaded_entry_has_the_words_of_its_text(year_2011):
    held = stored_and_counted()

    assert len(held) > 200
    assert all(stored == counted for stored, counted in held)


def test_the_words_follow_each_change_of_an_entry(iom_draft, iom_writer):
    one = write_entry(iom_draft, by=iom_writer, text="First words").entry
    other = write_entry(iom_draft, by=iom_writer, text="Other words").entry
    one = save_entry(
        iom_draft, content(text="Second words"), entry=one, based_on=1, by=iom_writer
    ).entry
    assert one.word_counts == {"Second": 1, "words": 1}

    move_entry(other, to=1, by=iom_writer)
    delete_entry(one, by=iom_writer)
    undelete_entry(one, by=iom_writer)

    assert all(stored == counted for stored, counted in stored_and_counted())


def test_saving_an_entry_reads_the_words_of_the_others_from_where_they_are_kept(
    iom_draft, iom_writer
):
    other = write_entry(iom_draft, by=iom_writer, text="Other words").entry
    Entry.objects.filter(pk=other.pk).update(word_counts={"Kept": 7})

    work = read_entry(iom_draft, content(text="Own words"), reference="")

    names = vocabulary_of(work.year).names
    assert (names["Kept"], names["Other"], names["Own"]) == (7, 0, 1)


def test_the_words_kept_are_those_of_the_texts_for_the_whole_year(year_2011):
    chapter = year_2011.submissions.first()
    work = read_entry(chapter, content(text="Own words"), reference="")
    entries = Entry.objects.working().filter(submission__reporting_year=year_2011)
    counted = sum((Counter(word_counts(entry.text)) for entry in entries), Counter())
    kept = sum(map(Counter, work.year.word_counts), Counter())

    assert kept == counted
