import pytest
from django.core.exceptions import ValidationError

from implementers.models import Assignment, Implementer, User

pytestmark = pytest.mark.django_db


def test_an_implementer_is_called_by_its_name_and_acronym():
    assert str(Implementer.objects.get(slug="iom")) == (
        "International Organization for Migration (IOM)"
    )
    assert str(Implementer.objects.get(slug="education")) == "Office of Education and Culture"


def test_the_units_of_a_secretariat_stand_under_it():
    sedi = Implementer.objects.get(slug="sedi")
    assert [child.slug for child in sedi.children.all()] == ["mide", "rial", "education"]


def test_an_implementer_knows_its_activities_in_the_order_of_the_register():
    assigned = Assignment.objects.filter(implementer__slug="dps")
    assert [row.activity.code for row in assigned] == ["6", "7", "30", "31", "32"]


def test_the_same_activity_is_assigned_to_two():
    assert [i.slug for i in Implementer.objects.filter(activities__code="42")] == ["can", "csm"]


def test_an_address_belongs_to_one_person():
    User.objects.create(username="a", email="a@iom.int")
    with pytest.raises(ValidationError) as refused:
        User(username="b", email="a@iom.int").validate_unique()
    assert refused.value.messages == ["There is already an account with this e-mail address."]


def test_a_person_is_called_by_name_or_address():
    assert str(User(email="a@iom.int")) == "a@iom.int"
    assert str(User(email="a@iom.int", first_name="Ana", last_name="Paz")) == "Ana Paz"
