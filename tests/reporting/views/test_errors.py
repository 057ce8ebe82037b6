"""Whatever is asked, the answer is clear; every answer carries the headers that protect readers."""

import re

import pytest

from tests.reporting.views import Page, page_of

pytestmark = pytest.mark.django_db

LONG = "a" * 5000
NOT_FOUND = [
    "/nowhere/",
    "/countries/XXX/",
    "/countries/MEXICO/",
    f"/countries/{LONG.upper()}/",
    "/countries/%00/",
    "/countries/MEX%00/",
    "/countries/M%C3%89X/",
    "/activities/101/",
    "/activities/RIAL-9/",
    "/activities/0/",
    "/activities/99999999999999999999/",
    f"/activities/{LONG}/",
    "/activities/67%00/",
    "/implementers/nobody/",
    "/implementers/IOM/",
    f"/implementers/{LONG}/",
    "/implementers/iom%00/",
    "/implementers/%3Cscript%3E/",
    "/years/0/",
    "/years/1999/",
    "/years/2012/",
    "/years/99999999999/",
    f"/years/{'9' * 400}/",
    f"/years/{'9' * 5000}/",
    "/years/-1/",
    "/years/2011%00/",
    "/years/2011/nobody/",
    "/years/99999999999/iom/",
    f"/years/2011/{LONG}/",
    "/entries/2011-iom-0/",
    "/entries/2011-iom-99999999999999999999/",
    "/entries/2099-iom-1/",
    f"/entries/{LONG}/",
    "/entries/2011-iom-1%00/",
    "/entries/2011-iom-1%0a/",
    "/reports/1999/",
    "/reports/99999999999/",
    "/reports/99999999999/report.pdf",
    "/reports/99999999999/report.docx",
    "/reports/2011/report.exe",
    "/reports/2011/report.pdf/",
]
PAGES = [
    "/",
    "/countries/",
    "/countries/MEX/",
    "/activities/",
    "/activities/67/",
    "/implementers/",
    "/implementers/iom/",
    "/years/",
    "/years/2011/",
    "/years/2011/iom/",
    "/entries/2011-iom-37/",
    "/reports/",
    "/reports/2011/",
]
QUERIES = [
    "by=%00",
    "by=activity%00",
    "by=nonsense",
    "by=activity&by=implementer",
    "by[]=activity",
    "%00=%00",
    "page=99999999999999999999",
    "page=-1",
    "q=%27%20OR%201=1--",
    "q=%3Cscript%3Ealert(1)%3C/script%3E",
    "q=%ff%fe",
    "&&&==&",
    f"q={LONG}",
    "layout=matrix%00",
]


# A page of these that is not there is an address of nothing.
IN_PAGES = ("/activities/67/", "/countries/MEX/")


@pytest.mark.parametrize("address", NOT_FOUND, ids=lambda address: address[:40])
def test_an_address_of_nothing_gets_the_helpful_page(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 404
    response.status_code = 200
    page = Page(response)
    assert page.words("//h1") == "There is no page at this address"
    assert {"/countries/", "/activities/", "/implementers/", "/years/"} <= set(page.links())


@pytest.mark.parametrize(
    ("address", "last", "words"),
    [
        ("/activities/67/?page=99", "/activities/67/", "There is only 1 page."),
        ("/activities/67/?year=2011&page=99", "/activities/67/?year=2011", ""),
        ("/countries/MEX/?page=999", "/countries/MEX/", "There is only 1 page."),
        ("/countries/MEX/?part=planned&page=9", "/countries/MEX/?part=planned", ""),
    ],
)
def test_a_page_past_the_end_says_how_many_there_are_and_leads_to_the_last(
    client, address, last, words
):
    response = client.get(address)
    assert response.status_code == 404
    response.status_code = 200
    page = Page(response)
    assert words in page.words("//p.sentence")
    assert "mistyped" not in page.words()
    assert page.links("//p.sentence") == [last]
    assert client.get(last).status_code == 200


def test_a_search_past_its_end_leads_to_its_last_page(client):
    response = client.get("/search/?q=migrants&page=99")
    response.status_code = 200
    page = Page(response)
    last = int(re.search(r"There are only (\d+) pages", page.words("//p.sentence"))[1])
    assert page.links("//p.sentence") == [f"/search/?q=migrants&page={last}"]
    assert client.get(f"/search/?q=migrants&page={last}").status_code == 200
    assert client.get(f"/search/?q=migrants&page={last + 1}").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_strange_query_changes_nothing_that_a_reader_sees(client, address):
    plain = page_of(client, address).words()
    for query in QUERIES:
        response = client.get(f"{address}?{query}")
        if address in IN_PAGES and query.startswith("page="):
            assert response.status_code == 404, query
            continue
        strange = Page(response)
        assert strange.find("//h1"), query
        assert "activity" in query or strange.words() == plain, query
        assert "<script>alert" not in strange.words("//body")


@pytest.mark.parametrize("query", ["layout=%00", "layout=matrix&layout=reading", f"layout={LONG}"])
def test_a_strange_layout_is_answered_with_a_file(client, query, monkeypatch):
    monkeypatch.setattr("reporting.views.reports.rendered", lambda *_args, **_kwargs: b"file")
    response = client.get(f"/reports/2011/report.pdf?{query}")
    assert (response.status_code, response.content) == (200, b"file")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_one_has_is_not_sent_again(client, address):
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("address", [*PAGES, "/nowhere/", "/health/"])
def test_every_answer_carries_the_security_headers(client, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", [*PAGES, "/nowhere/", "/health/"])
def test_every_answer_carries_a_policy_that_allows_nothing_inline_and_nothing_foreign(
    client, address
):
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"\*|https?:", policy)


def test_a_fault_of_ours_gets_a_page_that_needs_neither_data_nor_context(client, monkeypatch):
    def fail(_request):
        raise RuntimeError("a fault")

    monkeypatch.setattr("reporting.views.front.public_years", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    response.status_code = 200
    page = Page(response)
    assert page.words("//h1") == "An error occurred"
    assert page.links() == ["/"]
    assert "a fault" not in page.words("//body")


def test_a_request_that_cannot_be_read_gets_a_page_of_ours(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Traceback" not in response.content.decode()
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_public_is_changed_by_any_method(client, method):
    response = getattr(client, method)("/countries/MEX/")
    assert response.status_code in (200, 405)
