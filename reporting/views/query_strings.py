"""Query strings for the links from a page to its files."""

from urllib.parse import urlencode


def query_string_of(**filters: object) -> str:
    """Return the query string of the `filters`, such as "?country=MEX&year=2011".

    Empty values are left out; without any value the result is "".
    """
    parameters = {name: value for name, value in filters.items() if value}
    return f"?{urlencode(parameters)}" if parameters else ""
