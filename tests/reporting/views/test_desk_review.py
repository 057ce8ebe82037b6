"""The review of a chapter: its page, its steps, and the conversation as both sides see it."""

import pytest
from django.test import Client

from reporting.actions.entries import delete_entry, save_entry
from reporting.actions.remarks import write_remark
from reporting.actions.reviews import accept, return_chapter
from reporting.actions.submissions import submit
from reporting.models import Entry, Remark, Submission
from tests.cast import chapter_of
from tests.factories import content, open_reporting_year, rich_content, write_entry
from tests.reporting.views import act, new_entry, page_of

pytestmark = pytest.mark.django_db

CHAPTER = "/desk/2013/iom/"
REVIEW = CHAPTER + "review/"
NOT_THE_SECRETARIAT = ["iom_writer", "iom_focal_point", "unhcr_writer", "administrator", "stranger"]
STEPS = ["review/begin/", "return/", "reopen/", "extend/"]


@pytest.fixture
def submitted(iom_draft, iom_focal_point) -> Submission:
    write_entry(iom_draft, text="<p>A course was held in May.</p>", by=iom_focal_point)
    return submit(iom_draft, by=iom_focal_point)


@pytest.fixture
def reviewer(client, secretariat) -> Client:
    client.force_login(secretariat)
    return client


def status(chapter: Submission) -> str:
    return Submission.objects.get(pk=chapter.pk).status


@pytest.mark.parametrize("who", NOT_THE_SECRETARIAT)
@pytest.mark.parametrize("address", ["review/", *STEPS])
def test_nobody_else_reviews(address, who, client, submitted, request):
    client.force_login(request.getfixturevalue(who))
    method = client.get if address == "review/" else client.post

    assert method(CHAPTER + address).status_code == 403
    assert status(submitted) == "submitted"


@pytest.mark.parametrize("address", ["review/begin/", "return/", "reopen/", "extend/", "remarks/"])
def test_a_post_without_its_token_changes_nothing(address, submitted, secretariat):
    client = Client(enforce_csrf_checks=True)
    client.force_login(secretariat)

    assert (
        client.post(
            CHAPTER + address, {"comment": "Why.", "reason": "Why.", "text": "Why."}
        ).status_code
        == 403
    )
    assert (status(submitted), Remark.objects.count()) == ("submitted", 0)


def test_looking_does_not_begin_a_review(reviewer, submitted):
    assert reviewer.get(REVIEW).status_code == 200
    assert Submission.objects.get(pk=submitted.pk).review_begun_at is None
    reviewer.post(CHAPTER + "review/begin/")
    assert Submission.objects.get(pk=submitted.pk).review_begun_at is not None


def test_returned_with_a_comment_its_writers_read_it_first(reviewer, submitted, client, iom_writer):
    assert act(reviewer, CHAPTER + "return/", {"comment": "Say where."})["Location"] == REVIEW
    assert status(submitted) == "returned"
    client.force_login(iom_writer)
    page = page_of(client, CHAPTER)
    assert "Returned by the secretariat Say where." in page.words()


@pytest.mark.parametrize(("address", "before"), [("return/", "submitted"), ("reopen/", "accepted")])
def test_without_words_it_stays_and_what_was_typed_too(
    address, before, reviewer, submitted, secretariat
):
    if before == "accepted":
        accept(submitted, by=secretariat)
    for words in ("", "Bell \x07 here"):
        response = reviewer.post(CHAPTER + address, {"comment": words, "reason": words})
        assert (response.status_code, status(submitted)) == (200, before)
        assert "field-error" in response.content.decode()
    assert "Bell" in response.content.decode()


def test_a_step_that_is_not_possible_now_says_so(reviewer, submitted):
    assert reviewer.get(CHAPTER + "reopen/").status_code == 409
    response = act(reviewer, CHAPTER + "reopen/", {"reason": "A wrong date."})
    assert response.status_code == 409
    assert "A wrong date." in response.content.decode()


def test_accepted_from_the_review_one_stays_there(reviewer, submitted):
    assert act(reviewer, CHAPTER + "accept/", {"review": "1"})["Location"] == REVIEW
    assert act(reviewer, CHAPTER + "reopen/", {"reason": "A date."})["Location"] == REVIEW
    assert status(submitted) == "returned"


