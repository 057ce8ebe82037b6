"""What was typed in a row and can mean several things, as choices for the writer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True)
class TypedMeaning:
    """One meaning of what was typed in a row; `fields` are the values that say it unmistakably.

    `row` is the prefix of the row, such as "events-0". `name` is sent when the meaning is chosen.
    """

    row: str
    label: str
    fields: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.row}:{'/'.join(self.fields.values())}"

    @property
    def fields_json(self) -> str:
        return json.dumps(self.fields)


def with_reading(data: QueryDict, readings: Iterable[TypedMeaning], chosen: str) -> QueryDict:
    """Return what was typed, with the fields of the reading whose name is `chosen`."""
    extended = data.copy()
    for reading in readings:
        if reading.name == chosen:
            for name, value in reading.fields.items():
                extended[f"{reading.row}-{name}"] = value
    return extended
