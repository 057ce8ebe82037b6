"""What makes a finding the same at the next run: its code, place and words, and the text judged."""

import hashlib
import json
from dataclasses import astuple

from reporting.checks.content import CheckedEntry, CheckedYear
from reporting.checks.finding import Finding


def fingerprint(finding: Finding, year: CheckedYear) -> str:
    """SHA-256, hexadecimal. Another once the text or the field that was judged changes.

    Of a finding about several entries the other references count, not their texts.
    """
    parts = (
        finding.code,
        finding.chapter,
        finding.entry,
        finding.place,
        finding.words,
        finding.span,
        finding.also,
        _judged(finding, year),
    )
    written = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def _judged(finding: Finding, year: CheckedYear) -> object:
    if entry := year.entries.get(finding.entry):
        return _of_entry(entry, finding.place.partition("/")[0])
    if chapter := year.chapter.get(finding.chapter):
        own = {text.place: text.source for text in chapter.own_texts()}
        return own.get(finding.place, "")
    whole = {text.place: text.source for text in year.texts if not text.chapter}
    return whole.get(finding.place, "")


def _of_entry(entry: CheckedEntry, place: str) -> object:
    texts = {text.place: text.source for text in entry.texts()}
    fields = {
        "activities": entry.activities,
        "countries": entry.countries,
        "events": [astuple(event) for event in entry.events],
        "outcome": (entry.outcome, entry.continues),
        "documents": entry.links,
    }
    return texts.get(place) or (entry.source, fields.get(place))