@pytest.mark.parametrize("until", ["", "yesterday", "2001-01-01"])
def test_a_day_that_cannot_be_is_refused(until, reviewer, iom_draft):
    response = reviewer.post(CHAPTER + "extend/", {"until": until})

    assert response.status_code == 200
    assert "field-error" in response.content.decode()


def test_more_time_is_given(reviewer, iom_draft):
    reviewer.post(CHAPTER + "extend/", {"until": "2099-05-01"})

    assert "time extended until 1 May 2099" in page_of(reviewer, REVIEW).words()


def test_what_changed_since_it_was_returned_is_marked(
    reviewer, submitted, iom_focal_point, secretariat
):
    same = Entry.objects.get(reference="2013-iom-1")
    return_chapter(submitted, comment="Say where.", by=secretariat)
    gone = write_entry(submitted, text="To be taken out.", by=iom_focal_point).entry
    save_entry(submitted, content(text="A course was held in June."), entry=same, based_on=1,
               by=iom_focal_point)  # fmt: skip
    write_entry(submitted, text="A new one.", by=iom_focal_point)
    delete_entry(gone, by=iom_focal_point)
    submit(submitted, by=iom_focal_point)

    page = page_of(reviewer, REVIEW)
    assert page.all_words("//*[@id='e-2013-iom-1']//del") == ["May"]
    assert page.all_words("//*[@id='e-2013-iom-1']//ins") == ["June"]
    assert page.all_words("//p.change-new") == ["New since then"]
    assert "2 entries are marked." in page.words()
    assert "To be taken out." in page.words("//*[@id='e-2013-iom-2']")


def test_never_returned_it_is_held_against_last_years(reviewer, submitted, secretariat):
    accept(submitted, by=secretariat)
    opened = open_reporting_year(2014, by=secretariat)
    later = chapter_of(opened, "iom")
    announcement = Entry.objects.get(reference="2013-iom-1")
    Entry.objects.filter(pk=announcement.pk).update(kind="next_year")
    save_entry(
        later,
        content(
            kind="planned", text="A course is held in May.", continues=(announcement.reference,)
        ),
        by=secretariat,
    )

    page = page_of(reviewer, "/desk/2014/iom/review/")
    assert page.all_words("//*[@id='e-2014-iom-1']//ins") == ["is"]
    assert "Differences from the entry of last year that it continues are marked" in page.words()


def test_the_page_leads_to_the_chapters_before_and_after(reviewer, submitted):
    links = page_of(reviewer, REVIEW).links("//nav.review-ways")
    assert len(links) == 2
    assert all(reviewer.get(link).status_code == 200 for link in links)


@pytest.mark.parametrize("count", [3, 30])
def test_the_review_costs_the_same_for_three_and_thirty_entries(
    count, reviewer, iom_draft, secretariat, iom_focal_point, django_assert_num_queries
):
    for _n in range(count):
        new_entry(iom_draft, rich_content(2013), by=secretariat)
    submit(iom_draft, by=secretariat)
    return_chapter(iom_draft, comment="More.", by=secretariat)
    for entry in Entry.objects.filter(submission=iom_draft):
        write_remark(iom_draft, "Where?", entry=entry, by=secretariat)
        save_entry(iom_draft, rich_content(2013, text="New."), entry=entry, based_on=1,
                   by=secretariat)  # fmt: skip

    with django_assert_num_queries(27):
        reviewer.get(REVIEW)


