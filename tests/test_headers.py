"""The headers of every page: nothing from elsewhere, nothing inline, no device, no frame."""

import pytest

from tests.factories import write_entry

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
PAGES = [
    "/",
    "/countries/MEX/",
    "/years/2011/",
    "/no/such/page/",
    "/accounts/login/",
    "/accounts/2fa/totp/activate/",
    "/desk/",
    "/desk/2013/iom/",
    "/desk/2013/iom/entries/new/",
    "/desk/entries/2013-iom-1/",
    "/desk/2013/unhcr/",
    "/admin/",
    "/admin/program/country/",
    "/admin/program/country/add/",
]


@pytest.fixture
def signed_in(client, iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer)
    iom_writer.is_staff = iom_writer.is_superuser = True
    iom_writer.save()
    client.force_login(iom_writer)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_each_page_has_the_strict_policy(address, signed_in):
    response = signed_in.get(address)

    found = {part.strip() for part in response["Content-Security-Policy"].split(";")}
    assert found == POLICY
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_each_page_has_the_other_headers(address, signed_in):
    headers = signed_in.get(address).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_anything_inline(address, signed_in):
    page = signed_in.get(address, follow=True).content.decode()

    assert " style=" not in page
    assert " onclick=" not in page
    for script in page.split("<script")[1:]:
        tag = script.split(">")[0]
        assert "src=" in tag or 'type="application/json"' in tag or "data-" in tag, tag
