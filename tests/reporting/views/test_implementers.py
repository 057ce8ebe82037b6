"""/implementers/ … : the tree, and each one's activities and chapters."""

import pytest

from implementers.models import Implementer
from program.models import Program, Resolution
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


def test_the_tree_counts_activities_and_chapters(tree):
    iom = Implementer.objects.get(slug="iom")
    assert tree.words("//li[a[@href='/implementers/iom/']]").endswith(
        f"{iom.activities.count()} activities · 1 chapter, of 2011"
    )


def test_an_implementer_shows_its_other_names_and_its_chapter_with_counts(client):
    page = page_of(client, "/implementers/iom/")
    assert page.words("//h1") == "International Organization for Migration (IOM)"
    assert "OIM" in page.words("//main/p.small")
    assert page.words("//p.sentence").startswith("In 2011 IOM reported 65 entries that concern")
    chapters = "//section[h2[@id='chapters']]/table/tbody"
    assert page.all_words(f"{chapters}/tr/*") == ["2011 IOM", "27", "26", "12"]
    assert page.links(chapters) == ["/years/2011/iom/"]


def test_an_implementer_shows_its_activities_with_a_mark_for_each_year(client):
    assigned = Implementer.objects.get(slug="iom").activities.order_by("position")
    page = page_of(client, "/implementers/iom/")
    assert page.all_words("//table.marks/tbody/tr/th/a") == [a.code for a in assigned]
    assert page.links("//table.marks/tbody/tr[1]/td") == [
        "/activities/67/?year=2011&implementer=iom#undertakings"
    ]
    assert page.all_words("//table.marks/tbody/tr/td")[:3] == [
        "67, 2011: reported",
        "68, 2011: reported",
        "69, 2011: listed",
    ]


def test_a_head_of_others_shows_its_units_and_their_chapters(client):
    page = page_of(client, "/implementers/sedi/")
    units = ["/implementers/mide/", "/implementers/rial/", "/implementers/education/"]
    assert page.links("//aside//ul.tree") == ["/implementers/sedi/", *units]
    assert page.words("//aside//a[@aria-current]") == (
        "Executive Secretariat for Integral Development (SEDI)"
    )
    assert page.links("//section[h2[@id='chapters']]/table/tbody") == [
        link.replace("implementers", "years/2011") for link in units
    ]
    assert "RIAL-1" in page.all_words("//table.marks/tbody/tr/th/a")


def test_a_unit_says_what_it_is_part_of(client):
    page = page_of(client, "/implementers/mide/")
    assert "part of" in page.words("//main/p.kicker")
    assert "/implementers/sedi/" in page.links("//nav[ol]")
    assert "/implementers/sedi/" in page.links("//aside//ul.tree")


def test_an_implementer_names_the_countries_its_entries_concern_most_first(client):
    page = page_of(client, "/implementers/iom/")
    assert page.all_words("//aside/section[last()]//li")[:2] == [
        "Mexico 11 entries",
        "Colombia 9 entries",
    ]


def test_financing_that_is_not_asked_for_is_another_thing_than_none_stated(client):
    iom = page_of(client, "/implementers/iom/").all_words("//ul.figures-in-words/li")
    iachr = page_of(client, "/implementers/iachr/").all_words("//ul.figures-in-words/li")
    rial = page_of(client, "/implementers/rial/")
    assert iom == [
        "1 chapter is not asked: only organs, agencies, and entities of the OAS are asked"
    ]
    assert iachr == ["1 chapter was asked and states none"]
    assert rial.all_words("//ul.figures-in-words/li") == ["1 chapter states its financing"]
    assert "$ 200,000" in rial.words("//section[h2[@id='financing']]")


def test_what_another_program_assigned_is_not_counted(client):
    Program.objects.update(is_current=False)
    other = Program.objects.create(
        slug="later",
        title="A later Program",
        resolution=Resolution.objects.first(),
        is_current=True,
    )
    assert "4 activities" not in page_of(client, "/implementers/").words()
    assert client.get("/api/v1/implementers/iom/").json()["activity_codes"] == []
    assert client.get("/activities/67/").status_code == 404
    assert not other.years.exists()
