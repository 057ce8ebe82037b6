"""Fingerprints that identify a finding from one run to the next."""

import hashlib
import json
from dataclasses import astuple

from reporting.checks.content import CheckedEntry, CheckedYear
from reporting.checks.finding import Finding


def fingerprint(finding: Finding, year: CheckedYear) -> str:
    """The SHA-256 of a finding, in hexadecimal. It changes with the text or field that was judged.

    If the finding concerns several entries, the references of the others are part of it, but not
    their texts.
    """
    parts = (
        finding.code,
        finding.chapter,
        finding.entry,
        finding.place,
        finding.words,
        finding.span,
        finding.also,
        _judged_content(finding, year),
    )
    serialized = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(serialized.encode()).hexdigest()


def _judged_content(finding: Finding, year: CheckedYear) -> object:
    if entry := year.entries.get(finding.entry):
        return _judged_part_of_entry(entry, finding.place.partition("/")[0])
    if chapter := year.chapter.get(finding.chapter):
        chapter_texts = {text.place: text.plain for text in chapter.own_texts()}
        return chapter_texts.get(finding.place, "")
    year_texts = {text.place: text.plain for text in year.texts if not text.chapter}
    return year_texts.get(finding.place, "")


def _judged_part_of_entry(entry: CheckedEntry, part: str) -> object:
    texts = {text.place: text.plain for text in entry.texts()}
    fields = {
        "activities": entry.activities,
        "countries": entry.countries,
        "events": [astuple(event) for event in entry.events],
        "outcome": (entry.outcome, entry.continues),
        "documents": entry.links,
    }
    return texts.get(part) or (entry.plain, fields.get(part))
