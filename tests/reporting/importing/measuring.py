"""Measures a proposal against the truth of a file: items by the words that they share."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

KINDS = ("planned", "executed", "next_year")
ENOUGH = 0.9  # shared words of an item that has the right borders


def words(text: str) -> list[str]:
    return re.findall(r"\w+", (text or "").lower())


def overlap(one: str, other: str) -> float:
    first, second = Counter(words(one)), Counter(words(other))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 1.0


@dataclass
class Measured:
    """Differences, as sentences, and the number of things that were compared."""

    differences: list[str] = field(default_factory=list)
    items: int = 0
    right_items: int = 0
    numbers: int = 0
    right_numbers: int = 0

    def expect(self, where: str, found: object, wanted: object) -> None:
        if found != wanted:
            self.differences.append(f"{where}: {found!r}, not {wanted!r}")


def measure(
    expected: dict[str, Any], found: dict[str, Any], into: Measured | None = None
) -> Measured:
    """Compare a proposal (`Proposal.as_dict`) with a truth; add to `into` if given."""
    measured = into or Measured()
    if "language" in expected:
        measured.expect("language", found["language"], expected["language"])
    for kind in KINDS:
        _measure_items(expected[kind], list(found[kind]), measured, kind)
    codes = [(activity["code"], words(activity["text"])) for activity in found["activities"]]
    for activity in expected["activities"]:
        if (activity["code"], words(activity["text"])) not in codes:
            measured.differences.append(f"activity {activity['code']} is missing")
    _measure_financing(expected["financing"], found["financing"], measured)
    return measured


def _measure_items(
    expected: list[dict[str, Any]], found: list[dict[str, Any]], measured: Measured, kind: str
) -> None:
    for item in expected:
        measured.items += 1
        best = max(found, key=lambda other: overlap(item["text"], other["text"]), default=None)
        if best is None or overlap(item["text"], best["text"]) < ENOUGH:
            measured.differences.append(f"{kind} {item['id']} is missing: {item['text'][:60]}")
            continue
        found.remove(best)
        measured.right_items += 1
        _measure_item(item, best, measured)
    measured.items += len(found)
    measured.differences += [f"{kind} has too much: {other['text'][:60]}" for other in found]


def _measure_item(item: dict[str, Any], found: dict[str, Any], measured: Measured) -> None:
    name = item["id"]
    wanted, numbers = set(item["activity_numbers"]), set(found["activity_numbers"])
    measured.numbers += len(wanted | numbers)
    measured.right_numbers += len(wanted & numbers)
    measured.expect(f"{name} numbers", numbers, wanted)
    allowed = set(item.get("countries_allowed", ()))
    measured.expect(
        f"{name} countries", set(found["countries"]) - allowed, set(item["countries"]) - allowed
    )
    measured.expect(f"{name} days", _days(found["events"]), _days(item["events"]))
    if not item.get("label_free"):
        measured.expect(f"{name} label", words(found["label"]), words(item["label"]))
    for part in ("heading", "subheading"):
        measured.expect(f"{name} {part}", words(found[part]), words(item[part]))


def _days(events: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(event["start"], event["end"]) for event in events if event["precision"] == "day"}


def _measure_financing(
    expected: list[dict[str, Any]], found: list[dict[str, Any]], measured: Measured
) -> None:
    measured.expect("financing", len(found), len(expected))
    for wanted, source in zip(expected, found, strict=False):
        measured.expect("source", words(source["text"]), words(wanted["text"]))
        for part in ("kind", "contributor", "amount", "currency"):
            if wanted[part] not in (None, ""):
                measured.expect(f"source {part}", source[part], wanted[part])
