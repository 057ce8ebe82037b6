"""/implementers/ … : the tree, and each one's activities and chapters."""

import pytest

from implementers.models import Implementer
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(client):
    return page_of(client, "/implementers/")


def test_the_tree_names_every_implementer_once(tree):
    assert sorted(tree.links("//ul.tree")) == sorted(
        f"/implementers/{slug}/" for slug in Implementer.objects.values_list("slug", flat=True)
    )


def test_units_stand_under_what_they_are_part_of(tree):
    sedi = tree.find("//li[a[@href='/implementers/sedi/']]")[0]
    assert [link.get("href") for link in sedi.xpath("./ul/li/a")] == [
        "/implementers/mide/",
        "/implementers/rial/",
        "/implementers/education/",
    ]


def test_the_tree_is_told_apart_by_kind(tree):
    assert tree.all_words("//h2") == [
        "Organs, agencies, and entities of the OAS",
        "Forums of member states",
        "International organizations",
        "Other implementers",
    ]


def test_the_tree_counts_the_activities_assigned(tree):
    iom = Implementer.objects.get(slug="iom")
    assert tree.words("//li[a[@href='/implementers/iom/']]").endswith(
        f"{iom.activities.count()} activities"
    )


def test_an_implementer_shows_its_other_names_and_its_chapter_with_counts(client):
    page = page_of(client, "/implementers/iom/")
    assert page.words("//h1") == "International Organization for Migration (IOM)"
    assert "OIM" in page.words("//main/p.small")
    assert page.all_words("//table[1]/tbody/tr/*") == ["2011 IOM", "27", "26", "12"]
    assert page.links("//table[1]/tbody") == ["/years/2011/iom/"]


def test_an_implementer_shows_the_activities_assigned_to_it(client):
    assigned = Implementer.objects.get(slug="iom").activities.order_by("position")
    page = page_of(client, "/implementers/iom/")
    assert page.all_words("//table[2]/tbody/tr/td[1]") == [a.code for a in assigned]


def test_a_head_of_others_shows_its_units_and_their_chapters(client):
    page = page_of(client, "/implementers/sedi/")
    assert page.links("//ul.plain-list") == [
        "/implementers/mide/",
        "/implementers/rial/",
        "/implementers/education/",
    ]
    assert page.links("//table/tbody[.//th]")[:3] == [
        "/years/2011/mide/",
        "/years/2011/rial/",
        "/years/2011/education/",
    ]


def test_a_unit_says_what_it_is_part_of(client):
    page = page_of(client, "/implementers/mide/")
    assert "part of" in page.words("//main/p.kicker")
    assert "/implementers/sedi/" in page.links("//nav[ol]")
