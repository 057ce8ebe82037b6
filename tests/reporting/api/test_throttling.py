"""The rates of the lists: one for each token, one for each address without a token."""

import pytest
from rest_framework.throttling import SimpleRateThrottle

from implementers.models import ApiToken
from implementers.tokens import make_token, revoke_token
from reporting.urls.api import router

PUBLIC = [f"/api/v1/{noun}/" for noun, _viewset, _name in router.registry]
DETAILS = ["/api/v1/entries/2011-iom-35/", "/api/v1/countries/MEX/"]
LISTS = [*PUBLIC, *DETAILS, "/api/v1/drafts/"]


@pytest.fixture(autouse=True)
def _one_request_a_minute_and_two_with_a_token(monkeypatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": "1/min", "token": "2/min"})


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def headers(iom_writer) -> dict[str, str]:
    return bearer(make_token(name="one", days=30, by=iom_writer)[1])


@pytest.mark.parametrize("path", LISTS)
def test_requests_with_a_token_are_counted_for_the_token(client, headers, iom_writer, path):
    other = bearer(make_token(name="other", days=30, by=iom_writer)[1])

    answers = [
        client.get(path, headers=headers, REMOTE_ADDR=address)
        for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2")
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert client.get(path, headers=other, REMOTE_ADDR="10.0.0.1").status_code == 200


@pytest.mark.parametrize("path", [*PUBLIC, *DETAILS])
def test_requests_without_a_token_are_counted_for_the_address(client, headers, path):
    for _ in range(2):
        assert client.get(path, headers=headers).status_code == 200

    assert [client.get(path).status_code for _ in range(2)] == [200, 429]
    assert client.get(path, REMOTE_ADDR="10.0.0.9").status_code == 200


@pytest.mark.parametrize("path", [*PUBLIC, *DETAILS])
def test_token_that_does_not_work_counts_for_the_address_at_public_lists(client, db, path):
    assert client.get(path, headers=bearer("wrong")).status_code == 200
    assert client.get(path, headers=bearer("another")).status_code == 429
    assert client.get(path).status_code == 429


def test_revoked_token_counts_for_the_address(client, headers, iom_writer):
    revoke_token(ApiToken.objects.get(), by=iom_writer)

    answers = [client.get("/api/v1/years/", headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]


def test_token_without_the_second_factor_counts_for_the_address(client, headers, settings):
    settings.REQUIRE_TOTP_FOR = ["writer"]

    answers = [client.get("/api/v1/years/", headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]


def test_another_kind_of_authorization_counts_as_none(client, db):
    answers = [
        client.get("/api/v1/years/", headers={"Authorization": "Basic eDp5"}) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 429]


@pytest.mark.parametrize("path", [*PUBLIC, *DETAILS])
def test_public_answer_is_the_same_with_a_token_and_kept_apart(client, headers, path):
    stranger, holder = client.get(path), client.get(path, headers=headers)

    assert holder.content == stranger.content
    for name in ("ETag", "Cache-Control", "Vary"):
        assert holder[name] == stranger[name]
    assert holder["Cache-Control"] == "public, no-cache"
    assert "Authorization" in holder["Vary"]
