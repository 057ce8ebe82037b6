"""…/feed.atom : what was reported last, as readers of feeds understand it."""

import pytest
from lxml import etree, html

from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/countries/MEX/feed.atom", "/activities/67/feed.atom", "/implementers/iom/feed.atom")


def feed_of(client, address):
    return etree.fromstring(client.get(address).content)


def references_in(feed):
    """The references of the feed's entries, in its order."""
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")]
    return [link.rstrip("/").rpartition("/")[2] for link in links]


@pytest.fixture
def accepted(admin_user):
    """An entry that every one of the feeds tells of, in a chapter accepted just now."""
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    content = full_content(2013, activities=("67",), countries=("MEX",))
    return new_entry(chapter, content, by=admin_user)


@pytest.mark.parametrize("address", FEEDS)
def test_what_was_accepted_last_comes_first(client, accepted, address):
    """Before the chapters that were imported and so have no time of acceptance."""
    references = references_in(feed_of(client, address))
    assert references[0] == accepted.reference
    assert references[1].startswith("2011-")


@pytest.mark.parametrize("address", FEEDS)
def test_what_was_accepted_last_is_there_when_there_is_more_than_a_feed_holds(
    client, admin_user, accepted, address, monkeypatch
):
    monkeypatch.setattr("reporting.views.feeds._NEWEST", 2)
    later = new_chapter(new_year(2014), "iom", by=admin_user)
    content = full_content(2014, activities=("67",), countries=("MEX",))
    new = [new_entry(later, content, by=admin_user).reference for _number in range(3)]
    assert references_in(feed_of(client, address)) == new[:2]


def test_a_feed_names_the_column_and_the_mark_of_an_entry(client, year_2011):
    titles = [
        title.text for title in feed_of(client, "/countries/HTI/feed.atom").iter(f"{ATOM}title")
    ]
    assert (
        "UNHCR: Displacement in Haiti after the earthquake"
        " (Column “Executed in 2011”; background, marked editorially, after the text)"
    ) in titles


@pytest.mark.parametrize(("address", "queries"), list(zip(FEEDS, (2, 2, 3), strict=True)))
def test_the_number_of_queries_of_a_feed_is_small(
    client, accepted, django_assert_num_queries, address, queries
):
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_names_its_author(client, accepted, address):
    feed = feed_of(client, address)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Organization of American States"
    names = [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in feed.iter(f"{ATOM}entry")]
    assert names[0] == accepted.submission.implementer.name
    assert all(names)


def test_what_looks_like_html_in_an_entry_is_text_in_a_feed(client, accepted):
    accepted.text = "<p>A course &lt;img src=x onerror=alert(1)&gt; &amp; a talk was held.</p>"
    accepted.save()
    summary = feed_of(client, FEEDS[0]).find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    read = html.fragment_fromstring(summary.text, create_parent="div")
    assert len(read) == 0
    assert read.text == "A course <img src=x onerror=alert(1)> & a talk was held."


def test_a_feed_without_entries_stays_the_same(client):
    """Its time is not that of asking, or whoever has it would get it anew each time."""
    address = "/countries/GUY/feed.atom"
    feed = feed_of(client, address)
    assert references_in(feed) == []
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", FEEDS)
def test_a_page_says_in_its_head_where_its_feed_is(client, address):
    page = page_of(client, address.removesuffix("feed.atom"))
    found = page.find("//head/link[@rel='alternate'][@type='application/atom+xml']")
    assert [link.get("href") for link in found] == [address]
    assert found[0].get("title")
