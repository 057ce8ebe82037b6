import pytest
from django.urls import reverse

from implementers.models import User

ADD = reverse("admin:implementers_user_add")
PERSON = {
    "email": "Ana@IOM.int",
    "first_name": "Ana",
    "last_name": "",
    "language": "en",
    "usable_password": "true",
    "password1": "a long pass phrase",
    "password2": "a long pass phrase",
}


@pytest.fixture
def ana(admin_client) -> User:
    admin_client.post(ADD, PERSON)
    return User.objects.get(email="ana@iom.int")


def test_a_person_is_made_by_their_address(ana):
    assert ana.username == "ana@iom.int"
    assert ana.check_password("a long pass phrase")


def test_a_person_may_be_made_without_a_password(admin_client):
    admin_client.post(ADD, {**PERSON, "usable_password": "false", "password1": "", "password2": ""})
    assert not User.objects.get(email="ana@iom.int").has_usable_password()


def test_a_weak_password_is_refused(admin_client):
    admin_client.post(ADD, {**PERSON, "password1": "short", "password2": "short"})
    assert not User.objects.filter(email__iexact="ana@iom.int").exists()


def test_an_address_in_another_case_is_the_same_address(admin_client, ana):
    page = admin_client.post(ADD, {**PERSON, "email": "ANA@iom.int"})
    assert page.context["adminform"].form.errors == {
        "email": ["Somebody has an account with this e-mail address already."]
    }


def test_a_name_that_no_column_holds_is_refused(admin_client):
    address = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.int"
    page = admin_client.post(ADD, {**PERSON, "email": address})
    assert page.context["adminform"].form.errors == {
        "email": ["An address has at most 150 characters."]
    }


def test_who_changes_their_address_signs_in_with_the_new_one(admin_client, ana):
    change = reverse("admin:implementers_user_change", args=[ana.pk])
    data = {
        "email": "ana@oas.org",
        "language": "en",
        "is_secretariat": "on",
        "is_active": "on",
        "date_joined_0": "2012-01-01",
        "date_joined_1": "12:00",
    }
    page = admin_client.post(change, data)
    assert page.status_code == 302
    ana.refresh_from_db()
    assert (ana.username, ana.email, ana.is_secretariat) == ("ana@oas.org", "ana@oas.org", True)


def test_the_form_for_a_new_person_asks_for_no_user_name(admin_client):
    shown = admin_client.get(ADD)
    assert "username" not in shown.context["adminform"].form.fields
    assert {"email", "is_secretariat", "language"} <= set(shown.context["adminform"].form.fields)
