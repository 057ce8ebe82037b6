"""/countries/ … : each country's page shows its entries, all of them and no others."""

from collections import defaultdict
from dataclasses import replace

import pytest

from program.models import Country
from reporting.enums import CountryRole, EntryKind
from reporting.exporting.year_json import year_as_dict
from reporting.models import Entry, EntryCountry
from reporting.queries.countries import countries_on_record
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of, words_of

pytestmark = pytest.mark.django_db

# Read in the printed report by a person: what concerns a state, less the "2011-" all begin with.
BY_HAND = {
    "MEX": {
        "iachr": [2, 3, 6, 7, 8, 10, 11],
        "mide": [8],
        "rial": [2, 6],
        "education": [4],
        "dps": [6],
        "iihr": [4],
        "iom": [17, 25, 30, 36, 38, 39, 40, 41, 42, 43, 60],
        "unhcr": [2, 4, 15, 16, 23, 32, 38, 42, 46, 47, 49, 50],
    },
    "CRI": {
        "iachr": [10],
        "mide": [5, 6, 8, 13],
        "education": [4],
        "dps": [6],
        "iihr": [1],
        "iom": [2, 25, 30, 31, 36, 37, 57],
        "unhcr": [2, 4, 5, 11, 22, 25, 37, 49],
    },
    "HTI": {"iachr": [10], "mide": [5], "unhcr": [2, 20, 21, 23, 35, 45, 46]},
    "ATG": {"education": [4], "dps": [4], "unhcr": [34]},
    "GUY": {},
    "SUR": {},
}
MEMBERS = [
    "ARG", "ATG", "BHS", "BLZ", "BOL", "BRA", "BRB", "CAN", "CHL", "COL", "CRI", "CUB",
    "DMA", "DOM", "ECU", "GRD", "GTM", "GUY", "HND", "HTI", "JAM", "KNA", "LCA", "MEX",
    "NIC", "PAN", "PER", "PRY", "SLV", "SUR", "TTO", "URY", "USA", "VCT", "VEN",
]  # fmt: skip
CONCERNING = ("executed", "planned", "took-part")


@pytest.fixture
def mexico(client):
    return page_of(client, "/countries/MEX/")


@pytest.fixture(scope="module")
def items(report_2011):
    """The items of `export_year` by id, in its order."""
    return {
        item["id"]: item
        for chapter in year_as_dict(report_2011)["chapters"]
        for kind in EntryKind.values
        for item in chapter[kind]
    }


def section(slug):
    return f"//section[@id='{slug}']"


def concerning(page):
    """References in the sections of what concerns the country; there may be none."""
    return [reference for slug in CONCERNING for reference in page.entries(section(slug))]


@pytest.mark.parametrize("iso3", BY_HAND)
def test_a_state_shows_the_entries_that_a_person_found(client, iso3):
    shown = defaultdict(list)
    for reference in concerning(page_of(client, f"/countries/{iso3}/")):
        _year, slug, number = reference.split("-")
        shown[slug].append(int(number))
    assert {slug: sorted(numbers) for slug, numbers in shown.items()} == BY_HAND[iso3]


@pytest.mark.parametrize("iso3", MEMBERS)
def test_each_state_shows_the_entries_that_the_export_gives(client, items, iso3):
    page = page_of(client, f"/countries/{iso3}/")
    shown = concerning(page)
    assert len(shown) == len(set(shown))
    assert set(shown) == {key for key, item in items.items() if iso3 in item["countries"]}


@pytest.mark.parametrize("iso3", MEMBERS)
def test_what_only_mentions_a_state_stands_apart(client, items, iso3):
    page = page_of(client, f"/countries/{iso3}/")
    mentioning = {
        key
        for key, item in items.items()
        if {"country": iso3, "role": "mentioned"} in item["country_roles"]
        and iso3 not in item["countries"]
    }
    assert set(page.entries(section("mentioned"))) == mentioning


