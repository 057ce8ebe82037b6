"""Two people who save one entry."""

import pytest

from reporting.actions.entries import save_entry
from reporting.actions.exceptions import EditConflict
from reporting.actions.merging import Base, MergeNeeded, merge_entry, save_merged_entry
from reporting.entry_content import EntryContent
from reporting.models import EntryVersion
from tests.factories import content, write_entry

pytestmark = pytest.mark.django_db

BASE = content(text="<p>One.</p><p>Two.</p>", activities=("67",), heading="Group")
MY_PAGE, THEIR_PAGE = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


def conflict(theirs: EntryContent, base: EntryContent | None = None) -> EditConflict:
    kept = base and EntryVersion(content=base.as_json(), revision=1)
    return EditConflict(EntryVersion(content=theirs.as_json(), revision=3), kept)


@pytest.fixture
def entry(iom_draft, iom_writer):
    return write_entry(iom_draft, text=BASE.text, activities=("67",), by=iom_writer).entry


@pytest.fixture
def save(iom_draft, entry, iom_writer):
    """Save as IOM's writer, from the page that showed the first revision."""

    def save(text: str, **options):
        mine = content(text=text, activities=("67",))
        options = {"based_on": 1, "session": MY_PAGE, "by": iom_writer, **options}
        return save_merged_entry(iom_draft, mine, entry=entry, **options)

    return save


def saved_by_them(entry, chapter, by, *texts, activities=("67",)) -> None:
    """Saved once for each text, from one page."""
    entry.refresh_from_db()
    for text in texts:
        theirs = content(text=text, activities=activities)
        revision = entry.revision
        save_entry(chapter, theirs, entry=entry, based_on=revision, session=THEIR_PAGE, by=by)
        entry.refresh_from_db()


def test_different_paragraphs_are_merged_and_saved(save, entry, iom_draft, iom_focal_point):
    saved_by_them(entry, iom_draft, iom_focal_point, "<p>One.</p><p>Two, theirs.</p>")
    _saved, merged = save("<p>One, mine.</p><p>Two.</p>")
    merge, with_version = merged
    entry.refresh_from_db()

    assert entry.text == "<p>One, mine.</p><p>Two, theirs.</p>"
    assert entry.versions.count() == 3
    assert with_version.latest.saved_by == iom_focal_point
    assert merge.taken[0].taken == (2,)


def test_what_nobody_else_saved_is_no_merge(save):
    assert save("<p>One, mine.</p><p>Two.</p>")[1] is None


def test_the_same_paragraph_is_asked_and_nothing_is_saved(save, entry, iom_draft, iom_focal_point):
    saved_by_them(entry, iom_draft, iom_focal_point, "<p>One.</p><p>Two, theirs.</p>")
    with pytest.raises(MergeNeeded) as needed:
        save("<p>One.</p><p>Two, mine.</p>")
    entry.refresh_from_db()

    assert entry.text == "<p>One.</p><p>Two, theirs.</p>"
    assert len(needed.value.merge.questions) == 1


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("mine", "<p>Two, mine.</p>"),
        ("theirs", "<p>Two, theirs.</p>"),
        ("both", "<p>Two, mine, theirs.</p>"),
    ],
)
def test_an_answer_is_carried_out(answer, kept, save, entry, iom_draft, iom_focal_point):
    saved_by_them(entry, iom_draft, iom_focal_point, "<p>One.</p><p>Two, theirs.</p>")
    with pytest.raises(MergeNeeded) as needed:
        save("<p>One.</p><p>Two, mine.</p>")
    (question,) = needed.value.merge.questions
    save("<p>One.</p><p>Two, mine.</p>", answers={question.key: answer})
    entry.refresh_from_db()

    assert entry.text == f"<p>One.</p>{kept}"


def test_an_answer_to_a_text_that_moved_on_is_asked_again(save, entry, iom_draft, iom_focal_point):
    saved_by_them(entry, iom_draft, iom_focal_point, "<p>One.</p><p>Two, theirs.</p>")
    with pytest.raises(MergeNeeded) as needed:
        save("<p>One.</p><p>Two, mine.</p>")
    answers = {needed.value.merge.questions[0].key: "mine"}
    saved_by_them(entry, iom_draft, iom_focal_point, "<p>One.</p><p>Two, theirs and newer.</p>")

    with pytest.raises(MergeNeeded):
        save("<p>One.</p><p>Two, mine.</p>", answers=answers)


def test_the_base_of_a_page_counts_when_its_version_is_not_kept(
    save, entry, iom_draft, iom_focal_point
):
    """They go on from their page, so that the version I began from is written over."""
    began = "<p>One.</p><p>Two, theirs.</p>"
    saved_by_them(entry, iom_draft, iom_focal_point, began)
    base = Base(entry.revision, content(text=began, activities=("67",)))
    saved_by_them(entry, iom_draft, iom_focal_point, "<p>One.</p><p>Two, theirs, newer.</p>")
    save("<p>One, mine.</p><p>Two, theirs.</p>", based_on=2, base=base)
    entry.refresh_from_db()

    assert entry.text == "<p>One, mine.</p><p>Two, theirs, newer.</p>"


def test_what_this_page_saved_last_is_its_base(save, entry, iom_draft, iom_focal_point):
    """Its answer may have been lost: what I wrote before is no change of theirs."""
    save("<p>One, mine.</p><p>Two.</p>")
    saved_by_them(entry, iom_draft, iom_focal_point, "<p>One, mine.</p><p>Two, theirs.</p>")
    save("<p>One, mine, longer.</p><p>Two.</p>")
    entry.refresh_from_db()

    assert entry.text == "<p>One, mine, longer.</p><p>Two, theirs.</p>"


def test_two_tabs_of_one_person_are_two_writers(save, entry):
    save("<p>One, here.</p><p>Two.</p>", session=THEIR_PAGE)
    save("<p>One.</p><p>Two, there.</p>")
    entry.refresh_from_db()

    assert entry.text == "<p>One, here.</p><p>Two, there.</p>"


def test_activities_and_countries_of_both_are_kept(save, entry, iom_draft, iom_focal_point):
    saved_by_them(entry, iom_draft, iom_focal_point, BASE.text, activities=("67", "68"))
    save("<p>One, mine.</p><p>Two.</p>")
    entry.refresh_from_db()

    assert [cited.activity.code for cited in entry.cited.order_by("position")] == ["67", "68"]


def test_the_newest_base_counts():
    base = content(text="<p>One.</p><p>Two, theirs.</p>")
    theirs = content(text="<p>One.</p><p>Two, theirs, newer.</p>")
    mine = content(text="<p>One, mine.</p><p>Two, theirs.</p>")

    assert merge_entry(conflict(theirs, BASE), mine).is_open
    assert not merge_entry(conflict(theirs, BASE), mine, base=Base(2, base)).is_open
