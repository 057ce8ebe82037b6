"""A demonstration year is marked wherever it is shown, and counts nowhere."""

import datetime
import io
import json
import zipfile

import pytest
from django.core.management import call_command

from reporting.actions.entries import save_entry
from reporting.entry_content import EventContent
from reporting.enums import CountryRole, EntryKind
from reporting.models import Entry, LogEntry, ReportingYear
from tests.cast import chapter_of
from tests.factories import content, open_reporting_year, submission_at_status
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

WORD = "zanzibartown"


@pytest.fixture
def demonstration(secretariat) -> ReportingYear:
    """2012 as a demonstration whose chapter of IOM is accepted, and continues 2011."""
    year = open_reporting_year(2012, is_demonstration=True, by=secretariat)
    chapter = chapter_of(year, "iom")
    plan = chapter.entries.filter(kind=EntryKind.PLANNED).first()
    save_entry(
        chapter,
        content(
            text=f"<p>A course in {WORD}.</p>",
            activities=("67",),
            countries=(("MEX", CountryRole.PLACE),),
            events=(
                EventContent(datetime.date(2012, 3, 5), datetime.date(2012, 3, 5), country="MEX"),
            ),
            continues=(plan.reference,),
        ),
        by=secretariat,
    )
    submission_at_status(chapter_of(year, "iom"), "accepted", by=secretariat)
    return year


PUBLIC_PAGES = [
    "/years/2012/",
    "/years/2012/calendar/",
    "/years/2012/iom/",
    "/entries/2012-iom-1/",
    "/reports/2012/",
    "/years/",
    "/reports/",
]


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_each_public_page_of_it_says_demonstration(client, demonstration, address):
    assert "Demonstration" in page_of(client, address).words("//body")


DESK_PAGES = [
    "/desk/",
    "/desk/years/2012/",
    "/desk/years/2012/matrix/",
    "/desk/years/2012/close/",
    "/desk/years/2012/log/",
    "/desk/years/2012/remove/",
    "/desk/years/2012/report/",
    "/desk/years/2012/report/cover/",
    "/desk/years/2012/report/highlights/",
    "/desk/years/2012/report/parts/background/",
    "/desk/years/2012/report/draft.html",
    "/desk/years/2012/issue/",
    "/desk/2012/findings/",
    "/desk/2012/unhcr/",
    "/desk/2012/unhcr/findings/",
    "/desk/2012/unhcr/words/",
    "/desk/2012/unhcr/financing/",
    "/desk/2012/unhcr/import/",
    "/desk/2012/unhcr/submit/",
    "/desk/2012/unhcr/nothing/",
    "/desk/2012/unhcr/review/",
    "/desk/2012/unhcr/remarks/",
    "/desk/2012/unhcr/extend/",
    "/desk/2012/unhcr/entries/new/",
    "/desk/2012/iom/reopen/",
    "/desk/entries/{planned}/",
    "/desk/entries/{planned}/history/",
    "/desk/entries/{planned}/outcome/",
    "/desk/entries/{planned}/remarks/",
    "/desk/entries/{planned}/delete/",
]


def test_each_page_of_the_desk_says_demonstration(client, secretariat, demonstration):
    client.force_login(secretariat)
    drafts = Entry.objects.working().filter(
        submission__reporting_year=demonstration, submission__status="draft", kind="planned"
    )
    planned = drafts.first().reference
    without = []
    for pattern in DESK_PAGES:
        address = pattern.format(planned=planned)
        response = client.get(address)
        if response.status_code == 405:  # only a form is sent there
            continue
        assert response.status_code in (200, 409), (address, response.status_code)
        if "Demonstration" not in response.content.decode():
            without.append(address)
    assert without == []


COUNTED = [
    "/",
    "/countries/",
    "/countries/MEX/",
    "/activities/",
    "/activities/67/",
    "/implementers/",
    "/implementers/iom/",
    "/entries/2011-iom-37/",
    "/financing/",
    "/data/",
    "/data/catalog.jsonld",
    "/search/?kind=planned",
    f"/search/?q={WORD}",
    "/countries/MEX/feed.atom",
    "/activities/67/feed.atom",
    "/implementers/iom/feed.atom",
    "/sitemap-entries.xml",
    "/sitemap-chapters.xml",
    "/sitemap-years.xml",
    "/sitemap-reports.xml",
    "/entries.csv",
    "/events.csv",
    "/events.ics",
    "/chapters.csv",
    "/financing.csv",
    "/countries.csv",
    "/activities.csv",
    "/implementers.csv",
    "/api/v1/years/?count=true",
    "/api/v1/chapters/?count=true",
    "/api/v1/entries/?count=true",
    "/api/v1/events/?count=true",
    "/api/v1/financing/?count=true",
    "/api/v1/activities/67/",
    "/api/v1/countries/MEX/",
    "/api/v1/implementers/iom/",
]


