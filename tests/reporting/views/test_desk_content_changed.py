"""A form acts on the version that its page showed, or says what changed and keeps what was typed."""

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html

from implementers.models import User
from reporting.actions.entries import move_entry, save_entry
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.narratives import NarrativeContent, save_narrative
from reporting.actions.reviews import accept, begin_review
from reporting.actions.submissions import ChapterTexts, save_chapter_texts, submit, withdraw
from reporting.enums import NarrativeKind
from reporting.models import Issuing, Submission
from tests.cast import chapter_of
from tests.factories import content, submission_at_status, write_entry
from tests.reporting.views import act, words_of

CHAPTER = "/desk/2013/iom/"


class Form:
    """The form of a page that leads to an address, sent as a browser sends it, whenever."""

    def __init__(self, client: Client, page: str, action: str = "") -> None:
        self.client = client
        self.action = action or page
        root = html.document_fromstring(client.get(page).content.decode())
        path = "@action=$action" if action else "@method='post' and not(@action)"
        (form,) = root.xpath(f"//main//form[{path}]", action=action)
        self.fields = dict(form.form_values())

    def send(self, **typed: str) -> HttpResponse:
        return self.client.post(self.action, {**self.fields, **typed})


def told(response: HttpResponse) -> list[str]:
    """The lines that say what changed, without the time."""
    assert response.status_code == 409
    root = html.document_fromstring(response.content.decode())
    (section,) = root.xpath("//section[@aria-labelledby='changed-heading']")
    return [words_of(line).partition(" (Washington, D.C.) ")[2] for line in section.xpath(".//li")]


def state(chapter: Submission) -> tuple[str, int]:
    now = Submission.objects.get(pk=chapter.pk)
    return now.status, now.content_version


@pytest.fixture
def desk(client, secretariat) -> Client:
    client.force_login(secretariat)
    return client


@pytest.fixture
def focal_desk(iom_focal_point) -> Client:
    client = Client()
    client.force_login(iom_focal_point)
    return client


@pytest.fixture
def submitted(iom_draft, iom_focal_point) -> Submission:
    write_entry(iom_draft, by=iom_focal_point)
    return submit(iom_draft, by=iom_focal_point)


def rewrite(chapter: Submission, *, by: User) -> None:
    """Taken back, written anew, handed in again."""
    withdraw(chapter, by=by)
    entry = chapter.entries.get()
    text = content(text="Nobody read this.")
    save_entry(chapter, text, entry=entry, based_on=entry.revision, by=by)
    submit(chapter, by=by)


@pytest.mark.parametrize("page", [f"{CHAPTER}review/", CHAPTER])
def test_accept_on_an_old_page_publishes_nothing(page, desk, submitted, iom_focal_point):
    form = Form(desk, page, f"{CHAPTER}accept/")
    rewrite(submitted, by=iom_focal_point)
    before = state(submitted)

    response = form.send()
    assert told(response) == [
        "IOM Focal Point submitted the chapter: International Organization for Migration (IOM)",
        "IOM Focal Point edited an entry: 2013-iom-1",
        "IOM Focal Point withdrew the chapter: International Organization for Migration (IOM)",
    ]
    assert "/desk/entries/2013-iom-1/history/" in response.content.decode()
    assert f"{CHAPTER}review/" in response.content.decode()
    assert state(submitted) == before


def test_accept_on_a_fresh_page_accepts_what_was_rewritten(desk, submitted, iom_focal_point):
    rewrite(submitted, by=iom_focal_point)
    assert Form(desk, f"{CHAPTER}review/", f"{CHAPTER}accept/").send().status_code == 302
    assert state(submitted)[0] == "accepted"


def test_to_begin_the_review_does_not_make_its_page_old(desk, submitted, secretariat):
    form = Form(desk, f"{CHAPTER}review/", f"{CHAPTER}accept/")
    begin_review(submitted, by=secretariat)
    assert form.send().status_code == 302
    assert state(submitted)[0] == "accepted"


@pytest.mark.parametrize("page", [f"{CHAPTER}review/", f"{CHAPTER}return/"])
def test_return_on_an_old_page_keeps_the_comment_and_can_be_sent_again(
    page, desk, submitted, iom_focal_point
):
    form = Form(desk, page, f"{CHAPTER}return/" if page != f"{CHAPTER}return/" else "")
    form.action = f"{CHAPTER}return/"
    rewrite(submitted, by=iom_focal_point)

    response = form.send(comment="Say where & when.")
    assert len(told(response)) == 3
    assert "Say where &amp; when." in response.content.decode()
    assert state(submitted)[0] == "submitted"

    shown = html.document_fromstring(response.content.decode())
    (again,) = shown.xpath("//main//form[@method='post']")
    assert desk.post(f"{CHAPTER}return/", dict(again.form_values())).status_code == 302
    assert state(submitted)[0] == "returned"


def test_reopen_on_an_old_page_keeps_the_reason(desk, iom_draft, secretariat):
    chapter = submission_at_status(iom_draft, "accepted", by=secretariat)
    form = Form(desk, f"{CHAPTER}reopen/")
    assert act(desk, f"{CHAPTER}reopen/", {"reason": "First."}).status_code == 302
    submit(chapter, by=secretariat)
    accept(chapter, by=secretariat)

    response = form.send(reason="A date is wrong.")
    assert len(told(response)) == 3
    assert "A date is wrong." in response.content.decode()
    assert state(chapter)[0] == "accepted"


def test_submit_on_an_old_page_shows_what_the_checks_find_now(focal_desk, iom_draft, iom_writer):
    entry = write_entry(iom_draft, by=iom_writer).entry
    form = Form(focal_desk, f"{CHAPTER}submit/")
    save_entry(iom_draft, content(activities=("1",)), entry=entry, based_on=1, by=iom_writer)

    response = form.send()
    assert told(response) == ["IOM Writer edited an entry: 2013-iom-1"]
    assert "Activity 1 is not assigned to this implementer." in response.content.decode()
    assert state(iom_draft)[0] == "draft"


