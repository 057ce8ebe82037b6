"""What a browser sends from the form of an entry."""

from program.rich_text import is_plain, to_literal


def posted(*, countries=(), events=(), documents=None, **fields) -> dict[str, object]:
    """The fields, and the rows of countries, events and, when given, documents."""
    data: dict[str, object] = {"kind": "executed", "text": "A workshop.", "save": "1", **fields}
    sets = {"countries": countries, "events": events}
    if documents is not None:
        sets["documents"] = documents
    for prefix, rows in sets.items():
        data |= {f"{prefix}-TOTAL_FORMS": str(len(rows) + 1), f"{prefix}-INITIAL_FORMS": "0"}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    data |= {f"countries-{len(countries)}-role": "place"}
    data |= {f"events-{len(events)}-precision": "day"}
    return data


def event(start="", end="", precision="day", place="", country="") -> dict[str, str]:
    return {"start": start, "end": end, "precision": precision, "place": place, "country": country}


def text_data(name: str, text: str) -> dict[str, str]:
    """What a browser without a script sends for a stored text that the user did not touch."""
    return {name: to_literal(text)} if is_plain(text) else {name: "", f"{name}-html": text}
