"""What an edition prints keeps its address and its citation, whatever is corrected since."""

from dataclasses import replace

import pytest

from reporting.actions.editions import begin_correction
from reporting.actions.entries import delete_entry
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.models import Entry
from tests.cast import chapter_of
from tests.factories import write_entry
from tests.reporting.editions import FIRST, SECOND, issued
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

GONE = "/entries/2011-iihr-1/"


@pytest.fixture
def corrected(year_2011, secretariat):
    """2011 as issued; since then IIHR's chapter was accepted with an entry less and another more."""
    issued(year_2011, by=secretariat)
    year = begin_correction(year_2011, reason="One entry is another's.", by=secretariat)
    chapter = reopen(chapter_of(year, "iihr"), reason="One entry is another's.", by=secretariat)
    delete_entry(Entry.objects.working().get(reference="2011-iihr-1"), by=secretariat)
    write_entry(chapter, text="A quxology course was held.", by=secretariat)
    accept(submit(chapter, by=secretariat), by=secretariat)
    return year


def new_address():
    return f"/entries/{Entry.objects.get(text__contains='quxology').reference}/"


def test_an_entry_that_is_gone_but_printed_has_a_page_that_says_so_and_leads_there(
    client, corrected, secretariat
):
    issued(corrected, SECOND, by=secretariat)
    page = page_of(client, GONE)
    assert page.words("//main//p.empty").startswith(
        "This entry is no longer on record. It is shown here as DEMO/2011 prints it."
    )
    assert page.words("//h1") == "Entry 2011-iihr-1"
    edition = page_of(client, "/reports/2011/editions/1/")
    assert edition.find("//h1")
    assert "/reports/2011/editions/1/" in page.links()
    assert "2011 (DEMO/2011). http://testserver/entries/2011-iihr-1/" in page.words(
        "//div.citation/p"
    )
    bibtex = client.get(f"{GONE}cite.bib").content.decode()
    assert " ".join(bibtex.split()) == page.words("//div.citation/pre")


def test_until_the_next_edition_the_record_says_what_is_issued(client, corrected):
    """What was taken out is there, and what came is not."""
    page = page_of(client, GONE)
    assert not page.find("//main//p.empty")
    assert "/reports/2011/#e-2011-iihr-1" in page.links()
    assert client.get(new_address()).status_code == 404


def test_an_entry_that_the_edition_prints_is_cited_as_part_of_it(client, corrected):
    page = page_of(client, "/entries/2011-iihr-2/")
    assert "2011 (DEMO/2011). http" in page.words("//div.citation/p")
    assert "/reports/2011/#e-2011-iihr-2" in page.links("//table.plain")


def test_the_next_edition_prints_what_came_and_the_one_before_what_went(
    client, corrected, secretariat
):
    issued(corrected, SECOND, by=secretariat)
    assert "(DEMO/2011 rev. 1). http" in page_of(client, new_address()).words("//div.citation/p")
    gone = page_of(client, GONE)
    assert "2011 (DEMO/2011). http" in gone.words("//div.citation/p")
    assert "/reports/2011/editions/1/" in gone.links()
    assert not [link for link in gone.links() if "#e-" in link]


def test_a_chapter_that_the_edition_goes_without_has_no_place_in_it(client, year_2011, secretariat):
    year_2011.submissions.filter(implementer__slug="iihr").update(
        status="draft", is_public=False, accepted_at=None, accepted_by=None
    )
    issued(year_2011, replace(FIRST, leaving_out=frozenset({"iihr"})), by=secretariat)
    year_2011.submissions.filter(implementer__slug="iihr").update(status="accepted", is_public=True)
    left_out, printed = (page_of(client, f"/years/2011/{slug}/") for slug in ("iihr", "iom"))
    assert "/reports/2011/#chapter-iihr" not in left_out.links()
    assert "DEMO/2011" not in left_out.words("//section.cite")
    assert "/reports/2011/#chapter-iom" in printed.links()
    assert "DEMO/2011" in printed.words("//section.cite")


def test_an_entry_that_never_was_public_is_not_there(client, corrected):
    assert client.get("/entries/2011-iihr-99/").status_code == 404
    assert client.get("/entries/2011-iihr-99/cite.bib").status_code == 404
