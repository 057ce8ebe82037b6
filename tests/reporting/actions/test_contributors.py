"""Contributors: who pays, under one name, and the texts that name them."""

import pytest

from implementers.exceptions import NotPermitted
from program.models import Contributor, Country
from reporting.actions.contributors import (
    LinkRefused,
    link_contributor,
    payers_in,
    proposed_links,
    unlink_contributor,
)
from reporting.actions.reviews import reopen
from reporting.enums import LogAct
from reporting.models import EntryContributor, LogEntry
from reporting.queries.contributors import contributions_of, sources_stating
from tests.cast import chapter_of
from tests.factories import submission_at_status, write_entry
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db


def names() -> list[tuple[str, Contributor]]:
    usaid, canada = Contributor(pk=1, name="USAID"), Contributor(pk=2, name="Canadian government")
    return [(usaid.name, usaid), (canada.name, canada)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A course funded by USAID in Quito.", [("USAID", "funded by USAID")]),
        ("Funded by the canadian Government.", [("Canadian government", "Funded by the canadian Government")]),
        ("With funding from the Canadian government.", [("Canadian government", "funding from the Canadian government")]),
        ("Financed by usaid.", []),
        ("USAID took part.", []),
        ("Funded by USAIDX.", []),
        ("", []),
    ],
)  # fmt: skip
def test_payers_are_read_after_the_words_that_say_so(text, found):
    assert [(one.name, words) for one, words in payers_in(text, names())] == found


def test_the_sources_and_texts_of_2011_are_linked(year_2011):
    canada = Contributor.objects.get(slug="canada")
    stated = [source.submission.implementer.slug for source in sources_stating([canada])]
    assert stated == ["rial", "education"]
    assert {link.entry.reference for link in canada.named_in.all()} == {
        "2011-iom-18",
        "2011-iom-26",
        "2011-iom-41",
    }
    assert proposed_links() == []


def test_what_a_country_contributed_has_the_sources_of_its_bodies(year_2011):
    usa = contributions_of(Country.objects.get(iso3="USA"))
    assert [source.submission.implementer.slug for source in usa.sources] == ["dps"]
    assert {"2011-iom-3", "2011-iom-13", "2011-iom-27"} <= {
        entry.reference for entry in usa.entries
    }
    spain = contributions_of(Country.objects.get(iso3="ESP"))
    assert [source.contributor for source in spain.sources] == ["GOVERNMENT OF SPAIN", "AECI"]


def test_a_country_page_shows_what_it_contributed_and_no_amount(client, year_2011):
    page = page_of(client, "/countries/CAN/").words()
    assert "Contributed by Canada" in page
    assert "RIAL 2011: Government of Canada" in page
    assert "200,000" not in page
    other = page_of(client, "/countries/HND/").words()
    assert "Contributed by Honduras" not in other
    assert "It does not say what was spent in Honduras" in other


def test_the_financing_page_groups_the_names_of_a_contributor(client, year_2011):
    page = page_of(client, "/financing/")
    rows = page.all_words("//table[2]/tbody/tr/th")
    assert "Member states of the OAS" in rows
    assert "GOVERNMENT OF SPAIN" not in rows
    amounts = page_of(client, "/financing/canada/").words()
    assert "$ 200,000" in amounts
    assert "funded by the Canadian government" in amounts
    assert client.get("/financing/nobody/").status_code == 404


def test_a_text_is_linked_by_a_person_and_logged(secretariat, year_2012):
    entry = write_entry(
        chapter_of(year_2012, "iom"), text="<p>A course funded by IDB.</p>", by=secretariat
    ).entry
    bank = Contributor.objects.get(slug="idb")
    with pytest.raises(LinkRefused):
        link_contributor(entry, bank, words="paid by IDB", by=secretariat)
    link = link_contributor(entry, bank, words="funded by IDB", by=secretariat)
    assert LogEntry.objects.get(act=LogAct.LINK_CONTRIBUTOR).entry == entry
    unlink_contributor(link, by=secretariat)
    assert not entry.contributors.exists()


def test_a_draft_names_nobody_in_public(client, secretariat, year_2012):
    entry = write_entry(
        chapter_of(year_2012, "iom"), text="<p>A course funded by IDB.</p>", by=secretariat
    ).entry
    link_contributor(
        entry, Contributor.objects.get(slug="idb"), words="funded by IDB", by=secretariat
    )
    assert entry.reference not in client.get("/financing/idb/").content.decode()
    submission_at_status(chapter_of(year_2012, "iom"), "accepted", by=secretariat)
    assert entry.reference in client.get("/financing/idb/").content.decode()
    reopen(chapter_of(year_2012, "iom"), reason="A correction.", by=secretariat)
    assert client.get("/financing/idb/").content.decode().count(f"/{entry.reference}/") == 1


def test_writers_link_nothing(iom_focal_point, secretariat, year_2012):
    entry = write_entry(
        chapter_of(year_2012, "iom"), text="<p>Funded by IDB.</p>", by=secretariat
    ).entry
    with pytest.raises(NotPermitted):
        link_contributor(
            entry, Contributor.objects.get(slug="idb"), words="Funded by IDB", by=iom_focal_point
        )


def test_the_desk_links_and_takes_back(client, secretariat, iom_writer, year_2012):
    entry = write_entry(
        chapter_of(year_2012, "iom"), text="<p>A course funded by IDB.</p>", by=secretariat
    ).entry
    submission_at_status(chapter_of(year_2012, "iom"), "accepted", by=secretariat)
    client.force_login(iom_writer)
    assert client.get("/desk/contributors/").status_code == 403
    client.force_login(secretariat)
    assert entry.reference in page_of(client, "/desk/contributors/").words("//section[1]")
    typed = {"entry": entry.reference, "contributor": "idb", "words": "funded by IDB"}
    client.post("/desk/contributors/", typed)
    link = EntryContributor.objects.get(entry=entry)
    client.post("/desk/contributors/", {"unlink": link.pk})
    assert not EntryContributor.objects.filter(entry=entry).exists()
    assert client.post("/desk/contributors/", {**typed, "entry": "x"}).status_code == 404
    wrong = client.post("/desk/contributors/", {**typed, "words": "no such words"}, follow=True)
    assert "Quote the words of the text" in wrong.content.decode()
