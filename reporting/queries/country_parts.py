"""How an entry concerns a country: each that names it stands in exactly one part of its page."""

from django.db.models import Case, Exists, OuterRef, Value, When

from program.models import Country
from reporting.enums import CountryRole, EntryKind
from reporting.models import EntryCountry
from reporting.models.entry import EntryQuerySet

PARTS = ("executed", "planned", "took-part", "mentioned")
CONCERNING = PARTS[:3]


def entries_naming(entries: EntryQuerySet, country: Country) -> EntryQuerySet:
    """Those of `entries` that name the country in any role, each with its `country_part`.

    Only mentioned: "mentioned". At most participating beside: "took-part". Else by the column the
    entry was reported under: "executed", or "planned" for both kinds of plan.
    """
    named = EntryCountry.objects.filter(entry=OuterRef("pk"), country=country)
    concerning = named.concerning()
    beyond_participation = concerning.exclude(role=CountryRole.PARTICIPANT)
    return entries.filter(Exists(named)).annotate(
        country_part=Case(
            When(~Exists(concerning), then=Value("mentioned")),
            When(~Exists(beyond_participation), then=Value("took-part")),
            When(kind=EntryKind.EXECUTED, then=Value("executed")),
            default=Value("planned"),
        )
    )
