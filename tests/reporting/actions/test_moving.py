"""The order of a column."""

import pytest

from implementers.exceptions import NotPermitted
from reporting.actions.entries import delete_entry, move_entry, position_of, undelete_entry
from tests.factories import write_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def column(iom_draft, iom_writer):
    """Five executed entries, with a plan written between them."""
    entries = [write_entry(iom_draft, text=f"{n}", by=iom_writer).entry for n in range(3)]
    write_entry(iom_draft, kind="planned", by=iom_writer)
    return entries + [write_entry(iom_draft, text=f"{n}", by=iom_writer).entry for n in (3, 4)]


def order_of(submission):
    return [entry.text for entry in submission.entries.filter(kind="executed").order_by("position")]


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [
        (0, 1, "01234"),
        (0, 2, "10234"),
        (0, 5, "12340"),
        (0, 99, "12340"),
        (4, 1, "40123"),
        (4, 0, "40123"),
        (4, -7, "40123"),
        (2, 4, "01324"),
        (3, 2, "03124"),
    ],
)
def test_an_entry_goes_to_its_place_among_the_others(which, to, order, column, iom_writer):
    move_entry(column[which], to=to, by=iom_writer)

    assert order_of(column[0].submission) == list(order)
    assert position_of(type(column[0]).objects.get(pk=column[which].pk)) == min(max(to, 1), 5)


def test_a_deleted_entry_comes_back_between_its_neighbors(column, iom_writer):
    delete_entry(column[2], by=iom_writer)
    move_entry(column[4], to=1, by=iom_writer)
    assert order_of(column[0].submission) == list("4013")

    undelete_entry(column[2], by=iom_writer)

    assert order_of(column[0].submission) == list("40123")


def test_others_cannot(column, unhcr_writer):
    with pytest.raises(NotPermitted):
        move_entry(column[0], to=2, by=unhcr_writer)


@pytest.mark.parametrize("further", [0, 3])
def test_it_costs_the_same_in_a_long_column(
    further, column, iom_draft, iom_writer, django_assert_num_queries
):
    for _n in range(further):
        write_entry(iom_draft, by=iom_writer)

    with django_assert_num_queries(10):
        move_entry(column[0], to=3, by=iom_writer)
