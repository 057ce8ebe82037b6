"""Pages, files, feeds and lists are those of the current Program alone."""

import pytest

from program.models import Program, Resolution
from reporting.filtered_lists import NOUNS
from reporting.search.index import index_everything

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/countries/",
    "/countries/MEX/",
    "/activities/",
    "/implementers/",
    "/implementers/iom/",
    "/years/",
    "/financing/",
    "/reports/",
    "/search/?q=migrants",
]
FEEDS = ["/countries/MEX/feed.atom", "/implementers/iom/feed.atom"]
FILES = [f"/{noun}.json" for noun in NOUNS] + ["/events.ics"]
API_LISTS = [
    f"/api/v1/{noun}/"
    for noun in (
        "years",
        "chapters",
        "entries",
        "activities",
        "countries",
        "implementers",
        "events",
        "financing",
    )
]
# A chapter's or an entry's address, or an entry of 2011 in a calendar.
OF_2011 = ("/years/2011/", "/entries/2011-", "2011-iom", "/reports/2011/")


def told_of_2011(client, address: str) -> list[str]:
    """Which signs of the Program's only year an answer bears."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = b"".join(answer).decode()
    return [sign for sign in OF_2011 if sign in text]


def test_the_year_is_told_of_while_its_program_is_the_current_one(client):
    index_everything()
    silent = {"/activities.json", "/countries.json", "/implementers.json", "/countries/"}
    silent |= {f"/api/v1/{noun}/" for noun in ("activities", "countries", "implementers")}
    silent |= {"/activities/", "/implementers/", "/financing/"}
    for address in {*PAGES, *FEEDS, *FILES, *API_LISTS} - silent:
        assert told_of_2011(client, address), address


@pytest.mark.parametrize("address", PAGES + FEEDS + FILES + API_LISTS)
def test_another_program_has_nothing_of_it(client, address):
    index_everything()
    Program.objects.update(is_current=False)
    Program.objects.create(
        slug="later",
        title="A later Program",
        short_title="Later",
        resolution=Resolution.objects.first(),
        is_current=True,
    )
    assert told_of_2011(client, address) == []
