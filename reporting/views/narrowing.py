"""The filter in force on a page, as the query of the files that hold the same."""

from urllib.parse import urlencode


def query_of(**asked: object) -> str:
    """ "?country=MEX&year=2011" of what is asked for; what is empty is left out, "" for nothing."""
    given = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(given)}" if given else ""
