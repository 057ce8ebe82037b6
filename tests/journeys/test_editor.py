"""The form of an entry in a browser: what it shows, in every state, for everybody."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import BrowserContext, Page, expect

from config.storage import HashedFiles
from reporting.actions.entries import save_entry
from reporting.models import Entry
from reporting.queries.entries import content_of
from reporting.validators import MAX_TEXT
from tests.journeys.editing import FAILED, NEW, SAVED, Desk, open_desk, paste, stored_of, text_of
from tests.journeys.looking import DESK, PHONE, faults

pytestmark = pytest.mark.browser

AUTOSAVE = re.compile(r"/autosave/")
STATUS = "[data-status]"


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture
def entry(desk: Desk) -> Entry:
    return desk.entry("A workshop took place in Lima.")


@pytest.fixture
def context(desk: Desk):
    with desk.at(desk.writer) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(NEW)
    expect(page.get_by_role("toolbar")).to_be_visible()
    return page


def test_a_new_entry_saves_itself_and_gets_its_own_address(page: Page) -> None:
    expect(page.locator(STATUS)).to_have_text("Nothing is written yet.")
    text_of(page).press_sequentially("Training in San José.")
    expect(page.locator(STATUS)).to_have_attribute("data-state", "waiting")
    expect(page.locator(STATUS)).to_have_text("Not saved yet; it is kept in this browser.")
    expect(page.locator(SAVED)).to_have_text(
        re.compile(r"Saved at \d\d:\d\d \(Washington, D\.C\.\)\.")
    )
    saved = Entry.objects.get(text="<p>Training in San José.</p>")
    expect(page).to_have_url(f"/desk/entries/{saved.reference}/")

    text_of(page).press_sequentially(" In May.")
    expect(page.locator(STATUS)).to_have_attribute("data-state", "waiting")
    expect(page.locator(SAVED)).to_be_visible()
    saved.refresh_from_db()
    assert (saved.text, saved.versions.count()) == ("<p>Training in San José. In May.</p>", 1)


def test_leaving_a_field_saves_at_once(page: Page) -> None:
    text_of(page).fill("Left at once.")
    with page.expect_response(AUTOSAVE, timeout=2000):
        page.locator("[name=events-0-place]").focus()
    expect(page.locator(SAVED)).to_be_visible()


def test_the_button_saves_and_goes_back_to_the_chapter(page: Page) -> None:
    text_of(page).fill("Saved by the button.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page).to_have_url(re.compile(r"/desk/2012/iom/#e-2012-iom-\d+$"))
    expect(page.get_by_role("main")).to_contain_text("Saved by the button.")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_cannot_be_saved_is_told_at_its_field_until_it_is_mended(page: Page) -> None:
    text_of(page).fill("With a date.")
    start = page.locator("[name=events-0-start]")
    start.fill("2012-13-45")
    start.blur()
    expect(page.locator(FAILED)).to_contain_text("Not saved.")
    expect(start).to_have_attribute("aria-invalid", "true")
    described = start.get_attribute("aria-describedby") or ""
    expect(page.locator(f"#{described}")).to_be_visible()
    start.fill("2012-07-25")
    expect(page.locator(SAVED)).to_be_visible()
    expect(start).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".field-error")).to_have_count(0)


def test_a_text_that_is_too_long_is_told_and_never_cut(page: Page) -> None:
    count = page.locator("[data-count]")
    text_of(page).fill("five")
    expect(count).to_have_text("4 of 100,000 characters")
    paste(page, f"<p>{'é' * MAX_TEXT}</p>")
    expect(count).to_have_text("4 characters too many. Shorten it, or divide it.")
    assert len(stored_of(page)) == len("<p></p>") + MAX_TEXT + 4
    expect(page.locator(FAILED)).to_contain_text("Not saved.")


def test_the_preview_shows_the_text_as_printed_and_nothing_unsafe(page: Page) -> None:
    preview = page.locator("[data-preview]")
    expect(preview).to_have_text("What you write appears here.")
    paste(
        page,
        "<ul><li><b>One</b></li><li>&lt;script&gt; <a href='javascript:alert(1)'>x</a></li></ul>",
    )
    expect(preview.locator("li strong")).to_have_text("One")
    expect(preview.locator("script, a[href^=javascript]")).to_have_count(0)
    expect(preview).to_have_attribute("aria-live", "off")


def test_who_else_is_here_is_shown(desk: Desk, page: Page, entry: Entry) -> None:
    with desk.at(desk.colleague) as other:
        theirs = other.new_page()
        theirs.goto(f"/desk/entries/{entry.reference}/")
        expect(theirs.locator("[data-others]")).to_be_empty()
        page.goto(f"/desk/entries/{entry.reference}/")
        expect(page.locator("[data-others]")).to_contain_text("IOM Colleague")


@pytest.mark.parametrize("prefix", ["countries", "events", "documents"])
def test_a_row_is_added_in_its_place(page: Page, prefix: str) -> None:
    text_of(page).fill("Not lost.")
    page.get_by_role("button", name=f"Add rows for {prefix}").click()
    row = page.locator(f"#{prefix} .inline-fields")
    expect(row).to_have_count(4)
    expect(row.last.locator("input, select").first).to_be_focused()
    expect(page.locator(f"[name={prefix}-TOTAL_FORMS]")).to_have_value("4")
    expect(text_of(page)).to_have_text("Not lost.")
    names = page.locator("form.editor [id]").evaluate_all("nodes => nodes.map(node => node.id)")
    assert len(names) == len(set(names))


def test_without_javascript_the_form_saves_by_its_button(desk: Desk) -> None:
    with desk.at(desk.writer, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(NEW)
        expect(page.locator(STATUS)).to_have_text("Nothing is saved before you press “Save”.")
        expect(page.get_by_role("toolbar")).not_to_be_visible()
        expect(page.locator("[data-preview-box]")).not_to_be_visible()
        page.locator("textarea#id_text").fill("Saved without JavaScript.")
        page.get_by_role("button", name="Add rows for countries").click()
        expect(page.locator("textarea#id_text")).to_have_value("Saved without JavaScript.")
        page.get_by_role("button", name="Save", exact=True).last.click()
        expect(page).to_have_url(re.compile("/desk/2012/iom/"))
    assert Entry.objects.filter(text="<p>Saved without JavaScript.</p>").count() == 1


def test_writing_makes_no_noise_and_breaks_no_policy(context: BrowserContext, entry: Entry) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"/desk/entries/{entry.reference}/")
    paste(page, "<p style='color:red'>A <b>paste</b></p>")
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert complaints == []


def empty(page: Page) -> None:
    expect(page.locator(STATUS)).to_have_text("Nothing is written yet.")


def saved(page: Page) -> None:
    paste(
        page,
        "<h2>Heading</h2><ul><li>A <b>list</b> with a <a href='https://www.oas.org/'>link</a></ul>",
    )
    expect(page.locator(SAVED)).to_contain_text("Saved at")


def with_errors(page: Page) -> None:
    text_of(page).fill("With a date.")
    page.locator("[name=events-0-start]").fill("2012-13-45")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".field-error").first).to_be_visible()
    expect(page.locator(FAILED)).to_be_visible()


def with_live_errors(page: Page) -> None:
    text_of(page).fill("With a date.")
    page.locator("[name=events-0-start]").fill("2012-13-45")
    expect(page.locator(FAILED)).to_be_visible()


def with_an_offer(page: Page) -> None:
    page.route(AUTOSAVE, lambda route: route.abort())
    text_of(page).fill("Kept, and not saved.")
    expect(page.locator(FAILED)).to_be_visible()
    page.unroute(AUTOSAVE)
    key, value = page.evaluate(
        "Object.entries(localStorage).find(([key]) => key.startsWith('writing:'))"
    )
    page.evaluate(
        "([key, value]) => localStorage.setItem(key.replace(/[^:]+$/, 'crashed'), value)",
        [key, value],
    )
    page.goto(NEW)
    expect(page.locator("[data-offer]")).to_be_visible()


def stale(page: Page) -> None:
    saved(page)
    reference = page.url.rstrip("/").rsplit("/", 1)[1]
    entry = Entry.objects.get(reference=reference)
    from_another_page(entry)
    text_of(page).fill("Mine.")
    expect(page.locator(FAILED)).to_be_visible()
    page.get_by_role("button", name="Choose what to keep").click()
    expect(page.get_by_text("Keep mine")).to_be_visible()


def from_another_page(entry: Entry) -> None:
    """The same entry saved elsewhere meanwhile."""
    save_entry(
        entry.submission,
        replace(content_of(entry), text="<p>Theirs, written elsewhere.</p>"),
        entry=entry,
        based_on=entry.revision,
        by=entry.saved_by,
    )


@pytest.mark.parametrize(
    "state", [empty, saved, with_errors, with_live_errors, with_an_offer, stale]
)
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, state) -> None:
    state(page)
    assert faults(page) == {}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_state_is_in_sight_wherever_one_writes(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for place in (text_of(page), page.locator("[name=events-2-place]")):
        place.focus()
        expect(page.locator(STATUS)).to_be_in_viewport(ratio=1)


def test_the_collected_scripts_find_each_other(tmp_path: Path) -> None:
    """As they are served with DEBUG off: by names with digests, also where one imports another."""
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    root = Path(finders.find("site")).parent
    names = [str(path.relative_to(root)) for path in scripts(root)]
    for name in names:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((root / name).read_bytes())
    processed = storage.post_process({name: (storage, name) for name in names})
    assert [result for *_, result in processed if isinstance(result, Exception)] == []
    imports = [
        ((tmp_path / storage.stored_name(name)).parent / found).resolve()
        for name in names
        for found in re.findall(
            r'(?:from|import) "(\.[^"]+)"', (tmp_path / storage.stored_name(name)).read_text()
        )
    ]
    assert len(imports) > 60
    assert [path for path in imports if not path.is_file()] == []
    assert [path for path in imports if not re.search(r"\.[0-9a-f]{12}\.js$", path.name)] == []


def scripts(root: Path) -> list[Path]:
    """The modules of the desk, and the library that they import."""
    library = root / "vendor" / "prosemirror" / "prosemirror.js"
    return [library, *sorted((root / "site").rglob("*.js"))]
