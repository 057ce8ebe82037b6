"""Who is part of whom."""

import pytest
from django.core.exceptions import ValidationError

from implementers.models import Implementer
from implementers.tree import ancestor_ids, descendant_ids

PARENTS = {1: None, 2: 1, 3: 2, 4: 1}


@pytest.fixture
def unit(db) -> Implementer:
    """A part of MiDE, which is part of SEDI."""
    mide = Implementer.objects.get(slug="mide")
    return Implementer.objects.create(
        slug="unit", acronym="Unit", name_en="A unit", kind="oas", position=99, parent=mide
    )


def test_ancestors_lead_up_to_the_root():
    assert ancestor_ids(3, PARENTS) == [3, 2, 1]


def test_ancestors_in_a_circle_end():
    assert ancestor_ids(1, {1: 2, 2: 1}) == [1, 2]


def test_descendants_reach_below_the_children():
    assert descendant_ids(1, PARENTS) == {1, 2, 3, 4}
    assert descendant_ids(2, PARENTS) == {2, 3}


def test_an_implementer_has_its_descendants(unit):
    assert unit.pk in Implementer.objects.get(slug="sedi").descendant_ids()
    assert unit.pk not in Implementer.objects.get(slug="iachr").descendant_ids()


def test_an_implementer_cannot_become_part_of_its_own_part(unit):
    sedi = Implementer.objects.get(slug="sedi")
    sedi.parent = unit
    with pytest.raises(ValidationError) as refused:
        sedi.full_clean()
    assert list(refused.value.message_dict) == ["parent"]


def test_an_implementer_can_move_to_another_parent(unit):
    unit.parent = Implementer.objects.get(slug="sedi")
    unit.full_clean()


def test_the_admin_refuses_a_circle_with_a_message(admin_client, unit):
    sedi = Implementer.objects.get(slug="sedi")
    address = f"/admin/implementers/implementer/{sedi.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    values["heads_only"] = "on"
    inline = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    answer = admin_client.post(address, {**values, **inline, "parent": unit.pk})
    assert answer.status_code == 200
    assert "is itself part of" in answer.content.decode()
    sedi.refresh_from_db()
    assert sedi.parent_id is None
