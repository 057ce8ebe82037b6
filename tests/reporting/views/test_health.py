"""/health/ : for whatever watches the server."""

import pytest


@pytest.mark.django_db
def test_it_is_ok_when_the_database_answers(client):
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
def test_no_cache_keeps_the_answer(client):
    assert "no-store" in client.get("/health/")["Cache-Control"]
