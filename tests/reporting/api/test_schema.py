"""The schema, its examples and its page. `RENEW=1 pytest tests/reporting/api/test_schema.py`, run twice,
writes the examples and then the committed schema, which holds them, anew."""

import json
import os
from pathlib import Path

import pytest
import yaml
from django.conf import settings as project_settings
from django.core.management import call_command

from reporting.api import documented
from reporting.api.reference import groups, shapes
from reporting.api.schema import whole_schema

COMMITTED = Path(project_settings.BASE_DIR) / "docs" / "openapi.yaml"
EXAMPLES = {
    "year": "/api/v1/years/2011/",
    "chapter": "/api/v1/chapters/2011-csm/",
    "entry": "/api/v1/entries/2011-iom-35/",
    "activity": "/api/v1/activities/42/",
    "country": "/api/v1/countries/MEX/",
    "implementer": "/api/v1/implementers/sedi/",
}
ROWS = {"year_row": "years", "chapter_row": "chapters", "activity_row": "activities"}
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


def test_every_filter_and_field_without_a_plain_meaning_is_described():
    for path, methods in whole_schema()["paths"].items():
        for parameter in methods["get"].get("parameters", ()):
            assert parameter.get("description"), (path, parameter["name"])


def test_every_address_says_how_it_refuses():
    for methods in whole_schema()["paths"].values():
        refusals = {"400", "404", "406", "429"}
        assert set(methods["get"]["responses"]) == {"200", "304", *refusals}


def test_the_page_shows_every_address_and_every_shape(client, db):
    page = client.get("/api/docs/").content.decode()

    for path in whole_schema()["paths"]:
        assert f"GET {path}" in page
    for shape in shapes(whole_schema()):
        assert f'id="shape-{shape.name}"' in page


def test_the_page_leads_from_each_address_to_the_shape_of_its_answer():
    known = {shape.name for shape in shapes(whole_schema())}

    answers = {
        operation.answer for group in groups(whole_schema()) for operation in group.operations
    }

    assert answers <= known


def test_the_page_has_no_script_and_no_inline_style(client, db):
    page = client.get("/api/docs/").content.decode()

    assert "<script" not in page
    assert "<style" not in page
    assert " style=" not in page