def test_it_counts_nowhere(client, secretariat):
    before = {address: client.get(address).content for address in COUNTED}
    year = open_reporting_year(2012, is_demonstration=True, by=secretariat)
    chapter = chapter_of(year, "iom")
    save_entry(
        chapter,
        content(text=f"<p>{WORD}</p>", activities=("67",), countries=(("MEX", "place"),)),
        by=secretariat,
    )
    submission_at_status(chapter_of(year, "iom"), "accepted", by=secretariat)
    assert Entry.objects.public().filter(submission=chapter).exists()
    different = [address for address in COUNTED if client.get(address).content != before[address]]
    assert different == []


def test_its_totals_are_on_its_own_page_alone(client, demonstration):
    totals = page_of(client, "/years/").words("//dl.totals")
    assert totals == page_of(client, "/").words("//dl.totals")
    page = page_of(client, "/years/2012/")
    assert page.find("//table")
    assert "/entries.csv?year=2012" not in page.links()


@pytest.mark.parametrize("file_format", ["html", "docx"])
def test_each_document_of_it_says_demonstration(demonstration, tmp_path, file_format):
    file = tmp_path / f"report.{file_format}"
    call_command("render_report", "2012", format=file_format, output=file)
    data = file.read_bytes()
    if file_format == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = archive.read("word/document.xml").decode()
            headers = [name for name in archive.namelist() if "header" in name]
            assert any("Demonstration" in archive.read(name).decode() for name in headers)
    else:
        body = data.decode()
    assert "Demonstration" in body


def test_the_exported_year_says_demonstration(demonstration, tmp_path):
    file = tmp_path / "year.json"
    call_command("export_year", "2012", format="json", output=file)
    assert json.loads(file.read_text())["notice"].startswith("Demonstration: ")
    call_command("export_year", "2011", format="json", output=file)
    assert "notice" not in json.loads(file.read_text())


@pytest.mark.parametrize(
    "address", ["/years/2012/cite.bib", "/entries/2012-iom-1/cite.bib", "/reports/2012/cite.bib"]
)
def test_each_citation_of_it_says_demonstration(client, demonstration, address):
    assert "Demonstration: " in client.get(address).content.decode()


def test_the_secretariat_removes_it_after_a_confirmation(client, secretariat, demonstration):
    client.force_login(secretariat)
    page = page_of(client, "/desk/years/2012/remove/")
    assert "This cannot be undone." in page.words()
    assert ReportingYear.objects.filter(year=2012).exists()
    response = client.post("/desk/years/2012/remove/", follow=True)
    assert "The demonstration year 2012 was removed" in response.content.decode()
    assert client.get("/years/2012/").status_code == 404
    log = page_of(client, "/desk/log/").words()
    assert "removed a demonstration year" in log


def test_a_real_year_is_not_removed_by_its_address(client, secretariat):
    client.force_login(secretariat)
    assert "2011 is not a demonstration year" in page_of(client, "/desk/years/2011/remove/").words()
    assert client.post("/desk/years/2011/remove/").status_code == 409
    assert ReportingYear.objects.filter(year=2011).exists()


def test_others_neither_remove_a_demonstration_nor_read_the_log(client, iom_writer, demonstration):
    client.force_login(iom_writer)
    assert client.get("/desk/years/2012/remove/").status_code == 403
    assert client.post("/desk/years/2012/remove/").status_code == 403
    assert client.get("/desk/log/").status_code == 403
    assert ReportingYear.objects.filter(year=2012).exists()
    assert LogEntry.objects.filter(reporting_year=None).count() == 0


def test_a_year_is_opened_for_practice(client, secretariat):
    client.force_login(secretariat)
    typed = {"year": "2013", "opens_on": "2013-01-01", "due_on": "2013-12-31"}
    client.post("/desk/years/open/", {**typed, "is_demonstration": "on"})
    assert ReportingYear.objects.get(year=2013).is_demonstration
    response = client.post("/desk/years/open/", typed)
    assert (
        "2013 is a demonstration year. Remove it, then open the year." in response.content.decode()
    )
