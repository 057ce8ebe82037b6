"""Text in the cells of spreadsheets."""

# The characters with which a formula begins in a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def without_formula(text: str) -> str:
    """Return `text` for a cell of a CSV file, with an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
