"""…/cite.bib, and the citation that each page shows."""

import re

import pytest

from program.models import Activity
from reporting.enums import SubmissionStatus
from tests.reporting.editions import issued
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of

pytestmark = pytest.mark.django_db

CITED = (
    "/countries/MEX/",
    "/activities/67/",
    "/activities/RIAL-1/",
    "/implementers/iom/",
    "/years/2011/",
    "/years/2011/iom/",
    "/entries/2011-iom-37/",
)


@pytest.mark.parametrize("address", CITED)
def test_a_page_is_cited_with_its_permanent_address_as_text_and_as_a_file(client, address):
    page = page_of(client, f"{address}?utm_source=x")
    text, bibtex = page.words("//div.citation/p"), page.words("//div.citation/pre")
    assert f"http://testserver{address}" in text
    assert "utm_source" not in text + bibtex
    assert f"{address}cite.bib" in page.links("//section.cite")
    file = client.get(f"{address}cite.bib")
    assert " ".join(file.content.decode().split()) == bibtex
    assert re.match(r"@(misc|online)\{[\w-]+,\n", file.content.decode())
    assert f"url = {{http://testserver{address}}}" in file.content.decode()
    assert file["Content-Type"].startswith("application/x-bibtex")


def test_an_entry_is_cited_with_its_place_in_the_report(client):
    place = "http://testserver/reports/2011/#e-2011-iom-37"
    assert place in page_of(client, "/entries/2011-iom-37/").links("//section.cite")


def test_the_report_is_cited_as_the_document_it_is(client):
    text = page_of(client, "/reports/2011/").words("//div.citation/p")
    assert (
        "CP/CAJP-3035/12 add. 4 rev. 2, 28 February 2012. http://testserver/reports/2011/" in text
    )


def test_the_report_is_cited_as_a_file_too(client):
    file = client.get("/reports/2011/cite.bib")
    page = page_of(client, "/reports/2011/")
    assert "/reports/2011/cite.bib" in page.links("//section.cite")
    assert " ".join(file.content.decode().split()) == page.words("//div.citation/pre")
    assert file.content.decode().startswith("@techreport{oas-report-2011,")
    assert file["Content-Disposition"] == 'attachment; filename="report-2011.bib"'


def test_an_issued_report_is_cited_as_its_newest_edition(client, year_2011, secretariat):
    issued(year_2011, by=secretariat)
    file = client.get("/reports/2011/cite.bib")
    assert file.content == client.get("/reports/2011/editions/1/cite.bib").content
    assert b"url = {http://testserver/reports/2011/editions/1/}" in file.content
    for address in ("/reports/2011/", "/reports/2011/editions/1/"):
        page = page_of(client, address)
        assert "/reports/2011/editions/1/cite.bib" in page.links("//main")
        assert " ".join(file.content.decode().split()) == page.words("//div.citation/pre")


def test_signs_of_latex_are_escaped(client):
    Activity.objects.filter(code="67").update(short_title="Training & 5 % of #1, in_part")
    bibtex = client.get("/activities/67/cite.bib").content.decode()
    assert r"Training \& 5 \% of \#1, in\_part" in bibtex


def test_no_sign_in_a_name_breaks_the_file(client):
    Activity.objects.filter(code="67").update(short_title="Half } of {it} \\ 5 $ ~ ^")
    bibtex = client.get("/activities/67/cite.bib").content.decode()
    written = (
        r"Half \textbraceright{} of \textbraceleft{}it\textbraceright{} \textbackslash{} 5 \$ "
        r"\textasciitilde{} \textasciicircum{}"
    )
    assert written in bibtex


def test_a_lone_brace_in_a_name_leaves_the_braces_of_the_file_in_pairs(client):
    """BibTeX counts them without a look at what stands before them."""
    Activity.objects.filter(code="67").update(short_title="Half { of it {")
    bibtex = client.get("/activities/67/cite.bib").content.decode()
    assert bibtex.count("{") == bibtex.count("}")


def test_what_is_not_public_is_not_cited(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", status=SubmissionStatus.SUBMITTED, by=admin_user)
    new_entry(chapter, full_content(2013), by=admin_user)
    for address in ("/years/2013/", "/years/2013/iom/", "/entries/2013-iom-1/", "/countries/XXX/"):
        assert client.get(f"{address}cite.bib").status_code == 404, address
