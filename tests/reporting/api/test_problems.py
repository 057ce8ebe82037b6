"""What goes wrong under /api/ is a problem in JSON, whoever noticed it."""

import pytest
from django.test import Client

from reporting.api.throttling import AnonymousRateThrottle

pytestmark = pytest.mark.django_db


def problem_of(response, status: int) -> dict:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"].endswith("no-store")
    told = response.json()
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert set(told) >= {"title", "detail", "errors"}
    return told


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/entries/", "/entries/2011-iom-35/"])
def test_nothing_can_be_written(client, db, method, path):
    response = getattr(client, method)(f"/api/v1{path}", "{}", content_type="application/json")

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/docs/", "/api/schema/", "/api/v1/"])
def test_what_describes_the_api_is_read_alone(method, path):
    """Also for whoever has no token of a form, as a program has none."""
    strict = Client(enforce_csrf_checks=True)

    answer = getattr(strict, method)(path, "{}", content_type="application/json")

    problem_of(answer, 405)
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize(
    "path", ["/api/v1/entries/", "/api/v1/entries/2011-iom-35/", "/entries.csv"]
)
def test_what_is_asked_for_its_head_has_the_same_tag(client, path):
    read, head = client.get(path), client.head(path)

    assert head["ETag"] == read["ETag"]
    assert head.content == b""
    assert client.head(path, headers={"If-None-Match": read["ETag"]}).status_code == 304
    assert client.head(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_what_nobody_may_keep_has_no_tag(client):
    assert "ETag" not in client.head("/api/v1/entries/nothing/")


def test_address_without_its_last_slash_leads_on(client, db):
    response = client.get("/api/v1/entries")

    assert (response.status_code, response["Location"]) == (301, "/api/v1/entries/")


def test_a_browser_gets_json_too(client, db):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    response = client.get("/api/v1/entries/", headers={"Accept": accept})

    assert response["Content-Type"] == "application/json"


def test_too_many_requests_are_told_how_long_to_wait(client, db, monkeypatch):
    monkeypatch.setattr(AnonymousRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    answers = [
        client.get("/api/v1/years/", headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in (1, 2, 3)
    ]

    assert [response.status_code for response in answers] == [200, 200, 429]
    assert answers[2]["Content-Type"] == "application/problem+json"
    assert 0 < int(answers[2]["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/", 404, "There is no such address."),
        ("/api/v2/entries/", 404, "There is no such address."),
        ("/api/v1/nothing/", 404, "There is no such address."),
        ("/api/v1/entries/%00/", 404, "There is no such address."),
        ("/api/v1/entries/?format=xml", 404, "Not found."),
    ],
)
def test_an_unknown_address_is_a_problem(client, path, status, words):
    assert words in problem_of(client.get(path), status)["detail"]


@pytest.mark.parametrize("path", ["/api/v1/entries/", "/api/v1/", "/api/schema/"])
def test_an_answer_of_another_type_is_refused(client, path):
    problem_of(client.get(path, headers={"Accept": "image/png"}), 406)


@pytest.mark.parametrize("path", ["/api/v1/", "/api/schema/", "/api/v1/nothing/"])
def test_a_method_that_is_not_there_is_a_problem(client, path):
    problem_of(client.delete(path), 404 if "nothing" in path else 405)


def test_a_condition_that_does_not_hold_is_a_problem(client):
    problem_of(client.get("/api/v1/years/", headers={"If-Match": '"other"'}), 412)


def test_a_host_that_is_not_ours_is_a_problem(client):
    problem_of(client.get("/api/v1/years/", headers={"Host": "evil.example"}), 400)


def test_a_fault_of_ours_is_a_problem_that_tells_nothing(client, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("an internal secret")

    monkeypatch.setattr("reporting.api.selections.chapters.year_rows", fail)
    client.raise_request_exception = False

    told = problem_of(client.get("/api/v1/years/"), 500)

    assert "secret" not in str(told)
    assert told["detail"] == "An error occurred and was logged. Try again later."
