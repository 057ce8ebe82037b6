"""How an entry grew; who is at it; what it will look like; where it goes."""

import pytest

from reporting.actions.entries import delete_entry, save_entry
from reporting.models import Entry, EntryVersion
from tests.factories import content, rich_content, submission_at_status, write_entry
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

HISTORY = "/desk/entries/2013-iom-1/history/"


@pytest.fixture
def writing(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    return client


@pytest.fixture
def entry(iom_draft, iom_writer, iom_focal_point):
    """An entry of two versions."""
    first = write_entry(
        iom_draft, text="<p>A &lt;b&gt;workshop&lt;/b&gt; in Lima.</p>", by=iom_writer
    ).entry
    second = rich_content(2013, text="<p>A &lt;b&gt;course&lt;/b&gt; in Lima.</p>")
    return save_entry(iom_draft, second, entry=first, based_on=1, by=iom_focal_point).entry


def test_each_version_says_who_and_what_changed(writing, entry):
    page = page_of(writing, HISTORY)
    newest, first = page.find("//ol.history/li")

    assert "IOM Focal Point" in newest.text_content()
    assert "IOM Writer" in first.text_content()
    changed = {
        term.text_content(): term.getnext().text_content().strip() for term in newest.iter("dt")
    }
    assert changed["Text"] == "A <b>workshopcourse</b> in Lima."
    assert [e.text for e in newest.iter("del")] == ["workshop"]
    assert next(e.text for e in newest.iter("ins")) == "course"
    assert "Mexico: where it happened" in changed["Countries"]
    assert "1–2 March 2013, Mexico" in changed["Dated events"]
    assert set(changed) == {"Text", "Program activities", "Countries", "Dated events"}


def test_an_earlier_version_is_brought_back_as_the_newest(writing, entry):
    writing.post(HISTORY + "1/restore/", {"based_on": "2"})
    entry.refresh_from_db()

    assert entry.text == "<p>A &lt;b&gt;workshop&lt;/b&gt; in Lima.</p>"
    assert entry.cited.count() == 0
    newest = entry.versions.get(number=3)
    assert newest.saved_by.last_name == "IOM Writer"
    assert entry.versions.count() == 3


def test_a_version_is_not_brought_back_over_what_was_not_seen(writing, entry):
    response = writing.post(HISTORY + "1/restore/", {"based_on": "1"}, follow=True)

    assert "saved this entry in the meantime" in response.content.decode()
    assert entry.versions.count() == 2


def test_a_version_comes_back_without_links_to_what_is_gone(writing, iom_draft, iom_writer):
    entry = write_entry(iom_draft, by=iom_writer).entry
    plan = write_entry(iom_draft, kind="planned", by=iom_writer).entry
    linked = content(text="Linked.", continues=(plan.reference,))
    save_entry(iom_draft, linked, entry=entry, based_on=1, by=iom_writer)
    save_entry(iom_draft, content(text="Not."), entry=entry, based_on=2, by=iom_writer)
    delete_entry(plan, by=iom_writer)
    writing.post(HISTORY + "2/restore/", {"based_on": "3"})
    entry.refresh_from_db()

    assert entry.text == "Linked."


@pytest.mark.parametrize("who", ["unhcr_writer", "stranger"])
def test_nobody_else_sees_how_it_grew_not_even_once_it_is_public(
    who, client, entry, secretariat, request
):
    submission_at_status(entry.submission, "accepted", by=secretariat)
    client.force_login(request.getfixturevalue(who))

    assert client.get(HISTORY).status_code == 403
    assert client.post(HISTORY + "1/restore/", {"based_on": "2"}).status_code == 403


def test_a_submitted_chapter_shows_its_history_and_brings_nothing_back(writing, entry, secretariat):
    submission_at_status(entry.submission, "submitted", by=secretariat)

    assert "Bring this back" not in writing.get(HISTORY).content.decode()
    assert writing.post(HISTORY + "1/restore/", {"based_on": "2"}).status_code == 409


def test_the_history_of_a_deleted_entry_stays(writing, entry, iom_focal_point):
    delete_entry(entry, by=iom_focal_point)
    page = page_of(writing, HISTORY)

    assert "IOM Focal Point deleted this entry" in page.words()
    assert len(page.find("//ol.history/li")) == 2


@pytest.mark.parametrize("count", [1, 300])
def test_a_long_history_costs_what_a_short_one_does(
    count, writing, iom_draft, iom_writer, django_assert_num_queries
):
    entry = write_entry(iom_draft, by=iom_writer).entry
    one = entry.versions.get()
    EntryVersion.objects.bulk_create(
        EntryVersion(
            entry=entry,
            number=n,
            revision=n,
            content={**one.content, "text": f"Text {n}."},
            saved_by=iom_writer,
        )
        for n in range(2, count + 1)
    )
    Entry.objects.filter(pk=entry.pk).update(revision=count)

    with django_assert_num_queries(11):
        page = page_of(writing, HISTORY)
    assert len(page.find("//ol.history/li")) == min(count, 50)
    if count == 300:
        last = page_of(writing, HISTORY + "?page=6")
        assert "The first version." in last.words()


# Preview


def test_a_preview_is_sanitized(writing):
    text = '<b>Bold</b> <script>alert(1)</script> <a href="javascript:alert(1)">x</a>'
    page = writing.post("/desk/preview/", {"text-html": text}).content.decode()

    assert page == "<p><strong>Bold</strong>  x</p>"


def test_a_preview_of_the_text_area_is_literal(writing):
    text = "**One** <script>alert(1)</script> & [x](https://oas.org)\r\ntwo"
    page = writing.post("/desk/preview/", {"text": text}).content.decode()

    assert page.startswith("<p>**One** &lt;script&gt;alert(1)&lt;/script&gt; &amp; [x](")
    assert page.endswith("<br>two</p>")
    assert "href" not in page


def test_a_preview_of_more_than_an_entry_holds_is_refused(writing):
    response = writing.post("/desk/preview/", {"text": "x" * 100_001})

    assert response.status_code == 422
    assert "the limit is 100,000" in response.json()["message"]


# Out, back, up and down


def test_a_deleted_entry_comes_back_by_the_button_of_the_message(writing, entry):
    page = writing.post("/desk/entries/2013-iom-1/delete/", follow=True).content.decode()
    assert "Deleted: 2013-iom-1." in page
    assert 'action="/desk/entries/2013-iom-1/undelete/"' in page
    assert 'id="e-2013-iom-1"' not in page
    assert writing.get("/desk/entries/2013-iom-1/").status_code == 404

    page = writing.post("/desk/entries/2013-iom-1/undelete/", follow=True).content.decode()
    assert 'id="e-2013-iom-1"' in page


def test_deleting_asks_first_when_it_is_only_opened(writing, entry):
    assert "course" in writing.get("/desk/entries/2013-iom-1/delete/").content.decode()
    assert Entry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(
    ("sent", "order"),
    [
        ({"direction": "down"}, [2, 1, 3]),
        ({"direction": "up"}, [1, 2, 3]),
        ({"to": "3"}, [2, 3, 1]),
        ({"to": "-1"}, [1, 2, 3]),
        ({"to": "x"}, [1, 2, 3]),
        ({}, [1, 2, 3]),
    ],
)
def test_an_entry_is_moved(sent, order, writing, entry, iom_draft, iom_writer):
    for _n in range(2):
        write_entry(iom_draft, by=iom_writer)
    response = writing.post("/desk/entries/2013-iom-1/move/", sent)

    assert response["Location"] == "/desk/2013/iom/#e-2013-iom-1"
    shown = iom_draft.entries.order_by("position").values_list("reference", flat=True)
    assert list(shown) == [f"2013-iom-{n}" for n in order]


def test_what_became_of_a_plan_is_said(writing, iom_draft, iom_writer):
    write_entry(iom_draft, kind="planned", by=iom_writer)
    address = "/desk/entries/2013-iom-1/outcome/"
    page = writing.get(address, {"outcome": "dropped"})
    assert page.context["form"]["outcome"].value() == "dropped"

    asked = writing.post(address, {"outcome": "dropped", "outcome_reason": "", "based_on": "1"})
    assert "Say why it was dropped." in asked.content.decode()
    writing.post(address, {"outcome": "dropped", "outcome_reason": "No money.", "based_on": "1"})

    plan = Entry.objects.get(reference="2013-iom-1")
    assert (plan.outcome, plan.outcome_reason) == ("dropped", "<p>No money.</p>")


def test_what_is_executed_has_no_outcome(writing, entry):
    assert writing.get("/desk/entries/2013-iom-1/outcome/").status_code == 404