@pytest.mark.parametrize("iso3", ["MEX", "CRI", "HTI", "USA"])
def test_what_happened_there_stands_apart_from_where_it_took_part(client, items, iso3):
    page = page_of(client, f"/countries/{iso3}/")
    for slug in CONCERNING:
        for reference in page.entries(section(slug)):
            roles = {r["role"] for r in items[reference]["country_roles"] if r["country"] == iso3}
            only_took_part = roles <= {CountryRole.PARTICIPANT, CountryRole.MENTIONED}
            assert only_took_part == (slug == "took-part"), (reference, roles)


def test_argentina_is_only_mentioned_once(client):
    argentina = page_of(client, "/countries/ARG/")
    assert argentina.entries(section("mentioned")) == ["2011-unhcr-19"]


PARTS = (*CONCERNING, "mentioned")


def test_the_tabs_count_what_stands_below(client):
    page = page_of(client, "/countries/ARG/")
    counts = dict(
        zip(page.links("//ul.tabs"), page.all_words("//ul.tabs//span.count"), strict=True)
    )
    assert counts == {
        "/countries/ARG/": str(len(page.entries())),
        **{f"/countries/ARG/?part={slug}": str(len(page.entries(section(slug)))) for slug in PARTS},
    }


@pytest.mark.parametrize("part", ["", *PARTS])
def test_the_tab_that_is_shown_is_the_current_one(client, part):
    page = page_of(client, f"/countries/ARG/?part={part}")
    shown = [link.get("href") for link in page.find("//ul.tabs//a[@aria-current='true']")]
    assert shown == [f"/countries/ARG/?part={part}" if part else "/countries/ARG/"]


def test_what_is_empty_is_one_sentence_without_headings_and_tabs(client):
    page = page_of(client, "/countries/CUB/")
    assert not page.find("//ul.tabs")
    assert page.all_words("//main//section[@id]/h2") == ["Executed"]
    assert (
        "Nothing on record under: Planned (this and next year), Took part, Only mentioned."
        in page.words()
    )


def test_two_entries_of_one_time_and_place_stand_under_one_date_with_their_words(mexico):
    (time,) = mexico.find("//ol.timeline/li/time[normalize-space() = '16–18 March 2011']")
    first, second = [words_of(entry) for entry in time.getparent().findall("div")]
    assert first.startswith("RIAL: RIAL workshop on decentralized public employment services")
    assert first.endswith("Column “Planned for 2011”")
    assert second.endswith("Column “Executed in 2011”")


def test_what_a_state_paid_for_is_named_by_its_words(client):
    paid = page_of(client, "/countries/CAN/").all_words("//aside//ul.plain-list//a")
    assert paid
    assert not [words for words in paid if len(words.split()) < 4]


@pytest.mark.parametrize(
    ("iso3", "words"),
    [("USA", "the United States"), ("BHS", "the Bahamas"), ("DOM", "the Dominican Republic")],
)
def test_a_name_has_its_article_within_a_sentence(client, iso3, words):
    page = page_of(client, f"/countries/{iso3}/")
    assert f" {words}" in page.words("//p.sentence")
    assert page.words("//h1") == Country.objects.get(iso3=iso3).name


def test_a_state_that_nothing_names_says_whose_turn_it_is_and_what_one_can_do(client):
    page = page_of(client, "/countries/GUY/")
    assert "What an implementer reports on" in page.words("//p.empty")
    assert page.links("//main//ul.ways") == [
        "/countries/GUY/feed.atom",
        "/countries/#south-america",
        "/activities/",
    ]
    assert page_of(client, "/countries/").find("//section[@id='south-america']")
    (search,) = page.find("//main//ul.ways//form[@action='/search/']")
    assert search.xpath("input[@name='q']/@value") == ["Guyana"]


def test_a_country_that_no_report_of_the_year_names_is_not_listed(client, admin_user):
    new_chapter(new_year(2017), "iom", by=admin_user)
    page = page_of(client, "/countries/?year=2017")
    assert page.words("//h1") == "Countries"
    assert "that a report names" not in page.words()


