"""The pages as they are shown have no blank before a comma or a closing bracket."""

import re

import pytest

from tests.reporting.views import Page

_BLANK = re.compile(r"\S*\s+[,;)\]]")
# Pages without the words of the printed report, which are shown as they are.
ADDRESSES = [
    "/",
    "/countries/",
    "/activities/",
    "/implementers/",
    "/implementers/iom/",
    "/years/",
    "/years/2011/",
    "/reports/",
    "/search/",
    "/data/",
]


@pytest.mark.usefixtures("year_2011")
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_blank_is_shown_before_a_comma_or_a_bracket(client, address):
    page = Page(client.get(address))

    assert _BLANK.findall(page.words()) == []
