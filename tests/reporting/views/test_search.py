"""/search/ : the page."""

import pytest

from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of

pytestmark = pytest.mark.django_db


def test_the_empty_page_says_what_to_do(client):
    page = page_of(client, "/search/")
    assert "Type what you look for" in page.words()
    assert page.find("//main//input[@name='q']")


def test_results_come_ranked_marked_and_linked(client):
    page = page_of(client, "/search/?q=trafficking")
    assert page.all_words("//mark")
    assert any(link.startswith("/entries/2011-") for link in page.links("//ol.hits"))
    assert page.words("//h2").endswith("results")


def test_the_question_stays_in_the_field_and_is_escaped(client):
    page = page_of(client, '/search/?q="><script>alert(1)</script>')
    assert page.find("//main//input[@name='q']")[0].get("value") == '"><script>alert(1)</script>'
    assert not page.find("//main//script")


def test_a_country_that_nothing_names_is_still_found(client):
    assert page_of(client, "/search/?q=guyana").links("//ol.hits") == ["/countries/GUY/"]


def test_a_filter_alone_lists_its_entries_and_leads_back(client):
    page = page_of(client, "/search/?country=MEX")
    assert page.words("//h2") == "36 results"
    assert page.words("//ul.chosen") == "Mexico ×(remove)"
    assert "/entries.csv?country=MEX" in page.links("//p[contains(@class, 'downloads')]")


def test_it_is_said_how_many_of_the_results_the_files_hold(client):
    page = page_of(client, "/search/?q=migrants")
    number = len(client.get("/entries.json?q=migrants").json())
    assert f"{number} of them are entries of chapters" in page.words("//main")


def test_signs_alone_are_told_that_they_ask_nothing(client):
    page = page_of(client, "/search/?q=*")
    assert "Write a word to search for" in page.words("//*[@role='alert']")


def test_facets_narrow_and_can_be_taken_away(client):
    page = page_of(client, "/search/?q=migrants")
    [mexico] = [link for link in page.links("//aside") if link.endswith("country=MEX")]
    narrowed = page_of(client, mexico)
    assert "Mexico" in narrowed.words("//ul.chosen")
    assert "/search/?q=migrants" in narrowed.links("//ul.chosen")
    assert narrowed.find("//main//input[@type='hidden'][@name='country'][@value='MEX']")


def test_pages_are_addresses(client):
    first = page_of(client, "/search/?q=migrants")
    assert "/search/?q=migrants&page=2" in first.links("//nav.pages")
    assert page_of(client, "/search/?q=migrants&page=2").links("//ol.hits") != first.links(
        "//ol.hits"
    )


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "1.5", "%00", "9" * 400])
def test_a_page_that_is_not_there_gets_the_helpful_page(client, page):
    response = client.get(f"/search/?q=migrants&page={page}")
    assert response.status_code == 404


def test_nothing_found_says_what_to_try(client):
    page = page_of(client, "/search/?q=zzqqxx")
    assert "No public results." in page.words()
    assert "/countries/" in page.links()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("year=1999", "not a year with a public chapter"),
        ("country=XXX", "not a country on record"),
        ("implementer=nobody", "not an implementer on record"),
        ("kind=nonsense", "is not one of"),
        ("activity=999", "not an activity of the Program"),
        ("outcome=%00", "is not one of"),
    ],
)
def test_an_unknown_value_is_named(client, query, said):
    assert said in page_of(client, f"/search/?q=migrants&{query}").words("//*[@role='alert']")


@pytest.mark.parametrize("question", ["%00", "NEAR(", "%22", "%27", "a" * 10_240, "%ff%fe", "*"])
def test_a_hostile_question_gets_a_page(client, question):
    assert page_of(client, f"/search/?q={question}").find("//h1")


def test_every_page_and_the_helpful_one_have_the_field(client):
    assert page_of(client, "/").find("//form[@action='/search/']//input[@name='q']")
    assert b'action="/search/"' in client.get("/nowhere/").content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, admin_user, django_assert_num_queries, rows):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    for _number in range(rows):
        new_entry(chapter, full_content(2013, text="A quxology course."), by=admin_user)
    with django_assert_num_queries(17):
        assert client.get("/search/?q=quxology").status_code == 200


def test_documents_of_an_entry_are_shown(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    content = full_content(2013)
    content = type(content)(
        **{**content.__dict__, "documents": (("Minutes", "https://example.org/minutes"),)}
    )
    new_entry(chapter, content, by=admin_user)
    for address in ("/entries/2013-iom-1/", "/years/2013/iom/"):
        assert "https://example.org/minutes" in page_of(client, address).links()


def test_all_results_are_counted_and_paged(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    for _number in range(21):
        new_entry(chapter, full_content(2013, text="A quxology course."), by=admin_user)
    first = page_of(client, "/search/?q=quxology")
    second = page_of(client, "/search/?q=quxology&page=2")
    assert first.words("//h2") == "21 results"
    assert first.all_words("//details[summary='Year']//li") == ["2013 21"]
    links = [*first.links("//ol.hits//h3"), *second.links("//ol.hits//h3")]
    assert len(set(links)) == len(links) == 21
    assert client.get("/search/?q=quxology&page=3").status_code == 404
