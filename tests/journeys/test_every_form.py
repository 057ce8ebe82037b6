"""No word is lost in any form with long text: crash, lost line, ended session, closed tab."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from implementers.models import User
from program.models import Activity
from reporting.actions.highlights import add_highlight
from reporting.actions.remarks import write_remark
from reporting.models import Entry, Narrative, Submission, WritingDraft
from tests.cast import chapter_of
from tests.factories import PASSWORD, submission_at_status
from tests.journeys.editing import (
    FAILED,
    Desk,
    copies,
    crash,
    open_desk,
    sign_in,
    sign_out,
)

pytestmark = pytest.mark.browser

KEPT = "[data-status][data-state=kept]"
DRAFTS = re.compile(r"/desk/drafts/$")
WRITTEN = "What nobody had saved."
PART = "/desk/years/2012/report/parts/background/"


@dataclass(frozen=True)
class Form:
    """Where it is, who writes in it, and its field."""

    address: str
    field: str  # the selector of where one types
    who: str = "secretariat"


FORMS = {
    "heading and opening words": Form("/desk/2012/iom/words/", "#id_lead_planned_editor", "writer"),
    "financing": Form("/desk/2012/iom/financing/", "#id_sources-0-text_editor", "writer"),
    "nothing to report": Form("/desk/2012/{empty}/nothing/", "#id_reason_editor"),
    "remark about the chapter": Form("/desk/2012/iom/remarks/", "#id_text_editor"),
    "suggested text": Form("/desk/entries/{plan}/remarks/", "#id_suggestion_editor"),
    "answer": Form("/desk/remarks/{remark}/answer/", "#id_text_editor", "writer"),
    "outcome": Form("/desk/entries/{plan}/outcome/", ".rich-text-editor", "writer"),
    "return": Form("/desk/2012/unhcr/return/", "#id_comment_editor"),
    "narrative part": Form(PART, "#id_text_editor"),
    "cover": Form("/desk/years/2012/report/cover/", "#id_note_editor"),
    "highlight": Form("/desk/years/2012/report/highlights/{highlight}/wording/", "#id_text_editor"),
}


@dataclass
class Writing:
    """A form in the browser of its writer."""

    context: BrowserContext
    user: User
    address: str
    field: str

    def open(self) -> Page:
        page = self.context.new_page()
        page.goto(self.address)
        expect(self.at(page)).to_be_visible()
        return page

    def at(self, page: Page) -> Locator:
        return page.locator(self.field)

    def type(self, page: Page, text: str = WRITTEN) -> None:
        self.at(page).click()
        page.keyboard.press("Control+Home")  # an offer shows how a text begins
        page.keyboard.type(f"{text} ")

    def drafts(self) -> list[WritingDraft]:
        return list(WritingDraft.objects.filter(user=self.user, form=self.address))


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        desk.secretariat.set_password(PASSWORD)
        desk.secretariat.save()
        yield desk


@pytest.fixture(scope="module")
def places(desk: Desk) -> dict[str, object]:
    """What the forms are about: a plan, a remark, a highlight, chapters at their steps."""
    iom = chapter_of(desk.year, "iom")
    plan = iom.entries.filter(kind="planned").first()
    remark = write_remark(iom, "Where is it?", entry=plan, by=desk.secretariat)
    add_highlight(desk.year, desk.entry("A workshop was held."), by=desk.secretariat)
    submission_at_status(chapter_of(desk.year, "unhcr"), "submitted", by=desk.secretariat)
    empty = chapter_of(desk.year, "csm")
    empty.entries.all().delete()
    return {
        "plan": plan.reference,
        "remark": remark.pk,
        "highlight": desk.year.highlights.get().pk,
        "empty": empty.implementer.slug,
    }


# What is done in each form; what else happens, in one form after the other, so that each form meets
# two of the four. `EVERY_FORM=1` does all in all of them (bench/README.md).
_LINE, _TAB, _SESSION = (list(FORMS)[start::3] for start in range(3))


def in_forms(names: list[str]) -> pytest.MarkDecorator:
    chosen = list(FORMS) if os.environ.get("EVERY_FORM") else names
    return pytest.mark.parametrize("writing", chosen, indirect=True)


@pytest.fixture
def writing(request, desk: Desk, places):
    form = FORMS[request.param]
    WritingDraft.objects.all().delete()
    user = getattr(desk, form.who)
    with desk.at(user) as context:
        yield Writing(context, user, form.address.format(**places), form.field)


def on_record() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Entry, Narrative, Submission)]


@in_forms(list(FORMS))
def test_after_a_crash_the_text_is_offered_in_its_form_and_taken_back(writing) -> None:
    before = on_record()
    page = writing.open()
    page.route(DRAFTS, lambda route: route.abort())
    writing.type(page)
    expect(page.locator(FAILED)).to_contain_text("Your text is kept in this browser.")
    crash(page)
    page = writing.open()
    expect(page.locator("[data-offer]")).to_contain_text(WRITTEN)
    expect(writing.at(page)).not_to_contain_text(WRITTEN)

    page.get_by_role("button", name="Take it back").click()
    expect(writing.at(page)).to_contain_text(WRITTEN)
    expect(page.locator(KEPT)).to_contain_text("Your text was kept as a draft at")
    assert len(writing.drafts()) == 1
    assert copies(page) == []
    assert on_record() == before


def test_the_correction_of_an_activity_is_kept_as_the_texts_with_an_editor(desk: Desk) -> None:
    with desk.at(desk.secretariat) as context:
        writing = Writing(context, desk.secretariat, "/desk/register/67/", "#id_text")
        page = writing.open()
        page.route(DRAFTS, lambda route: route.abort())
        writing.type(page)
        expect(page.locator(FAILED)).to_contain_text("Your text is kept in this browser.")
        crash(page)
        page = writing.open()
        page.get_by_role("button", name="Take it back").click()
        expect(writing.at(page)).to_have_value(re.compile(WRITTEN))
        expect(page.locator(KEPT)).to_contain_text("Your text was kept as a draft at")
        assert len(writing.drafts()) == 1
    assert WRITTEN not in Activity.objects.get(code="67").text


@in_forms(_LINE)
def test_while_the_line_is_lost_the_text_is_kept_and_is_sent_when_it_is_back(writing) -> None:
    page = writing.open()
    writing.context.set_offline(True)
    writing.type(page)
    expect(page.locator(FAILED)).to_contain_text("The portal cannot be reached")
    assert len(copies(page)) == 1
    page.locator("form[data-keep] button:not([type=button])").last.click()
    expect(writing.at(page)).to_contain_text(WRITTEN)  # no page of errors took its place

    writing.context.set_offline(False)
    expect(page.locator(KEPT)).to_be_visible()
    assert len(writing.drafts()) == 1
    assert copies(page) == []


@in_forms(_SESSION)
def test_the_text_survives_signing_in_again(writing) -> None:
    page = writing.open()
    sign_out(writing.context)
    writing.type(page)
    expect(page.locator(FAILED)).to_contain_text("You are signed out. Your text is kept")
    page.get_by_role("link", name="Sign in and go on here").click()
    page.locator("input[name=login]").fill(writing.user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(writing.at(page)).to_contain_text(WRITTEN)
    expect(page.locator(KEPT)).to_be_visible()
    assert len(writing.drafts()) == 1


@in_forms(_TAB)
def test_after_the_tab_was_closed_the_text_is_there(writing) -> None:
    page = writing.open()
    writing.type(page)
    expect(page.locator(KEPT)).to_be_visible()
    page.close()
    page = writing.open()
    page.get_by_role("link", name="See it").first.click()
    expect(page.get_by_role("main")).to_contain_text("It is not saved.")
    page.get_by_role("button", name="Open it in the form").click()
    expect(writing.at(page)).to_contain_text(WRITTEN)


# What is the same for all, shown at one


@pytest.fixture
def part(desk: Desk, places):
    WritingDraft.objects.all().delete()
    with desk.at(desk.secretariat) as context:
        yield Writing(context, desk.secretariat, PART, "#id_text_editor")


def test_steady_typing_is_kept_though_nobody_pauses(part) -> None:
    page = part.open()
    part.at(page).click()
    for _second in range(10):
        page.keyboard.type("word ", delay=200)
    assert len(part.drafts()) == 1


def test_what_is_written_before_the_keeping_script_is_there_is_kept(part) -> None:
    page = part.context.new_page()
    held = []
    page.route(re.compile(r"editor/keep\.js"), lambda route: held.append(route))
    page.goto(part.address, wait_until="commit")
    part.type(page)
    assert held
    for route in held:
        route.continue_()
    expect(page.locator(KEPT)).to_be_visible()
    assert WRITTEN in str(part.drafts()[0].data)


def test_no_two_saves_are_under_way_at_once(part) -> None:
    """An earlier one could arrive after a later one, or after the form itself."""
    page = part.open()
    page.evaluate(
        """() => {
          const send = window.fetch;
          let running = 0;
          window.most = 0;
          window.fetch = async (address, options) => {
            if (!String(address).endsWith("/drafts/")) return send(address, options);
            running += 1;
            window.most = Math.max(window.most, running);
            await new Promise((resolve) => { setTimeout(resolve, 2000); });
            try { return await send(address, options); } finally { running -= 1; }
          };
        }"""
    )
    part.at(page).click()
    for _second in range(12):
        page.keyboard.type("word ", delay=200)
    expect(page.locator(KEPT)).to_be_visible()
    assert page.evaluate("window.most") == 1


def test_another_person_at_the_same_browser_never_sees_a_copy(part, desk, base_url) -> None:
    page = part.open()
    page.route(DRAFTS, lambda route: route.abort())
    part.type(page)
    expect(page.locator(FAILED)).to_be_visible()
    crash(page)
    colleague = User.objects.create(username="other", email="other@oas.org", is_secretariat=True)
    part.context.clear_cookies()
    sign_in(part.context, colleague, base_url)
    page = part.open()
    page.wait_for_timeout(500)
    expect(page.locator("[data-offer]")).not_to_be_visible()
    assert WRITTEN not in page.content()
    assert len(copies(page)) == 1  # it waits for its writer


def _closes(page: Page) -> None:
    page.close(run_before_unload=True)


def _goes(page: Page) -> None:
    page.get_by_role("link", name="Back without saving").click()


@pytest.mark.parametrize("leave", [_closes, _goes])
def test_leaving_with_unsaved_text_is_asked_about(part, leave: Callable[[Page], None]) -> None:
    page = part.open()
    part.type(page)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        leave(page)
    assert asked == ["beforeunload"]
    expect(part.at(page)).to_contain_text(WRITTEN)


def test_leaving_without_a_change_is_not_asked_about(part) -> None:
    page = part.open()
    part.type(page, "x")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")  # "x" and the space after it
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    _goes(page)
    expect(page).to_have_url(re.compile("/report/$"))
    assert (asked, part.drafts()) == ([], [])


def test_what_is_sent_is_saved_and_leaves_no_draft(part) -> None:
    page = part.open()
    part.type(page)
    expect(page.locator(KEPT)).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#messages")).to_contain_text("Saved.")
    assert part.drafts() == []
    page = part.open()
    assert copies(page) == []
    assert Narrative.objects.filter(text__contains=WRITTEN, kind="background").exists()


@pytest.mark.parametrize("pause", [0, 3000])
def test_a_remark_that_was_sent_is_not_offered_again(desk, places, pause) -> None:
    WritingDraft.objects.all().delete()
    with desk.at(desk.writer) as context:
        page = context.new_page()
        for _time in range(2):
            page.goto("/desk/2012/iom/remarks/")
            page.locator("#id_text_editor").click()
            page.keyboard.type(WRITTEN)
            page.wait_for_timeout(pause)
            page.get_by_role("button", name="Write it").click()
            expect(page.locator("#messages")).to_contain_text("Your remark is saved.")
        page.goto("/desk/2012/iom/remarks/")
        page.wait_for_timeout(500)
        expect(page.locator("[data-offer]")).not_to_be_visible()
        assert copies(page) == []
        page.goto("/desk/2012/iom/")
        expect(page.locator("#left-behind")).to_be_empty()
    # Another person's browser, closed by the test before, may still send what it held.
    assert not WritingDraft.objects.filter(user=desk.writer).exists()


def test_an_answer_begun_in_the_chapter_is_kept_when_the_chapter_is_shown_anew(
    desk, places
) -> None:
    WritingDraft.objects.all().delete()
    with desk.at(desk.writer) as context:
        page = context.new_page()
        page.goto("/desk/2012/iom/")
        page.locator("summary", has_text="Answer").first.click()
        page.locator(f"#answer-{places['remark']}_editor").fill(WRITTEN)
        page.get_by_role("button", name=re.compile("^Move down")).first.click()
        expect(page.locator("#messages")).to_contain_text("is number")
        expect(page.locator("#chapter [data-draft]").first).to_contain_text("Answer to a remark")
    assert WritingDraft.objects.get().form == f"/desk/remarks/{places['remark']}/answer/"


def test_an_outcome_in_the_chapter_asks_before_it_is_closed(desk, places) -> None:
    WritingDraft.objects.all().delete()
    with desk.at(desk.writer) as context:
        page = context.new_page()
        page.goto("/desk/2012/iom/")
        place = page.locator(f"#w-{places['plan']}")
        page.locator(f"#e-{places['plan']}").get_by_role("link", name="dropped").click()
        place.locator(".rich-text-editor").click()
        page.keyboard.type(WRITTEN)
        asked: list[str] = []
        page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        place.get_by_role("link", name="Back to the chapter").click()
        expect(place.locator(".rich-text-editor")).to_contain_text(WRITTEN)
        page.wait_for_timeout(300)
        assert "is not saved" in asked[0]

        place.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#messages")).to_contain_text("Saved:")
        expect(place.locator("form")).to_have_count(0)
    assert not WritingDraft.objects.exists()


def test_the_reason_of_a_dismissal_survives_a_crash_with_its_finding(desk, places) -> None:
    WritingDraft.objects.all().delete()
    address = "/desk/2012/iom/findings/"
    with desk.at(desk.writer) as context:
        page = context.new_page()
        page.goto(address)
        page.route(DRAFTS, lambda route: route.abort())
        form = page.locator("form[data-keep]").last
        finding = form.locator("[name=fingerprint]").input_value()
        page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
        form.locator("textarea").fill(WRITTEN)
        expect(form.locator(FAILED)).to_contain_text("Your text is kept in this browser.")
        crash(page)
        page = context.new_page()
        page.goto(address)
        expect(page.locator("[data-offer]")).to_have_count(1)
        expect(page.locator("[data-offer]")).to_contain_text(WRITTEN)
        page.get_by_role("button", name="Take it back").click()
        form = page.locator("form[data-keep]").filter(has=page.locator(f"[value='{finding}']"))
        expect(form.locator("textarea")).to_have_value(WRITTEN)
        expect(form.locator(KEPT)).to_be_visible()
        form.get_by_role("button", name="Dismiss").click()
        expect(page.locator("#messages")).to_contain_text("Dismissed")
        assert copies(page) == []
    assert not WritingDraft.objects.exists()
