"""The keys of each file of a year, and the kind of value of each key.

docs/fixtures.md describes the format.
"""

from implementers.models import Implementer, ImplementerAlias
from program.models import (
    Activity,
    Contributor,
    ContributorAlias,
    Country,
    CountryAlias,
    Language,
    Place,
    PlaceAlias,
    Program,
    Resolution,
    Theme,
)
from reporting.enums import EntryKind
from reporting.importing.kinds import (
    amount,
    code,
    column,
    day,
    flag,
    list_of,
    long_text,
    mapping,
    mapping_of,
    one_or_more,
    or_nothing,
    period,
    whole,
)
from reporting.models import (
    Entry,
    EntryContributor,
    EntryCountry,
    Event,
    Financing,
    Highlight,
    Narrative,
    OccasionEvent,
    ReportCover,
    ReportingYear,
    Submission,
    SubmissionActivity,
)

_LANGUAGE = {"language": column(Resolution, "language")}
_CODE = code(Activity, "code")
_ISO3 = column(Country, "iso3")
_SLUG = column(Implementer, "slug")
_SYMBOL = column(Resolution, "symbol")
_REFERENCE = column(Entry, "reference")
_LINES = code(Entry, "label")

PROGRAM_FILE = mapping(
    {
        "resolutions": list_of(
            mapping(
                {"key": _SYMBOL},
                {
                    "title": column(Resolution, "title"),
                    "adopted_on": day,
                    "note": column(Resolution, "note"),
                    **_LANGUAGE,
                },
            )
        ),
        "program": mapping(
            {
                "slug": column(Program, "slug"),
                "title": column(Program, "title"),
                "short_title": column(Program, "short_title"),
                "resolution": _SYMBOL,
            },
            _LANGUAGE,
        ),
    },
    {
        "other_sources": list_of(
            mapping({"key": _SYMBOL, "title": column(Activity, "source_note")}, {"date": day})
        )
    },
)

ACTIVITIES_FILE = mapping(
    {
        "activities": list_of(
            mapping(
                {"code": _CODE},
                {
                    "text": long_text(Activity, "text"),
                    "short_title": column(Activity, "short_title"),
                    "source": _SYMBOL,
                    "probably_same_as": _CODE,
                    **_LANGUAGE,
                },
            )
        )
    }
)

COUNTRIES_FILE = mapping(
    {
        "countries": list_of(
            mapping(
                {
                    "iso3": _ISO3,
                    "iso2": column(Country, "iso2"),
                    "names": mapping(
                        {"en": column(Country, "name_en")},
                        {c: column(Country, f"name_{c}") for c in Language.values if c != "en"},
                    ),
                    "sub_region": column(Country, "sub_region"),
                },
                {
                    "kind": column(Country, "kind"),
                    "participates": flag,
                    "oas": list_of(mapping({}, {"from": or_nothing(day), "to": or_nothing(day)})),
                    "aliases": list_of(
                        mapping(
                            {
                                "name": column(CountryAlias, "name"),
                                "kind": column(CountryAlias, "kind"),
                            },
                            _LANGUAGE,
                        )
                    ),
                },
            )
        )
    }
)

THEMES_FILE = mapping(
    {
        "themes": list_of(
            mapping(
                {
                    "code": column(Theme, "code"),
                    "kind": column(Theme, "kind"),
                    "names": mapping(
                        {"en": column(Theme, "name_en")},
                        {c: column(Theme, f"name_{c}") for c in Language.values if c != "en"},
                    ),
                    "definition": column(Theme, "definition"),
                },
                {"source": column(Theme, "source")},
            )
        )
    }
)

IMPLEMENTERS_FILE = mapping(
    {
        "implementers": list_of(
            mapping(
                {
                    "slug": _SLUG,
                    "acronym": column(Implementer, "acronym"),
                    "kind": column(Implementer, "kind"),
                    "names": mapping(
                        {"en": column(Implementer, "name_en")},
                        {c: column(Implementer, f"name_{c}") for c in Language.values if c != "en"},
                    ),
                },
                {
                    "parent": or_nothing(_SLUG),
                    "heads_only": flag,
                    "aliases": list_of(
                        mapping({"name": column(ImplementerAlias, "name")}, _LANGUAGE)
                    ),
                    "activities": list_of(_CODE),
                },
            )
        )
    }
)

