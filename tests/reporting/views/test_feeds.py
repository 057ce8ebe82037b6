"""…/feed.atom : what was reported last, as readers of feeds understand it."""

import pytest
from lxml import etree

from tests.reporting.views import full_content, new_chapter, new_entry, new_year

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


@pytest.mark.parametrize(("address", "queries"), list(zip(FEEDS, (2, 2, 3), strict=True)))
def test_the_number_of_queries_of_a_feed_is_small(
    client, accepted, django_assert_num_queries, address, queries
):
    with django_assert_num_queries(queries):
        client.get(address)
