"""/reports/<year>/editions/<number>/ : hashes, files, citation, and what changed."""

import hashlib
import json

import pytest

from reporting.actions.editions import begin_correction
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.enums import FileFormat
from reporting.models import Edition, Entry
from tests.cast import chapter_of
from tests.reporting.editions import SECOND, change, issued
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

ADDRESS = "/reports/2011/editions/1/"
CHANGED = ("2011-iom-28", "2011-iom-37")


@pytest.fixture
def edition(year_2011, secretariat) -> Edition:
    return issued(year_2011, by=secretariat)


@pytest.fixture
def corrected(edition, year_2011, secretariat) -> Edition:
    """The further edition, in which two entries of IOM say something else."""
    year = begin_correction(year_2011, reason="Two entries are wrong.", by=secretariat)
    chapter = reopen(chapter_of(year, "iom"), reason="Two entries are wrong.", by=secretariat)
    for reference in CHANGED:
        text = Entry.objects.working().get(reference=reference).text
        change(reference, f"{text} Corrected.", by=secretariat)
    accept(submit(chapter, by=secretariat), by=secretariat)
    return issued(year, SECOND, by=secretariat)


@pytest.mark.parametrize("file_format", FileFormat.values)
def test_a_download_is_exactly_the_bytes_on_record(client, edition, file_format):
    file = edition.files.get(format=file_format)
    response = client.get(f"{ADDRESS}report.{file_format}")
    assert response.content == bytes(file.data)
    assert response["ETag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
    again = client.get(
        f"{ADDRESS}report.{file_format}", headers={"If-None-Match": response["ETag"]}
    )
    assert (again.status_code, again["ETag"]) == (304, response["ETag"])


def test_the_page_shows_the_hash_of_each_file_and_of_the_content(client, edition):
    shown = page_of(client, ADDRESS).all_words("//code.hash")
    content = client.get(f"{ADDRESS}content.json").content
    assert shown == [*(file.sha256 for file in edition.files.all()), edition.sha256]
    assert hashlib.sha256(content).hexdigest() == edition.sha256
    assert json.loads(content) == edition.content


def test_lists_and_citations_name_the_newest_edition_and_not_the_cover(client, edition):
    for address in ("/reports/", "/years/2011/", "/"):
        words = page_of(client, address).words()
        assert "DEMO/2011 · 1 March 2012" in words, address
        assert "CP/CAJP-3035/12" not in words, address
    cited = page_of(client, "/entries/2011-iom-37/")
    assert "2011 (DEMO/2011)" in cited.words("//div.citation/p")
    report = page_of(client, "/reports/2011/").words("//div.citation/p")
    assert f"DEMO/2011, 1 March 2012. http://testserver{ADDRESS}" in report


def test_the_citation_names_symbol_day_and_address(client, edition):
    cited = page_of(client, ADDRESS).words("//div.citation")
    assert "DEMO/2011, 1 March 2012. http://testserver/reports/2011/editions/1/" in cited
    assert "@techreport{oas-report-2011-1," in cited


def test_a_further_edition_says_exactly_what_changed(client, corrected):
    page = page_of(client, "/reports/2011/editions/2/")
    changed = [element.get("data-changed") for element in page.find("//*[@data-changed]")]
    assert changed == list(CHANGED)
    assert page.all_words("//ins") == ["Corrected."] * 2
    assert page.all_words("//del") == []
    assert page.words("//h2[@id='changes']") == "What changed against DEMO/2011"


def test_the_first_edition_has_nothing_to_be_compared_with(client, edition):
    assert page_of(client, ADDRESS).find("//h2[@id='changes']") == []


def test_an_earlier_edition_leads_to_the_newest(client, corrected):
    page = page_of(client, ADDRESS)
    assert "A later edition replaces it: DEMO/2011 rev. 1." in page.words("//p.empty")
    assert page.links("//p.empty") == ["/reports/2011/editions/2/"]


def test_the_report_of_the_year_is_the_newest_edition(client, corrected):
    page = page_of(client, "/reports/2011/")
    assert "DEMO/2011 rev. 1" in page.all_words("//p.kicker")[1]
    assert page.links("//main")[3:5] == ["/reports/2011/editions/2/", "/reports/2011/editions/1/"]
    file = corrected.files.get(format="pdf")
    assert client.get("/reports/2011/report.pdf").content == bytes(file.data)


def test_what_is_written_after_issuing_does_not_change_the_report(client, edition, year_2011):
    Entry.objects.filter(reference="2011-iom-28").update(text="Written afterwards.")
    assert "Written afterwards." not in page_of(client, "/reports/2011/").words()


@pytest.mark.parametrize(
    "address",
    [
        "/reports/2011/editions/9/",
        "/reports/1999/editions/1/",
        "/reports/2011/editions/1/report.odt",
        "/reports/2011/editions/99999999999999999999999/",
        "/reports/2011/editions/9/content.json",
    ],
)
def test_what_is_not_issued_is_not_found(client, edition, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_number_of_queries(
    client, year_2011, secretariat, django_assert_num_queries, count
):
    for number in range(count):
        wanted = SECOND.__class__(f"DEMO/{number}", SECOND.date)
        issued(year_2011, wanted, by=secretariat)
    with django_assert_num_queries(5):
        client.get(f"/reports/2011/editions/{count}/")
