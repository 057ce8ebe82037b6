"""Who is part of whom."""

from implementers.models import Implementer
from implementers.tree import lineage, parts_of


def test_lineage_leads_up_to_the_root():
    assert lineage(3, {1: None, 2: 1, 3: 2, 4: 1}) == {3, 2, 1}


def test_lineage_of_a_circle_ends():
    assert lineage(1, {1: 2, 2: 1}) == {1, 2}


def test_parts_reach_below_the_children(db):
    mide = Implementer.objects.get(slug="mide")
    unit = Implementer.objects.create(
        slug="unit", acronym="Unit", name_en="A unit", kind="oas", position=99, parent=mide
    )

    assert unit.pk in parts_of(Implementer.objects.get(slug="sedi"))
    assert unit.pk not in parts_of(Implementer.objects.get(slug="iachr"))
