"""The content of an entry as a value, as versions, forms, files and merges use it."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from reporting.enums import Precision


@dataclass(frozen=True)
class EventContent:
    """A dated happening; `country` is an ISO alpha-3 code or empty.

    `subjects` are the codes of the countries that it is about. Without a `title_source`, a new title
    is the implementer's.
    `background_source` says who marked it as background; it is empty for an activity.
    """

    start: datetime.date
    end: datetime.date
    precision: str = Precision.DAY
    year_inferred: bool = False
    place: str = ""
    country: str = ""
    title: str = ""
    title_source: str = ""
    background_source: str = ""
    subjects: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain values. A title, subjects or a mark that are empty have no keys, as before."""
        data = {**asdict(self), "start": self.start.isoformat(), "end": self.end.isoformat()}
        data["subjects"] = list(self.subjects)
        return {
            name: value
            for name, value in data.items()
            if value or name not in ("title", "title_source", "subjects", "background_source")
        }


@dataclass(frozen=True)
class EntryContent:
    """Everything that a person writes in an entry.

    `activities` are codes of the Program's register, `countries` pairs of ISO alpha-3 code and
    role, `continues` references of earlier entries, `documents` pairs of title and web address.
    `title_source` is a `TitleSource`; the action that saves an entry fills in a missing one.
    `outcome_quotation` has the words of a printed report that state the outcome; it is empty for an
    outcome that the implementer states. `themes` are pairs of a theme's code and who assigned it, in
    the order of the codes.
    """

    kind: str
    text: str
    language: str = "en"
    label: str = ""
    heading: str = ""
    subheading: str = ""
    activities: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    events: tuple[EventContent, ...] = ()
    continues: tuple[str, ...] = ()
    outcome: str = ""
    outcome_reason: str = ""
    outcome_quotation: str = ""
    documents: tuple[tuple[str, str], ...] = ()
    title: str = ""
    title_source: str = ""
    background_source: str = ""
    themes: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain lists, strings and booleans, with dates in ISO 8601."""
        data = asdict(self)
        data["activities"] = list(self.activities)
        data["countries"] = [list(pair) for pair in self.countries]
        data["continues"] = list(self.continues)
        data["documents"] = [list(pair) for pair in self.documents]
        data["themes"] = [list(pair) for pair in self.themes]
        data["events"] = [event.as_json() for event in self.events]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "EntryContent":
        """Return the value from its `as_json`. Older data may lack documents, titles and marks.

        Raises `KeyError` or `TypeError` for any other shape.
        """
        return cls(
            **{
                **data,
                "activities": tuple(data["activities"]),
                "countries": tuple((iso3, role) for iso3, role in data["countries"]),
                "continues": tuple(data["continues"]),
                "documents": tuple((title, url) for title, url in data.get("documents", ())),
                "themes": tuple((code, source) for code, source in data.get("themes", ())),
                "events": tuple(
                    EventContent(
                        **{
                            **event,
                            "start": datetime.date.fromisoformat(event["start"]),
                            "end": datetime.date.fromisoformat(event["end"]),
                            "subjects": tuple(event.get("subjects", ())),
                        }
                    )
                    for event in data["events"]
                ),
            }
        )


def with_kept_marks(
    events: Sequence[EventContent], before: Sequence[EventContent]
) -> tuple[EventContent, ...]:
    """Return `events` with the marks of background that the same events had `before`.

    An event is the same if its days are, and its place and country or its place in the order.
    """
    unmatched = list(before)
    kept = []
    for event in events:
        same_days = [old for old in unmatched if (old.start, old.end) == (event.start, event.end)]
        match = next(
            (old for old in same_days if (old.place, old.country) == (event.place, event.country)),
            same_days[0] if same_days else None,
        )
        if match is not None:
            unmatched.remove(match)
            event = replace(event, background_source=match.background_source)
        kept.append(event)
    return tuple(kept)
