"""The pages of themes, the filter `theme`, and the mark of background."""

import csv
import io

import pytest

from program.models import Theme
from reporting.models import Entry, EntryTheme, Event

pytestmark = pytest.mark.django_db

THEMES = ["trafficking", "children", "stateless", "indigenous-peoples"]


def _rows(client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


def test_every_theme_has_a_definition_and_a_page(client):
    page = client.get("/themes/").content.decode()
    for theme in Theme.objects.all():
        assert f'href="/themes/{theme.code}/"' in page
        assert theme.definition
        assert client.get(f"/themes/{theme.code}/").status_code == 200


def test_a_definition_says_where_it_comes_from(client):
    Theme.objects.filter(code="trafficking").update(source="Trafficking Protocol, Article 3 (a)")
    quoted = client.get("/themes/trafficking/").content.decode()
    assert "Definition quoted from: Trafficking Protocol, Article 3 (a)." in quoted
    assert "The definition is the portal’s own." in client.get("/themes/women/").content.decode()


def test_an_unknown_theme_has_no_page(client):
    assert client.get("/themes/unicorns/").status_code == 404


@pytest.mark.parametrize("code", THEMES)
def test_every_list_has_the_same_entries_of_a_theme(client, code):
    references = set(
        Entry.objects.filter(entry_themes__theme__code=code).values_list("reference", flat=True)
    )
    assert {row["id"] for row in _rows(client, f"/entries.csv?theme={code}")} == references
    api = client.get(f"/api/v1/entries/?theme={code}&page_size=100").json()
    assert {row["id"] for row in api["results"]} == references
    search = client.get(f"/search/?theme={code}")
    assert search.context["count"] == len(references)
    assert client.get(f"/themes/{code}/").context["count"] == len(references)


def test_an_unknown_theme_is_refused_by_files_and_api(client):
    assert client.get("/entries.csv?theme=unicorns").status_code == 400
    assert client.get("/api/v1/entries/?theme=unicorns").status_code == 400


def test_themes_of_2011_are_assigned_editorially():
    assert set(EntryTheme.objects.values_list("source", flat=True)) == {"editorial"}


def test_a_background_entry_is_marked_in_lists_and_on_its_page(client):
    for address in ("/entries/2011-unhcr-45/", "/years/2011/unhcr/", "/countries/HTI/"):
        page = client.get(address).content.decode()
        assert "mark-background" in page
        assert "editorially" in page


def test_calendars_leave_out_what_is_background(client):
    assert "Earthquake in Haiti" not in client.get("/years/2011/calendar/").content.decode()
    assert "Earthquake" not in client.get("/events.ics?year=2011").content.decode()
    assert "Earthquake" in client.get("/events.ics?year=2011&background=true").content.decode()
    occasions = client.get("/countries/HTI/").context["occasions"]
    assert all(not occasion.event.is_background for occasion in occasions)


def test_the_file_of_events_says_what_is_background(client):
    marked = [row for row in _rows(client, "/events.csv") if row["background_source"]]
    assert len(marked) == Event.objects.background().count()
    assert {row["entry"] for row in marked} == {
        row["entry"] for row in _rows(client, "/events.csv?background=true")
    }


def test_titles_name_entries_everywhere_but_in_the_report(client):
    title = "Advocacy and training on health and migration in border areas"
    for address in (
        "/entries/2011-iom-21/",
        "/years/2011/iom/",
        "/search/?q=2011-iom-21",
        "/implementers/iom/feed.atom",
    ):
        assert title in client.get(address).content.decode()
    assert title not in client.get("/reports/2011/").content.decode()
    assert "The title is editorial." in client.get("/entries/2011-iom-21/").content.decode()


def test_events_of_one_entry_have_names_of_their_own(client):
    calendar = client.get("/years/2011/calendar/").content.decode()
    assert "Roundtable on Alternatives to Detention of Migrants" in calendar
    assert "Model OAS General Assembly (MOAS)" in calendar
    file = client.get("/events.ics?year=2011").content.decode().replace("\r\n ", "")
    assert "SUMMARY:IACHR: Roundtable on Alternatives to Detention of Migrants" in file
