"""What a browser sends from the form of an entry."""


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
