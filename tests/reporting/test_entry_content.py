import dataclasses
import json

import pytest

from reporting.entry_content import EntryContent
from reporting.models import Entry
from reporting.queries.entries import content_of


@pytest.mark.django_db
def test_every_entry_of_2011_survives_the_way_through_json():
    for entry in Entry.objects.with_relations():
        content = content_of(entry)
        assert EntryContent.from_json(json.loads(json.dumps(content.as_json()))) == content


def test_the_least_entry_survives_too():
    content = EntryContent(kind="planned", text="A workshop.")
    assert EntryContent.from_json(content.as_json()) == content


def test_json_holds_every_field():
    fields = {field.name for field in dataclasses.fields(EntryContent)}
    assert set(EntryContent(kind="planned", text="x").as_json()) == fields


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("activities"),
        lambda data: data.update(unknown=1),
        lambda data: data.pop("text"),
    ],
)
def test_another_shape_is_refused(change):
    data = EntryContent(kind="planned", text="x").as_json()
    change(data)
    with pytest.raises((KeyError, TypeError)):
        EntryContent.from_json(data)


@pytest.mark.django_db
def test_an_entry_is_read_as_a_value_without_further_queries(django_assert_num_queries):
    entries = list(Entry.objects.with_relations().filter(submission__implementer__slug="iachr"))
    with django_assert_num_queries(0):
        for entry in entries:
            content_of(entry)
