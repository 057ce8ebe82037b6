"""A writer attaches a file; a refused one says why, and what was typed stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests import files
from tests.journeys.editing import Desk, open_desk
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser

ADDRESS = "/desk/entries/2012-iom-7/attachments/"
MACROS = FilePayload(
    name="minutes.docx",
    mimeType="application/octet-stream",
    buffer=files.word(extra={"word/vbaProject.bin": b"x"}),
)
LIST = FilePayload(name="list.pdf", mimeType="application/pdf", buffer=files.pdf())


@pytest.fixture(scope="module")
def desk(browser: Browser, base_url: str) -> Iterator[Desk]:
    with open_desk(browser, base_url) as opened:
        yield opened


def attach(page: Page, file: FilePayload) -> None:
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Attach the file").click()


def test_a_file_is_attached_removed_and_attached_again(desk: Desk) -> None:
    with desk.at(desk.writer) as context:
        page = context.new_page()
        page.goto(ADDRESS)
        page.get_by_label("Description").fill("Minutes of May")
        attach(page, MACROS)
        expect(page.locator(".field-error")).to_contain_text("minutes.docx has macros")
        expect(page.get_by_label("Description")).to_have_value("Minutes of May")
        assert faults(page) == {}

        attach(page, LIST)
        attached = page.locator("ul.attachments").first
        expect(attached).to_contain_text("list.pdf")
        expect(attached).to_contain_text("Minutes of May")
        assert faults(page) == {}
        with page.expect_download() as download:
            attached.get_by_role("link", name="list.pdf").click()
        assert download.value.suggested_filename == "list.pdf"

        page.get_by_role("button", name="Remove list.pdf").click()
        expect(page.get_by_text("No file is attached.")).to_be_visible()
        page.get_by_role("button", name="Attach list.pdf again").click()
        expect(page.locator("ul.attachments").first).to_contain_text("list.pdf")
        page.goto("/desk/entries/2012-iom-7/")
        expect(page.locator("section", has_text="Attached files")).to_contain_text("list.pdf")


def test_a_person_reads_times_in_the_chosen_zone(desk: Desk) -> None:
    with desk.at(desk.writer) as context:
        page = context.new_page()
        page.goto("/desk/profile/")
        page.get_by_label("Time zone").select_option("America/Argentina/Buenos_Aires")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("main")).to_contain_text("(Buenos Aires, Argentina)")
        assert faults(page) == {}
