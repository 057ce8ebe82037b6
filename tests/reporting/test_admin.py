"""The administration of all three apps, page by page."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from implementers.models import ApiToken, Implementer, Membership, RoleChange, User
from implementers.role_changes import record_role_change
from implementers.tokens import make_token
from program.models import Activity, CountryAlias, Resolution
from reporting.models import Entry, ReportCover, ReportingYear
from tests.reporting.editions import issued
from tests.reporting.views import new_chapter, new_year

APPS = ("program", "implementers", "reporting")
MODELS = [model for model in admin.site._registry if model._meta.app_label in APPS]
READ_ONLY = [m for m in MODELS if m._meta.app_label == "reporting" or m in (ApiToken, RoleChange)]
EDITED = [model for model in MODELS if model not in READ_ONLY]


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def by_name(model):
    return model._meta.label


@pytest.fixture(autouse=True)
def tokens(iom_writer, unhcr_writer):
    for person in (iom_writer, unhcr_writer):
        for name in ("export", "calendar"):
            make_token(name=name, days=30, by=person)


@pytest.fixture(autouse=True)
def role_changes(iom_writer, unhcr_writer, secretariat):
    for person in (iom_writer, unhcr_writer):
        record_role_change(person, "secretariat: no → yes", by=secretariat)


@pytest.fixture(autouse=True)
def an_edition(secretariat):
    """What is issued, and the log of it: the 2011 files hold none. A year of one chapter is enough."""
    reporting_year = new_year(2013)
    new_chapter(reporting_year, "iom", by=secretariat)
    issued(reporting_year, by=secretariat)


@pytest.fixture
def some_rows(db):
    """Memberships and their people, of which the 2011 files hold none."""
    for name in ("a", "b", "c"):
        user = User.objects.create(username=f"{name}@iom.int", email=f"{name}@iom.int")
        Membership.objects.create(
            user=user, implementer=Implementer.objects.get(slug="iom"), role="writer"
        )


@pytest.fixture
def staff(client, db):
    """Somebody with every permission who is neither administrator nor secretariat."""
    user = User.objects.create(username="staff@oas.org", email="staff@oas.org", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", MODELS, ids=by_name)
def test_every_list_and_every_row_opens(model, admin_client, some_rows):
    row = model._default_manager.first()
    assert admin_client.get(address(model, "changelist")).status_code == 200
    assert admin_client.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=by_name)
def test_every_list_is_searched(model, admin_client, some_rows):
    found = admin_client.get(address(model, "changelist"), {"q": "nothing is called zzzz"})
    assert found.status_code == 200
    assert list(found.context["cl"].queryset) == []


@pytest.mark.parametrize("model", MODELS, ids=by_name)
def test_every_filter_filters(model, admin_client, some_rows):
    page = admin_client.get(address(model, "changelist"))
    choices = [
        choice["query_string"]
        for spec in page.context["cl"].filter_specs
        for choice in spec.choices(page.context["cl"])
    ]
    for choice in choices:
        assert admin_client.get(address(model, "changelist") + choice).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=by_name)
def test_a_list_costs_the_same_queries_at_one_row_as_at_many(model, admin_client, some_rows):
    def cost(rows):
        admin.site._registry[model].list_per_page = rows
        try:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                admin_client.get(address(model, "changelist"))
        finally:
            admin.site._registry[model].list_per_page = 100
        return len(queries)

    cost(1)  # what is cached once for all
    assert cost(1) == cost(3) == cost(100)


@pytest.mark.parametrize("model", READ_ONLY, ids=by_name)
def test_what_is_reported_is_not_changed_in_the_admin(model, admin_client):
    row = model._default_manager.first()
    assert admin_client.get(address(model, "add")).status_code == 403
    assert admin_client.post(address(model, "change", row.pk), {}).status_code == 403
    assert admin_client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", READ_ONLY, ids=by_name)
def test_no_action_deletes_what_is_reported(model, admin_client):
    before = model._default_manager.count()
    admin_client.post(
        address(model, "changelist"),
        {
            "action": "delete_selected",
            "_selected_action": list(model._default_manager.values_list("pk", flat=True)),
            "post": "yes",
        },
    )
    assert model._default_manager.count() == before


def test_the_glossary_stands_in_the_admin():
    assert {model.__name__ for model in EDITED} == {
        "Activity",
        "Assignment",
        "Contributor",
        "Country",
        "Implementer",
        "Membership",
        "Place",
        "Program",
        "Resolution",
        "Theme",
        "User",
    }
    assert {model.__name__ for model in READ_ONLY} == {
        "ApiToken",
        "RoleChange",
        "Edition",
        "Entry",
        "EntryVersion",
        "Financing",
        "Highlight",
        "Issuing",
        "LogEntry",
        "Narrative",
        "ReportCover",
        "ReportingYear",
        "Submission",
    }


@pytest.mark.parametrize("model", EDITED, ids=by_name)
def test_a_long_choice_is_searched_for_and_not_listed(model):
    registered = admin.site._registry[model]
    links = {field.name for field in model._meta.fields if field.is_relation and field.editable}
    assert links <= set(registered.autocomplete_fields)


@pytest.mark.django_db
def test_an_entry_shows_what_it_concerns(admin_client):
    entry = Entry.objects.get(reference="2011-iachr-8")
    shown = admin_client.get(address(Entry, "change", entry.pk)).content.decode()
    assert "Geneva" in shown
    assert "Switzerland" in shown


@pytest.mark.django_db
def test_an_entry_with_many_rows_costs_no_more_queries_than_one_with_few(admin_client):
    def cost(reference):
        entry = Entry.objects.get(reference=reference)
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address(Entry, "change", entry.pk))
        return len(queries)

    cost("2011-rial-1")
    assert cost("2011-rial-1") == cost("2011-iachr-8") == cost("2011-mide-8")


@pytest.mark.django_db
def test_a_change_of_reference_data_is_kept_in_its_history(admin_client):
    resolution = Resolution.objects.get(symbol__startswith="AG/RES. 2141")
    data = {"symbol": resolution.symbol, "title": "On migrants", "language": "en"}
    admin_client.post(address(Resolution, "change", resolution.pk), data)
    assert list(resolution.history.values_list("title", flat=True)) == ["On migrants", ""]
    assert resolution.history.first().history_user.is_superuser
    assert admin_client.get(address(Resolution, "history", resolution.pk)).status_code == 200


@pytest.mark.django_db
def test_an_alias_is_added_where_its_country_is(admin_client):
    country = CountryAlias.objects.first().country
    page = admin_client.get(address(type(country), "change", country.pk))
    prefixes = [formset.formset.prefix for formset in page.context["inline_admin_formsets"]]
    assert prefixes == ["oas_memberships", "aliases"]


@pytest.mark.django_db
def test_only_the_secretariat_says_what_restates_what(staff):
    activity = Activity.objects.get(code="MiDE-1")
    shown = staff.get(address(Activity, "change", activity.pk))
    assert "probably_same_as" not in shown.context["adminform"].form.fields
    User.objects.filter(email="staff@oas.org").update(is_secretariat=True)
    shown = staff.get(address(Activity, "change", activity.pk))
    assert "probably_same_as" in shown.context["adminform"].form.fields


@pytest.mark.django_db
def test_read_only_holds_whatever_permissions_somebody_has(staff):
    year, cover = ReportingYear.objects.get(year=2011), ReportCover.objects.get()
    assert staff.post(address(ReportingYear, "change", year.pk), {}).status_code == 403
    assert staff.post(address(ReportCover, "delete", cover.pk), {"post": "yes"}).status_code == 403


@pytest.mark.django_db
def test_the_text_of_an_activity_is_taken_literally(admin_client):
    activity = Activity.objects.get(code="MiDE-1")
    page = admin_client.get(address(Activity, "change", activity.pk))
    form = page.context["adminform"].form
    sent = {name: value for name, value in form.initial.items() if value is not None}
    sent |= {"text": "1998. a\r\n\r\n<script>b</script> & <b>c</b>"}
    answer = admin_client.post(address(Activity, "change", activity.pk), sent)
    assert answer.status_code == 302
    activity.refresh_from_db()
    assert activity.text == (
        "<p>1998. a</p><p>&lt;script&gt;b&lt;/script&gt; &amp; &lt;b&gt;c&lt;/b&gt;</p>"
    )


@pytest.mark.django_db
def test_the_structure_of_an_activity_stays_until_its_replacement_is_chosen(admin_client):
    activity = Activity.objects.get(code="MiDE-1")
    stored = '<ol type="a" data-suffix=")"><li><p>one</p></li></ol>'
    Activity.objects.filter(pk=activity.pk).update(text=stored)
    page = admin_client.get(address(Activity, "change", activity.pk))
    assert "Replace this text by the one below" in page.content.decode()
    form = page.context["adminform"].form
    sent = {name: value for name, value in form.initial.items() if value is not None}
    sent |= {"text": "", "text-html": stored, "short_title": "Another title"}
    assert admin_client.post(address(Activity, "change", activity.pk), sent).status_code == 302
    activity.refresh_from_db()
    assert (activity.text, activity.short_title) == (stored, "Another title")