CONTRIBUTORS_FILE = mapping(
    {
        "contributors": list_of(
            mapping(
                {"slug": column(Contributor, "slug"), "name": column(Contributor, "name")},
                {
                    "country": _ISO3,
                    "aliases": list_of(column(ContributorAlias, "name")),
                    "named_in": mapping_of(_REFERENCE, column(EntryContributor, "words")),
                },
            )
        )
    }
)

PLACES_FILE = mapping(
    {
        "places": list_of(
            mapping(
                {"name": column(Place, "name")},
                {"country": _ISO3, "aliases": list_of(column(PlaceAlias, "name"))},
            )
        )
    }
)

EVENTS_FILE = mapping(
    {},
    {
        "subjects": mapping_of(_REFERENCE, list_of(list_of(_ISO3), repeats=True)),
        "same": list_of(list_of(column(OccasionEvent, "reference")), repeats=True),
    },
)

YEAR_FILE = mapping(
    {
        "year": whole(ReportingYear, "year"),
        "program": column(Program, "slug"),
        "title": column(ReportingYear, "title"),
        "chapters": list_of(_SLUG),
    },
    {
        "original_language": column(ReportCover, "original_language"),
        "symbol": column(ReportCover, "symbol"),
        "series": column(ReportCover, "series"),
        "date": day,
        "council": column(ReportCover, "council"),
        "committees": list_of(column(ReportCover, "council")),
        "presented_by": column(ReportCover, "presented_by"),
        "presented_to": column(ReportCover, "presented_to"),
        "presented_on": day,
        "under": _SYMBOL,
        "note": long_text(ReportCover, "note"),
        **_LANGUAGE,
    },
)

NARRATIVES_FILE = mapping(
    {
        "narratives": list_of(
            mapping(
                {"kind": column(Narrative, "kind"), "text": long_text(Narrative, "text")},
                {"heading": column(Narrative, "heading"), "source_lines": _LINES, **_LANGUAGE},
            )
        )
    },
    {
        "highlights": list_of(
            mapping(
                {"text": long_text(Highlight, "text")},
                {"entries": list_of(_REFERENCE), "source_lines": _LINES, **_LANGUAGE},
            )
        )
    },
)

_EVENT = mapping(
    {"when": period},
    {
        "place": column(Event, "place"),
        "country": _ISO3,
        "year_inferred": flag,
        "title": column(Event, "title"),
        "is_background": flag,
    },
)
_ENTRY = mapping(
    {"ref": _REFERENCE, "text": long_text(Entry, "text")},
    {
        "label": column(Entry, "label"),
        "heading": column(Entry, "heading"),
        "subheading": column(Entry, "subheading"),
        "activities": list_of(_CODE),
        "countries": mapping_of(_ISO3, one_or_more(column(EntryCountry, "role"))),
        "events": list_of(_EVENT, repeats=True),
        "continues": list_of(_REFERENCE),
        "outcome": column(Entry, "outcome"),
        "outcome_reason": long_text(Entry, "outcome_reason"),
        "outcome_quotation": column(Entry, "outcome_quotation"),
        "title": column(Entry, "title"),
        "is_background": flag,
        "themes": list_of(column(Theme, "code")),
        **_LANGUAGE,
    },
)
_FINANCING = mapping(
    {"text": long_text(Financing, "text"), "kind": column(Financing, "kind")},
    {
        "contributor": column(Financing, "contributor"),
        "amount": amount(Financing, "amount"),
        "currency": column(Financing, "currency"),
    },
)
_CELLS = dict.fromkeys(["activities", *EntryKind.values, "financing"], _LINES)

CHAPTER_FILE = mapping(
    {"implementer": _SLUG, "heading": column(Submission, "heading")},
    {
        "source_lines": mapping({}, _CELLS),
        "preamble": long_text(Submission, "preamble"),
        "activities": list_of(
            mapping({"code": _CODE}, {"wording": long_text(SubmissionActivity, "wording")})
        ),
        "leads": mapping(
            {}, {kind: long_text(Submission, f"lead_{kind}") for kind in EntryKind.values}
        ),
        **{kind: or_nothing(list_of(_ENTRY)) for kind in EntryKind.values},
        "financing": list_of(_FINANCING, repeats=True),
        **_LANGUAGE,
    },
)
