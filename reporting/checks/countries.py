"""Checks of countries: tags, names and their variants, membership of the OAS."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.recognized import countries
from reporting.checks.registry import CheckResult, Scope, check, in_chapter, in_entry, in_text
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
def not_tagged(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    tagged = {iso3 for iso3, _role in entry.countries}
    for mention in countries(entry.plain, year.gazetteer, entry.language):
        if mention.iso3 not in tagged:
            tagged.add(mention.iso3)
            message = gettext("The text names %(words)s (%(iso3)s), which is not tagged.")
            params = {"words": mention.words, "iso3": mention.iso3}
            yield in_text(entry.text, message % params, mention.start, mention.end)


@check(
    "countries.not-named",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("An entry is tagged with a country that neither its text nor its headings name."),
    remedy=_("Remove the tag, or name the country in the text."),
)
def not_named(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    named = {
        mention.iso3
        for text in (entry.plain, entry.heading.title(), entry.subheading, *_places(entry))
        for mention in countries(text, year.gazetteer, entry.language)
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
def outside(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    references_by_country: dict[str, list[str]] = defaultdict(list)
    for entry in chapter.entries:
        for iso3, role in entry.countries:
            if iso3 not in year.members and concerns(role):
                references_by_country[iso3].append(entry.reference)
    if references_by_country:
        message = gettext("Outside the OAS: %(countries)s.") % {
            "countries": ", ".join(sorted(references_by_country))
        }
        references = dict.fromkeys(
            reference for group in references_by_country.values() for reference in group
        )
        yield in_chapter(
            chapter, message, "countries", ", ".join(sorted(references_by_country)), references
        )


@check(
    "countries.name-variants",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One country is written by several names in one report."),
    remedy=_("Use the name of the list of member states throughout."),
)
def name_variants(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    """Treat "The Bahamas" and "the Bahamas" as one name, and also names without their space.

    `words.missing-space` reports the space.
    """
    names_by_country: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    entries_by_country: dict[str, dict[str, None]] = defaultdict(dict)
    for text in year.texts:
        for mention in countries(text.plain, year.gazetteer, text.language):
            if mention.how in (How.NAME, How.VARIANT):
                names_by_country[mention.iso3][_letters_of(mention.words)][mention.words] += 1
                if text.entry:
                    entries_by_country[mention.iso3][text.entry] = None
    for iso3 in sorted(names_by_country):
        if len(names_by_country[iso3]) > 1:
            names = [
                spellings.most_common(1)[0][0] for spellings in names_by_country[iso3].values()
            ]
            counts = [spellings.total() for spellings in names_by_country[iso3].values()]
            listing = ", ".join(
                f"“{name}” ({count})" for name, count in zip(names, counts, strict=True)
            )
            message = gettext("%(iso3)s is written %(names)s.") % {"iso3": iso3, "names": listing}
            yield CheckResult(
                message,
                place="countries",
                words=", ".join(names),
                also=tuple(entries_by_country[iso3]),
            )


def _letters_of(name: str) -> str:
    return re.sub(r"^the|[\s.]", "", fold(name).removeprefix("the "))