def test_a_remark_is_written_answered_and_resolved_where_one_reads(reviewer, submitted, iom_writer):
    data = {"text": "Where?", "page": "review"}
    response = reviewer.post("/desk/entries/2013-iom-1/remarks/", data)
    assert response["Location"] == REVIEW + "#e-2013-iom-1"
    thread = Remark.objects.get()
    assert "Where?" in page_of(reviewer, REVIEW).words("//*[@id='e-2013-iom-1']")

    writer = Client()
    writer.force_login(iom_writer)
    assert "Where?" in page_of(writer, CHAPTER).words("//*[@id='e-2013-iom-1']")
    response = writer.post(f"/desk/remarks/{thread.pk}/answer/", {"text": "In Lima."})
    assert response["Location"] == CHAPTER + "#e-2013-iom-1"
    writer.post(f"/desk/remarks/{thread.pk}/resolve/")
    words = page_of(reviewer, REVIEW).words(f"//*[@id='r-{thread.pk}']")
    assert "In Lima." in words
    assert "resolved by IOM Writer" in words
    writer.post(f"/desk/remarks/{thread.pk}/unresolve/")
    assert Remark.objects.get(pk=thread.pk).resolved_at is None


def test_a_refused_remark_or_answer_keeps_what_was_typed(reviewer, submitted, secretariat):
    thread = write_remark(submitted, "Where?", by=secretariat)
    for address in (
        CHAPTER + "remarks/",
        "/desk/entries/2013-iom-1/remarks/",
        f"/desk/remarks/{thread.pk}/answer/",
    ):
        response = reviewer.post(address, {"text": "Bell \x07 here"})
        assert response.status_code == 200
        assert "Bell \x07 here</textarea>" in response.content.decode()
        assert "control character" in response.content.decode()
    assert Remark.objects.count() == 1


def test_a_remark_is_text_and_never_markup(reviewer, submitted):
    reviewer.post(CHAPTER + "remarks/", {"text": "<script>alert(1)</script>"})

    page = reviewer.get(REVIEW).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_suggested_text_is_taken_over_by_its_writer(reviewer, submitted, iom_writer, secretariat):
    form = {"text": "Say where.", "suggestion": "A course was held in Lima."}
    reviewer.post("/desk/entries/2013-iom-1/remarks/", form)
    return_chapter(submitted, comment="See the remark.", by=secretariat)
    writer = Client()
    writer.force_login(iom_writer)
    assert "Say where." in page_of(writer, "/desk/entries/2013-iom-1/").words()

    address = f"/desk/remarks/{Remark.objects.get(kind='remark').pk}/take/"
    assert writer.post(address, {"page": "entry"})["Location"] == "/desk/entries/2013-iom-1/"
    assert Entry.objects.get(reference="2013-iom-1").text == "<p>A course was held in Lima.</p>"


def test_a_text_suggested_for_an_older_one_is_shown_and_not_taken(
    iom_draft, client, iom_writer, secretariat
):
    entry = write_entry(iom_draft, text="A course.", by=iom_writer).entry
    thread = write_remark(
        iom_draft, "So.", entry=entry, suggestion="A good course.", by=secretariat
    )
    save_entry(iom_draft, content(text="A long course."), entry=entry, based_on=1, by=iom_writer)
    client.force_login(iom_writer)
    response = client.post(f"/desk/remarks/{thread.pk}/take/")

    assert response.status_code == 409
    assert "<del>long</del><ins>good</ins>" in response.content.decode()
    assert Entry.objects.get(pk=entry.pk).text == "A long course."


def test_the_text_as_it_stands_suggests_nothing(reviewer, submitted):
    form = {"text": "Where?", "suggestion": "A course was held in May."}
    reviewer.post("/desk/entries/2013-iom-1/remarks/", form)

    assert Remark.objects.get().suggestion == ""


def test_another_programs_or_unknown_thread_is_not_found(reviewer, submitted):
    for verb in ("answer", "resolve", "unresolve", "take"):
        assert reviewer.post(f"/desk/remarks/99999/{verb}/").status_code == 404


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
def test_strangers_to_the_chapter_say_nothing(who, client, submitted, secretariat, request):
    thread = write_remark(submitted, "Where?", by=secretariat)
    client.force_login(request.getfixturevalue(who))
    for address in (
        CHAPTER + "remarks/",
        "/desk/entries/2013-iom-1/remarks/",
        f"/desk/remarks/{thread.pk}/answer/",
        f"/desk/remarks/{thread.pk}/resolve/",
        f"/desk/remarks/{thread.pk}/take/",
    ):
        assert client.post(address, {"text": "Why?"}).status_code == 403
    assert Remark.objects.count() == 1