def test_a_sentence_sums_up_what_concerns_the_country(mexico, items):
    found = [item for item in items.values() if "MEX" in item["countries"]]
    implementers = len({item["id"].split("-")[1] for item in found})
    activities = len({code for item in found for code in item["activity_codes"]})
    assert mexico.words("//p.sentence") == (
        f"In 2011, {implementers} implementers reported {len(found)} entries that concern Mexico, "
        f"under {activities} Program activities."
    )


def test_the_sentence_of_2011_is_what_a_person_counts(mexico):
    assert "In 2011, 8 implementers reported 36 entries" in mexico.words("//p.sentence")


def test_a_single_entry_is_spoken_of_in_the_singular(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013, countries=("GUY",), activities=("1",)), by=admin_user)
    assert page_of(client, "/countries/GUY/").words("//p.sentence") == (
        "In 2013, 1 implementer reported 1 entry that concerns Guyana, under 1 Program activity."
    )


@pytest.mark.parametrize("name", ["Guyana", "Suriname"])
def test_a_state_that_nothing_names_says_so(client, name):
    page = page_of(client, f"/countries/{Country.objects.get(name_en=name).iso3}/")
    assert page.words("//p.empty").startswith(f"No entry on record names {name}.")
    assert not page.entries()


def test_a_country_that_is_only_mentioned_gets_no_sentence_of_what_concerns_it(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    entry = new_entry(chapter, full_content(2013, countries=()), by=admin_user)
    guyana = Country.objects.get(iso3="GUY")
    EntryCountry.objects.create(entry=entry, country=guyana, role=CountryRole.MENTIONED)
    page = page_of(client, "/countries/GUY/")
    assert not page.find("//p.sentence")
    assert page.entries(section("mentioned")) == ["2013-iom-1"]


def test_entries_are_grouped_by_implementer(mexico):
    assert mexico.links(f"{section('executed')}//h3") == [
        f"/implementers/{slug}/"
        for slug in dict.fromkeys(
            reference.split("-")[1] for reference in mexico.entries(section("executed"))
        )
    ]


def test_grouping_by_activity_shows_the_same_entries_under_activities(client, mexico):
    page = page_of(client, "/countries/MEX/?by=activity")
    for slug in (*CONCERNING, "mentioned"):
        assert sorted(page.entries(section(slug))) == sorted(mexico.entries(section(slug)))
    heads = page.all_words(f"{section('executed')}//h3")
    assert heads[-1] == "Without a number of the Program"
    codes = [int(head.split()[0]) for head in heads[:-1]]
    assert codes == sorted(codes)


def test_dated_events_published_copy_the_order_of_time(mexico):
    days = [time.get("datetime") for time in mexico.find("//ol.timeline//time")]
    assert days == sorted(days)
    assert days


def test_membership_and_sub_region_stand_above_the_name(client, mexico):
    assert mexico.words("//main/p.kicker").startswith("North America · member state of the OAS")
    assert (
        page_of(client, "/countries/NIC/")
        .words("//main/p.kicker")
        .endswith("member state of the OAS until 19 November 2023")
    )
    assert (
        page_of(client, "/countries/CUB/").words("//main/p.kicker").endswith("does not take part")
    )
    for iso3, status in (
        ("ESP", "State · permanent observer of the OAS"),
        ("TUR", "State · permanent observer of the OAS"),
        ("TCA", "Territory · neither a member state nor a permanent observer of the OAS"),
    ):
        assert page_of(client, f"/countries/{iso3}/").words("//main/p.kicker") == status


def test_public_lists_leave_out_countries_that_nothing_names(client):
    listed = [row.split(",")[0] for row in client.get("/countries.csv").text.splitlines()[1:]]
    assert len(listed) == 51
    assert "TUR" not in listed
    assert "ESP" in listed
    assert "/countries/TUR/" not in client.get("/sitemap-countries.xml").text
    assert "/countries/TUR/" not in client.get("/search/?q=Türkiye").text
    assert "TUR" not in {row["iso3"] for row in client.get("/api/v1/countries/").json()["results"]}
    assert client.get("/api/v1/countries/TUR/").json()["oas_status"] == "observer"


def test_a_country_is_listed_once_a_public_entry_names_it(client):
    entry = Entry.objects.public().first()
    turkey = Country.objects.get(iso3="TUR")
    EntryCountry.objects.create(entry=entry, country=turkey, role=CountryRole.PARTICIPANT)
    assert "TUR," in client.get("/countries.csv").text
    assert "/countries/TUR/" in client.get("/sitemap-countries.xml").text
    assert "/countries/TUR/" in page_of(client, "/countries/").links("//main/ul//li")


def test_the_list_has_the_35_states_by_sub_region_and_the_others_apart(client):
    page = page_of(client, "/countries/")
    states = page.links("//section//li")
    assert sorted(states) == sorted(f"/countries/{iso3}/" for iso3 in MEMBERS)
    assert page.all_words("//section/h3") == [
        "North America",
        "Central America",
        "Caribbean",
        "South America",
    ]
    others = page.links("//main/ul//li")
    assert not set(others) & set(states)
    assert len(others) + len(states) == countries_on_record().count() == 51


def test_a_code_in_small_letters_leads_to_the_page(client):
    response = client.get("/countries/mex/")
    assert (response.status_code, response["Location"]) == (301, "/countries/MEX/")


def new_entries(number, *, role, by):
    """So many entries of one chapter that name Guyana in one role."""
    chapter = new_chapter(new_year(2013), "iom", by=by)
    content = replace(full_content(2013, countries=()), countries=(("GUY", role),))
    for _number in range(number):
        new_entry(chapter, content, by=by)


@pytest.mark.parametrize("number", [12, 13, 40, 41, 60])
def test_a_country_with_up_to_60_entries_shows_all_of_each_part(client, admin_user, number):
    new_entries(number, role=CountryRole.PLACE, by=admin_user)
    page = page_of(client, "/countries/GUY/")
    assert len(set(page.entries(section("executed")))) == number
    assert "page by page" not in page.words()


def test_a_country_with_more_than_60_entries_shows_12_and_links_to_all(client, admin_user):
    new_entries(61, role=CountryRole.PLACE, by=admin_user)
    page = page_of(client, "/countries/GUY/")
    assert len(page.entries(section("executed"))) == 12
    assert "All 61, page by page" in page.words(section("executed"))
    pages = [page_of(client, f"/countries/GUY/?part=executed&page={n}") for n in (1, 2)]
    shown = [reference for page in pages for reference in page.entries(section("executed"))]
    assert len(shown) == len(set(shown)) == 61


@pytest.mark.parametrize(("number", "shown"), [(20, 20), (21, 20)])
def test_what_a_state_paid_for_is_shown_in_full_or_says_that_it_is_not(
    client, admin_user, number, shown
):
    new_entries(number, role=CountryRole.FUNDER, by=admin_user)
    page = page_of(client, "/countries/GUY/")
    assert len(page.links("//aside//ul[@class='plain-list']")) == shown
    everything = page.links("//aside//a[text() = 'All as CSV']/..")
    assert everything == ([] if number == shown else ["/entries.csv?country=GUY&role=funder"])
    for address in everything:
        rows = client.get(address).content.decode().strip().splitlines()
        assert len(rows) == 1 + number


def test_an_entry_that_a_state_took_part_in_and_is_mentioned_in_stands_with_what_it_took_part_in(
    client, admin_user
):
    both = ((CountryRole.PARTICIPANT, CountryRole.MENTIONED), (CountryRole.MENTIONED,))
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    for roles in both:
        content = replace(
            full_content(2013, countries=()), countries=tuple(("URY", r) for r in roles)
        )
        new_entry(chapter, content, by=admin_user)
    page = page_of(client, "/countries/URY/?year=2013")
    assert page.entries(section("took-part")) == ["2013-iom-1"]
    assert page.entries(section("mentioned")) == ["2013-iom-2"]
    assert page.entries() == ["2013-iom-1", "2013-iom-2"]
