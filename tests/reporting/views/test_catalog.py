"""/data/ and /data/catalog.jsonld : the data set described, for people and for catalogs."""

import csv
import io

import pytest

from reporting.filtered_lists import NOUNS
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client):
    response = client.get("/data/catalog.jsonld")
    assert response["Content-Type"].startswith("application/ld+json")
    return response.json()


def test_every_list_is_described_with_a_file_in_each_format(described):
    sets = {one["@id"].partition("#")[2]: one for one in described["dataset"]}
    assert set(sets) == set(NOUNS)
    assert sets["entries"]["temporalCoverage"] == "2011-01-01/2011-12-31"
    assert [one["contentUrl"] for one in sets["entries"]["distribution"]] == [
        "http://testserver/entries.csv",
        "http://testserver/entries.xlsx",
        "http://testserver/entries.json",
        "http://testserver/api/v1/entries/",
    ]


def test_every_file_that_is_described_is_there(client, described):
    for one in described["dataset"]:
        for file in one["distribution"]:
            response = client.get(file["contentUrl"].removeprefix("http://testserver"))
            assert response.status_code == 200, file
            assert response["Content-Type"].startswith(file["encodingFormat"]), file


def test_the_columns_described_are_those_of_the_file(client, described):
    for one in described["dataset"]:
        file = client.get(one["distribution"][0]["contentUrl"]).content.decode("utf-8-sig")
        assert next(csv.reader(io.StringIO(file))) == one["variableMeasured"]


def test_dcat_and_schema_org_say_the_same(described):
    assert described["@type"] == ["DataCatalog", "dcat:Catalog"]
    for one in described["dataset"]:
        assert one["@type"] == ["Dataset", "dcat:Dataset"]
        assert one["name"] == one["dct:title"]
        assert [file["@id"] for file in one["distribution"]] == [
            file["@id"] for file in one["dcat:distribution"]
        ]
    assert "license" not in str(described)


def test_the_page_leads_to_every_file_and_each_page_to_the_description(client):
    page = page_of(client, "/data/")
    assert {f"/{noun}.{form}" for noun in NOUNS for form in ("csv", "xlsx", "json")} <= set(
        page.links()
    )
    assert page.root.xpath("//head/link[@type='application/ld+json']/@href") == [
        "/data/catalog.jsonld"
    ]
