"""Two texts of one entry."""

from reporting.actions.editing import merge
from reporting.actions.exceptions import EditConflict
from reporting.models import EntryVersion
from tests.factories import content


def stale(theirs, base=None) -> EditConflict:
    return EditConflict(
        EntryVersion(content=theirs.as_json()), base and EntryVersion(content=base.as_json())
    )


BASE = content(text="Base.", activities=("67",), heading="Group")


def test_what_only_the_other_changed_is_taken():
    theirs = content(text="Base.", activities=("67", "68"), heading="Group")
    mine = content(text="Mine.", activities=("67",), heading="Group")
    merged = merge(stale(theirs, BASE), mine)

    assert merged.content == content(text="Mine.", activities=("67", "68"), heading="Group")
    assert (merged.taken, merged.both) == (("activities",), ())


def test_what_both_changed_is_for_the_writer_and_mine_stands():
    theirs = content(text="Theirs.", activities=("67",), heading="Group")
    mine = content(text="Mine.", activities=("67",), heading="Group")
    merged = merge(stale(theirs, BASE), mine)

    assert merged.content == mine
    assert (merged.taken, merged.both) == ((), ("text",))


def test_what_both_changed_alike_is_no_difference():
    both = content(text="Same.", activities=("67",), heading="Group")

    assert merge(stale(both, BASE), both).both == ()


def test_without_what_both_began_from_nothing_is_taken():
    merged = merge(stale(content(text="Theirs.", activities=("68",))), content(text="Mine."))

    assert merged.content == content(text="Mine.")
    assert merged.both == ("text", "activities")
