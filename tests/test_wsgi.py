"""What is done to a request before Django sees it."""

import io

import pytest

from config.wsgi import application

pytestmark = pytest.mark.django_db


def status_of(content_type, *, method="POST", path="/search/"):
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": "2",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(b"{}"),
    }
    told = []
    list(application(environ, lambda status, _headers: told.append(int(status.split()[0]))))
    return told[0]


@pytest.mark.parametrize("charset", ["zlib", "hex", "rot13", "no-such", "\0", "x" * 5000])
def test_a_charset_that_is_none_of_text_is_left_out(charset):
    for content_type in ("application/json", "application/x-www-form-urlencoded"):
        assert status_of(f"{content_type}; charset={charset}", path="/api/v1/years/") == 405
        assert status_of(f"{content_type}; charset={charset}", method="GET") == 200


@pytest.mark.parametrize("content_type", ["", "application/json", "text/plain; charset=latin-1"])
def test_any_other_is_answered_as_ever(content_type):
    assert status_of(content_type, method="GET") == 200
