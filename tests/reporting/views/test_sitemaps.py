"""/sitemap.xml and /robots.txt."""

import re

import pytest
from django.utils import timezone

from reporting.enums import SubmissionStatus
from reporting.models import Entry
from reporting.views.sitemaps import SECTIONS
from tests.reporting.views import full_content, new_chapter, new_entry, new_year

pytestmark = pytest.mark.django_db


def locations(response):
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


def test_the_index_names_each_section_and_its_pages(client, monkeypatch):
    monkeypatch.setattr(SECTIONS["entries"], "limit", 100)
    assert locations(client.get("/sitemap.xml")) == [
        *(f"http://testserver/sitemap-{section}.xml" for section in SECTIONS),
        "http://testserver/sitemap-entries.xml?p=2",
        "http://testserver/sitemap-entries.xml?p=3",
    ]
    assert len(locations(client.get("/sitemap-entries.xml?p=3"))) == 14
    assert client.get("/sitemap-entries.xml?p=4").status_code == 404
    assert client.get("/sitemap-entries.xml?p=x").status_code == 404
    assert client.get("/sitemap-people.xml").status_code == 404


def test_every_section_holds_addresses_that_are_there(client):
    for section in SECTIONS:
        found = locations(client.get(f"/sitemap-{section}.xml"))
        assert found, section
        assert client.get(found[-1].removeprefix("http://testserver")).status_code == 200, section


def test_drafts_and_deleted_entries_are_in_no_sitemap(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", status=SubmissionStatus.DRAFT, by=admin_user)
    new_entry(chapter, full_content(2013), by=admin_user)
    Entry.objects.filter(reference="2011-iom-1").update(
        deleted_at=timezone.now(), deleted_by=admin_user
    )
    found = [
        address
        for section in SECTIONS
        for address in locations(client.get(f"/sitemap-{section}.xml"))
    ]
    assert [address for address in found if "2013" in address] == []
    assert "http://testserver/entries/2011-iom-1/" not in found


def test_robots_are_led_to_the_sitemap_and_kept_from_the_desk(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /desk/" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