def test_each_change_of_a_draft_makes_the_page_of_submitting_old(focal_desk, iom_draft, iom_writer):
    entry = write_entry(iom_draft, by=iom_writer).entry
    write_entry(iom_draft, by=iom_writer)
    form = Form(focal_desk, f"{CHAPTER}submit/")
    move_entry(entry, to=2, by=iom_writer)
    save_chapter_texts(iom_draft, ChapterTexts(heading="IOM"), by=iom_writer)
    save_financing(iom_draft, [SourceContent(kind="other", text="A grant.")], by=iom_writer)

    assert told(form.send()) == [
        "IOM Writer edited the financing: International Organization for Migration (IOM)",
        "IOM Writer edited the words of the chapter: International Organization for Migration (IOM)",
        "IOM Writer moved an entry: 2013-iom-1",
    ]


def test_what_is_typed_on_in_one_writing_session_is_told_too(focal_desk, iom_draft, iom_writer):
    session = "0b2d7a5e-3f0e-4a4e-9a52-6d0f8a2c9a11"
    entry = save_entry(iom_draft, content(), session=session, by=iom_writer).entry
    form = Form(focal_desk, f"{CHAPTER}submit/")
    more = content(text="A workshop on identification took place in May.")
    save_entry(iom_draft, more, entry=entry, based_on=1, session=session, by=iom_writer)

    assert told(form.send()) == ["IOM Writer edited an entry: 2013-iom-1"]


def test_nothing_to_report_on_an_old_page_keeps_the_reason(focal_desk, iom_draft, iom_writer):
    form = Form(focal_desk, f"{CHAPTER}nothing/")
    save_chapter_texts(iom_draft, ChapterTexts(heading="IOM"), by=iom_writer)

    response = form.send(reason="No funds came.")
    assert len(told(response)) == 1
    assert "No funds came." in response.content.decode()
    assert state(iom_draft)[0] == "draft"


def test_withdraw_on_an_old_page_is_refused(focal_desk, submitted, iom_focal_point):
    form = Form(focal_desk, CHAPTER, f"{CHAPTER}withdraw/")
    rewrite(submitted, by=iom_focal_point)

    response = form.send()
    assert len(told(response)) == 3
    assert f"{CHAPTER}review/" not in response.content.decode()
    assert state(submitted)[0] == "submitted"


@pytest.mark.parametrize("sent", ["0", "-1", "x", "", "999999999999999", "²", "1\0"])
def test_a_version_that_is_none_is_refused(sent, desk, submitted):
    before = state(submitted)
    response = desk.post(f"{CHAPTER}accept/", {"expected_version": sent})
    assert response.status_code == 409
    assert state(submitted) == before


@pytest.mark.parametrize(
    ("act_named", "before"),
    [("submit", "draft"), ("nothing", "draft"), ("withdraw", "submitted"), ("accept", "submitted"),
     ("return", "submitted"), ("reopen", "accepted")],
)  # fmt: skip
def test_a_form_that_does_not_say_what_was_read_is_refused(
    act_named, before, desk, focal_desk, iom_draft, secretariat
):
    if act_named != "nothing":
        write_entry(iom_draft, by=secretariat)
    chapter = submission_at_status(iom_draft, before, by=secretariat)
    version = state(chapter)
    sender = focal_desk if act_named == "withdraw" else desk
    typed = {"reason": "No funds.", "comment": "A date."}
    response = sender.post(f"{CHAPTER}{act_named}/", typed)

    assert response.status_code == 409
    assert state(chapter) == version


def test_issue_on_an_old_page_keeps_the_symbol_and_tells_of_every_part(
    desk, year_2011, year_2012, secretariat
):
    issue = "/desk/years/2012/issue/"
    accepted_unhcr(year_2012, secretariat)
    form = Form(desk, issue)
    part = NarrativeContent("Background", "The Program began.")
    save_narrative(year_2012, NarrativeKind.BACKGROUND, part, by=secretariat)
    iom = chapter_of(year_2012, "iom")
    submission_at_status(iom, "accepted", by=secretariat)

    response = form.send(symbol="DEMO/2012", note="First.")
    assert told(response) == [
        "Secretariat accepted the chapter: International Organization for Migration (IOM)",
        "Secretariat edited a part of the report: the report’s own parts Background",
    ]
    assert "DEMO/2012" in response.content.decode()
    assert not Issuing.objects.exists()


def test_what_the_edition_does_not_print_does_not_make_the_page_old(desk, year_2012, secretariat):
    accepted_unhcr(year_2012, secretariat)
    form = Form(desk, "/desk/years/2012/issue/")
    write_entry(chapter_of(year_2012, "iom"), by=secretariat)

    response = form.send(symbol="DEMO/2012")
    assert "prevent issuing. Correct them first." in response.content.decode()
    assert "changed-heading" not in response.content.decode()


def test_a_version_of_an_edition_that_is_none_is_refused(desk, year_2011):
    form = Form(desk, "/desk/years/2011/issue/")
    for sent in ("", "x", "0:1", "0:99999999999999 1:2", "\0"):
        assert form.send(symbol="DEMO/2011", expected_version=sent).status_code == 409
    del form.fields["expected_version"]
    assert form.send(symbol="DEMO/2011").status_code == 409
    assert not Issuing.objects.exists()


def accepted_unhcr(year, secretariat) -> Submission:
    unhcr = chapter_of(year, "unhcr")
    return submission_at_status(unhcr, "accepted", by=secretariat)
