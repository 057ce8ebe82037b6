import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from implementers.models import Implementer, Membership, User
from implementers.tokens import make_token, token_of

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


def test_an_administrator_revokes_tokens_of_others(admin_client, iom_writer, unhcr_writer):
    held = [
        make_token(name=name, days=30, by=who)
        for name, who in (("a", iom_writer), ("b", iom_writer), ("c", unhcr_writer))
    ]
    listed = reverse("admin:implementers_apitoken_changelist")
    chosen = [token.pk for token, _secret in held[:2]]
    page = admin_client.post(listed, {"action": "revoke", "_selected_action": chosen}, follow=True)
    assert "2 tokens revoked." in page.content.decode()
    assert [token_of(secret) is None for _token, secret in held] == [True, True, False]


def test_a_token_is_shown_without_what_could_be_used_and_nothing_of_it_changed(
    admin_client, iom_writer
):
    token, secret = make_token(name="a", days=30, by=iom_writer)
    change = reverse("admin:implementers_apitoken_change", args=[token.pk])
    page = admin_client.get(change).content.decode()
    assert token.begins in page
    assert secret not in page
    assert token.digest not in page
    assert admin_client.post(change, {"name": "b"}).status_code == 403
    assert admin_client.get(reverse("admin:implementers_apitoken_add")).status_code == 403


def test_who_may_only_look_at_tokens_revokes_none(client, iom_writer, unhcr_writer):
    token, secret = make_token(name="a", days=30, by=unhcr_writer)
    iom_writer.is_staff = True
    iom_writer.save()
    iom_writer.user_permissions.set(Permission.objects.filter(codename="view_apitoken"))
    client.force_login(iom_writer)
    listed = reverse("admin:implementers_apitoken_changelist")
    client.post(listed, {"action": "revoke", "_selected_action": [token.pk]})
    assert token_of(secret) is not None
    iom_writer.user_permissions.add(Permission.objects.get(codename="change_apitoken"))
    client.post(listed, {"action": "revoke", "_selected_action": [token.pk]})
    assert token_of(secret) is None


def test_a_weak_password_is_refused(admin_client):
    admin_client.post(ADD, {**PERSON, "password1": "short", "password2": "short"})
    assert not User.objects.filter(email__iexact="ana@iom.int").exists()


def test_an_address_in_another_case_is_the_same_address(admin_client, ana):
    page = admin_client.post(ADD, {**PERSON, "email": "ANA@iom.int"})
    assert page.context["adminform"].form.errors == {
        "email": ["There is already an account with this e-mail address."]
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


ALL_ROLES = {"is_secretariat": "on", "is_staff": "on", "is_superuser": "on", "is_active": "on"}


def change_person(client, person, **values):
    address = reverse("admin:implementers_user_change", args=[person.pk])
    own = {
        "email": person.email,
        "first_name": "Changed",
        "last_name": person.last_name,
        "language": "en",
        "date_joined_0": "2013-01-01",
        "date_joined_1": "10:00:00",
    }
    assert client.post(address, own | values).status_code == 302
    person.refresh_from_db()
    assert person.first_name == "Changed"


def test_a_superuser_changes_roles_of_others_but_not_their_own(client, administrator, stranger):
    client.force_login(administrator)
    change_person(client, administrator, **ALL_ROLES)
    assert not administrator.is_secretariat
    change_person(client, stranger, **ALL_ROLES)
    assert stranger.is_secretariat
    assert stranger.is_superuser


@pytest.mark.parametrize("model", ["user", "membership"])
def test_staff_who_are_no_superusers_administer_no_people(model, client, secretariat, iom_writer):
    secretariat.is_staff = True
    secretariat.save()
    secretariat.user_permissions.set(Permission.objects.all())
    client.force_login(secretariat)
    row = iom_writer if model == "user" else iom_writer.memberships.get()
    change = reverse(f"admin:implementers_{model}_change", args=[row.pk])
    delete = reverse(f"admin:implementers_{model}_delete", args=[row.pk])
    listed = reverse(f"admin:implementers_{model}_changelist")
    picked = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    assert client.get(reverse(f"admin:implementers_{model}_add")).status_code == 403
    assert client.post(change, {"is_superuser": "on"}).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    client.post(listed, picked)
    assert type(row).objects.filter(pk=row.pk).exists()


def test_nobody_gets_permissions_by_changing_a_group(administrator, client):
    client.force_login(administrator)
    assert client.get("/admin/auth/group/").status_code == 404


def test_who_has_a_role_moves_no_implementer(client, administrator, iom_writer):
    """A role in a parent counts for its children."""
    held = Implementer.objects.get(slug="iom")
    above = Implementer.objects.get(slug="sedi")
    fields = {
        "acronym": held.acronym,
        "slug": held.slug,
        "name_en": held.name_en,
        "parent": above.pk,
        "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0",
    }
    change = reverse("admin:implementers_implementer_change", args=[held.pk])
    own = Membership.objects.create(user=administrator, implementer=above, role="focal_point")
    client.force_login(administrator)
    form = client.get(change).context["adminform"].form
    fields = {**{k: v for k, v in form.initial.items() if v is not None}, **fields}
    assert client.post(change, fields).status_code == 302
    held.refresh_from_db()
    assert held.parent is None

    own.delete()
    assert client.post(change, fields).status_code == 302
    held.refresh_from_db()
    assert held.parent == above
