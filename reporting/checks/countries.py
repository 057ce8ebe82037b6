"""Countries: named and tagged, by one name or several, members of the OAS or not."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.recognised import countries
from reporting.checks.registry import Hit, Scope, check, in_chapter, in_entry, in_text
from reporting.enums import concerns
from reporting.recognition.gazetteer import How
from reporting.recognition.names import fold


@check(
    "countries.not-tagged",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("The text names a country, and the entry is not tagged with it."),
    remedy=_("Tag the country with its role, so that its page shows the entry."),
)
def not_tagged(entry: CheckedEntry, year: CheckedYear) -> Iterator[Hit]:
    tagged = {iso3 for iso3, _role in entry.countries}
    for one in countries(entry.plain, year.gazetteer, entry.language):
        if one.iso3 not in tagged:
            tagged.add(one.iso3)
            message = gettext("The text names %(words)s (%(iso3)s), which is not tagged.")
            words = {"words": one.words, "iso3": one.iso3}
            yield in_text(entry.text, message % words, one.start, one.end)


@check(
    "countries.not-named",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("An entry is tagged with a country that neither its text nor its headings name."),
    remedy=_("Take the tag away, or name the country."),
)
def not_named(entry: CheckedEntry, year: CheckedYear) -> Iterator[Hit]:
    named = {
        one.iso3
        for text in (entry.plain, entry.heading.title(), entry.subheading, *_places(entry))
        for one in countries(text, year.gazetteer, entry.language)
    }
    for iso3 in dict.fromkeys(iso3 for iso3, _role in entry.countries):
        if iso3 not in named:
            message = gettext("Tagged with %(iso3)s, which the text does not name.")
            yield in_entry(entry, message % {"iso3": iso3}, "countries", iso3)


def _places(entry: CheckedEntry) -> Iterator[str]:
    return (event.place for event in entry.events if event.place)


@check(
    "countries.outside",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("A chapter reports on countries that are no member states of the OAS."),
    remedy=_("Nothing, where it is meant; the report is about the Americas."),
)
def outside(chapter: CheckedChapter, year: CheckedYear) -> Iterator[Hit]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in chapter.entries:
        for iso3, role in entry.countries:
            if iso3 not in year.members and concerns(role):
                found[iso3].append(entry.reference)
    if found:
        message = gettext("Outside the OAS: %(countries)s.") % {
            "countries": ", ".join(sorted(found))
        }
        entries = dict.fromkeys(reference for own in found.values() for reference in own)
        yield in_chapter(chapter, message, "countries", ", ".join(sorted(found)), entries)


@check(
    "countries.name-variants",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One country is written by several names in one report."),
    remedy=_("Use the name of the list of member states throughout."),
)
def name_variants(year: CheckedYear, _year: CheckedYear) -> Iterator[Hit]:
    """ "The Bahamas" and "the Bahamas" are one; a missing space is another check's."""
    written: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    where: dict[str, dict[str, None]] = defaultdict(dict)
    for text in year.texts:
        for one in countries(text.plain, year.gazetteer, text.language):
            if one.how in (How.NAME, How.VARIANT):
                written[one.iso3][_letters(one.words)][one.words] += 1
                if text.entry:
                    where[one.iso3][text.entry] = None
    for iso3 in sorted(written):
        if len(written[iso3]) > 1:
            names = [spellings.most_common(1)[0][0] for spellings in written[iso3].values()]
            counts = [spellings.total() for spellings in written[iso3].values()]
            told = ", ".join(f"“{n}” ({c})" for n, c in zip(names, counts, strict=True))
            message = gettext("%(iso3)s is written %(names)s.") % {"iso3": iso3, "names": told}
            yield Hit(message, place="countries", words=", ".join(names), also=tuple(where[iso3]))


def _letters(words: str) -> str:
    return re.sub(r"^the|[\s.]", "", fold(words).removeprefix("the "))
