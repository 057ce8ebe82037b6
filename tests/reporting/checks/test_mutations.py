"""Each fault put into many clean entries of the real report: it must be found, and at its entry."""

import re
from dataclasses import replace

import pytest

from reporting.checks.content import CheckedYear
from tests.reporting.checks.making import found


def _after(words):
    return lambda text: f"{text}\n{words}"


def _sub(pattern, new):
    return lambda text: re.sub(pattern, new, text, count=1)


MUTATIONS = {
    "dates.impossible": _after("A forum was held on 31 June 2011."),
    "dates.reversed": _after("A forum was held from August 2 to July 25, 2011."),
    "dates.one-day-range": _after("A forum was held on May 24-24, 2011."),
    "dates.weekday": _after("A forum was held on Monday 31 May 2011."),
    "dates.without-year": _after("A forum was held on 31 May."),
    "dates.no-event": _after("A forum was held on 9 January 2011."),
    "countries.not-tagged": _after("Officials of Suriname took part."),
    "financing.amount-not-held": _after("It cost US$ 12,345."),
    "names.foreign": _after("OIM took part."),
    "words.lone-stop": _after("."),
    "words.link-broken": _after("See http://oas for it."),
    "words.doubled": _sub(r" ([a-z]{5,}) ", r" \1 \1 "),
    "words.unbalanced": _sub(r" ([a-z]{5,}) ", r' "\1 '),
    "words.space-before-stop": _sub(r"(?<=[a-z]), ", " , "),
    "words.missing-space": _sub(r"(?<=[a-z]{3}) (and|of|in|for|with) (?=[a-z]{4})", r"\1 "),
    "words.ends-short": _sub(r"\.\Z", ","),
}
# A word glued to one that stands nowhere else in the year is lost.
MINIMUM_SHARE = {"words.missing-space": 0.85}


@pytest.mark.parametrize("code", MUTATIONS)
def test_a_fault_put_into_clean_entries_is_found(code, checked_2011):
    mutate = MUTATIONS[code]
    faulty = {finding.entry for finding in found(code, checked_2011)}
    clean = [
        entry
        for entry in list(checked_2011.entries.values())[::5]
        if entry.reference not in faulty and mutate(entry.plain) != entry.plain
    ]
    seen = [entry for entry in clean if code_is_found(code, checked_2011, entry, mutate)]
    assert len(clean) > 10
    assert len(seen) / len(clean) >= MINIMUM_SHARE.get(code, 1.0), [
        mutate(entry.plain)[:200] for entry in clean if entry not in seen
    ]


def code_is_found(code, checked, entry, mutate) -> bool:
    spoiled = replace(entry, plain=mutate(entry.plain))
    chapter = checked.chapter[entry.chapter]
    entries = tuple(spoiled if one is entry else one for one in chapter.entries)
    parts = {name: getattr(checked, name) for name in checked.__dataclass_fields__}
    chapters = tuple(
        replace(one, entries=entries) if one is chapter else one for one in checked.chapters
    )
    year = CheckedYear(**{**parts, "chapters": chapters})
    return any(finding.entry == entry.reference for finding in found(code, year))
