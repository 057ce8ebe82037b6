"""The filter of a chapter, and duplicating an entry."""

import pytest

from reporting.models import Entry
from reporting.queries.entries import content_of
from tests.factories import rich_content, write_entry

pytestmark = pytest.mark.django_db

CHAPTER = "/desk/2013/iom/"


@pytest.fixture
def writing(client, iom_draft, iom_writer):
    write_entry(iom_draft, kind="planned", text="A seminar for consuls.", by=iom_writer)
    write_entry(iom_draft, text="Migración en la frontera.", by=iom_writer)
    write_entry(iom_draft, **vars(rich_content(2013, title="Forum")), by=iom_writer)
    client.force_login(iom_writer)
    return client


def shown(response) -> list[str]:
    columns = response.context["columns"]
    return [one.reference for column in columns for group in column.groups for one in group.entries]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [1, 2, 3]),
        ({"q": "consuls"}, [1]),
        ({"q": "MIGRACION"}, [2]),
        ({"q": "haiti forum"}, [3]),
        ({"q": "2013-iom-2"}, [2]),
        ({"q": "nothing of this"}, []),
        ({"show": "no-outcome"}, [1]),
        ({"show": "no-country"}, [1, 2]),
        ({"show": "no-date", "q": "seminar"}, [1]),
        ({"show": "nonsense"}, [1, 2, 3]),
        ({"q": "x" * 500}, [1, 2, 3]),
        ({"q": "a\0b"}, [1, 2, 3]),
    ],
)
def test_the_filter_selects_entries(writing, query, expected):
    response = writing.get(CHAPTER, query)

    assert response.status_code == 200
    assert shown(response) == [f"2013-iom-{number}" for number in expected]


def test_an_act_on_a_filtered_page_keeps_the_filter(writing):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{CHAPTER}?q=consuls"}
    response = writing.post("/desk/entries/2013-iom-1/duplicate/", headers=headers)

    assert shown(response) == ["2013-iom-1", "2013-iom-4"]


def test_a_copy_is_below_its_original_and_has_its_content(writing):
    response = writing.post("/desk/entries/2013-iom-2/duplicate/")

    assert response["Location"] == f"{CHAPTER}#e-2013-iom-4"
    column = Entry.objects.filter(kind="executed", reference__startswith="2013-iom")
    order = column.order_by("position").values_list("reference", flat=True)
    assert list(order) == ["2013-iom-2", "2013-iom-4", "2013-iom-3"]
    original, copy = (
        content_of(Entry.objects.with_relations().get(reference=reference))
        for reference in ("2013-iom-2", "2013-iom-4")
    )
    assert copy == original


def test_a_copy_of_a_plan_has_no_outcome(writing):
    writing.post("/desk/entries/2013-iom-1/outcome/", {"outcome": "carried_out", "based_on": "1"})
    writing.post("/desk/entries/2013-iom-1/duplicate/")

    assert Entry.objects.get(reference="2013-iom-1").outcome == "carried_out"
    assert Entry.objects.get(reference="2013-iom-4").outcome == ""


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
def test_others_do_not_duplicate(who, writing, request):
    writing.force_login(request.getfixturevalue(who))

    assert writing.post("/desk/entries/2013-iom-1/duplicate/").status_code == 403
    assert not Entry.objects.filter(reference="2013-iom-4").exists()
