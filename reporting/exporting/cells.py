"""What a spreadsheet would take for a formula stays text."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv_text(value: object) -> str:
    """A cell of a CSV file; what could be read as a formula gets an apostrophe before it (OWASP)."""
    text = str(value)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
