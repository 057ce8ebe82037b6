"""The schema, its examples and its page. `RENEW=1 pytest tests/reporting/api/test_schema.py`, run twice,
writes the examples and then the committed schema, which holds them, anew."""

import json
import os
from pathlib import Path

import pytest
import yaml
from django.conf import settings as project_settings
from django.core.management import call_command

from implementers.tokens import make_token
from reporting.api import documented
from reporting.api.reference import groups, shapes
from reporting.api.schema import whole_schema
from reporting.api.serializers.strict import StrictSerializer

COMMITTED = Path(project_settings.BASE_DIR) / "docs" / "openapi.yaml"
EXAMPLES = {
    "year": "/api/v1/years/2011/",
    "chapter": "/api/v1/chapters/2011-csm/",
    "entry": "/api/v1/entries/2011-iom-35/",
    "activity": "/api/v1/activities/42/",
    "country": "/api/v1/countries/MEX/",
    "implementer": "/api/v1/implementers/sedi/",
}
ROWS = {
    "year_row": "years",
    "chapter_row": "chapters",
    "event_row": "events",
    "financing_row": "financing",
    "activity_row": "activities",
}
LATER = "2013-06-01"  # stands for the moments of an example
RENEW = bool(os.environ.get("RENEW"))


@pytest.fixture
def real(db, client, settings):
    """The real answer at an address of a portal that is served at https://portal.example."""
    settings.ALLOWED_HOSTS = ["portal.example"]

    def get(path: str):
        return client.get(path, SERVER_NAME="portal.example", secure=True).json()

    return get


def held_against_file(name: str, given: object) -> None:
    path = Path(documented.__file__).parent / "examples" / f"{name}.json"
    if RENEW:
        path.write_text(json.dumps(given, ensure_ascii=False, indent=2) + "\n")
    assert documented.example(name) == given


@pytest.mark.parametrize(("name", "path"), EXAMPLES.items())
def test_example_of_an_object_is_the_real_answer(real, name, path):
    held_against_file(name, real(path))


@pytest.mark.parametrize(("name", "noun"), ROWS.items())
def test_example_of_a_row_is_a_real_row(real, name, noun):
    held_against_file(name, real(f"/api/v1/{noun}/")["results"][0])


def test_examples_of_drafts_are_real_answers(real, iom_draft, iom_writer, client):
    secret = make_token(name="example", days=30, by=iom_writer)[1]
    served = {"SERVER_NAME": "portal.example", "secure": True}
    served["headers"] = {"Authorization": f"Bearer {secret}"}
    drafts = "/api/v1/drafts/"
    made = client.post(
        f"{drafts}2013-iom/entries/",
        documented.example("draft_entry_sent"),
        content_type="application/json",
        **served,
    ).json()
    chapter = client.get(f"{drafts}2013-iom/", **served).json()
    entry = client.get(f"{drafts}2013-iom/entries/2013-iom-1/", **served).json()

    held_against_file("draft_chapter", {**chapter, "due_on": LATER})
    for name, given in (("draft_entry", entry), ("draft_entry_saved", made)):
        held_against_file(name, {**given, "saved_at": f"{LATER}T12:00:00Z"})


def test_schema_validates_without_a_warning_and_is_the_committed_one(tmp_path):
    made = tmp_path / "openapi.yaml"

    call_command("spectacular", validate=True, fail_on_warn=True, file=str(made))

    if RENEW:
        COMMITTED.write_text(made.read_text())
    assert made.read_text() == COMMITTED.read_text()


def test_schema_served_is_the_committed_one(client, db):
    assert yaml.safe_load(client.get("/api/schema/").content) == yaml.safe_load(
        COMMITTED.read_text()
    )


def operations_of(path_starts: str = "") -> list[tuple[str, str, dict]]:
    return [
        (method, path, described)
        for path, methods in whole_schema()["paths"].items()
        for method, described in methods.items()
        if path.startswith(path_starts)
    ]


def test_every_filter_and_field_without_a_plain_meaning_is_described():
    for _method, path, described in operations_of():
        for parameter in described.get("parameters", ()):
            assert parameter.get("description"), (path, parameter["name"])


def test_every_address_has_an_example_and_says_how_it_refuses():
    always = {"400", "404", "406", "429", "503"}
    for method, path, described in operations_of():
        answers = set(described["responses"])
        if path.startswith("/api/v1/drafts/"):
            success = {"get": "200", "post": "201", "patch": "200", "delete": "204"}[method]
            assert answers >= {success, "401", "403", *always}, path
        else:
            assert answers == {"200", "304", *always}, path
        for body in (described.get("requestBody"), *described["responses"].values()):
            for kind, content in (body or {}).get("content", {}).items():
                assert kind != "application/json" or content["examples"], path


def test_the_page_shows_every_address_and_every_shape(client, db):
    page = client.get("/api/docs/").content.decode()

    for method, path, _described in operations_of():
        assert f"{method.upper()} {path}" in page
    for shape in shapes(whole_schema()):
        assert f'id="shape-{shape.name}"' in page


def test_the_page_shows_the_words_of_a_description_literally(client, db):
    page = client.get("/api/docs/").content.decode()
    assert "and &lt;sup&gt;, &lt;sub&gt; and &lt;br&gt;" in page


def test_the_page_leads_from_each_address_to_the_shapes_of_its_bodies():
    known = {shape.name for shape in shapes(whole_schema())}

    named = {
        name
        for group in groups(whole_schema())
        for operation in group.operations
        for name in (operation.sent, operation.answer)
    }

    assert named - {""} <= known


def test_the_page_has_no_script_and_no_inline_style(client, db):
    page = client.get("/api/docs/").content.decode()

    assert "<script" not in page
    assert "<style" not in page
    assert " style=" not in page


def test_no_description_is_inherited_from_a_serializer_of_any_shape():
    """A component without a docstring of its own gets that of its base class."""
    schemas = yaml.safe_load(COMMITTED.read_text())["components"]["schemas"]
    descriptions = {name: schema.get("description", "") for name, schema in schemas.items()}
    assert descriptions["DraftCountry"]
    assert [name for name, text in descriptions.items() if text == StrictSerializer.__doc__] == []
