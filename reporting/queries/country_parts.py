"""How an entry concerns a country: each that names it stands in exactly one part of its page."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from program.models import Country
from reporting.enums import CountryRole, EntryKind
from reporting.models import EntryCountry
from reporting.models.entry import EntryQuerySet

PARTS = ("executed", "planned", "took-part", "mentioned")
CONCERNING = PARTS[:3]
_BESIDE = {
    "mentioned": {CountryRole.MENTIONED},
    "took-part": {CountryRole.PARTICIPANT, CountryRole.MENTIONED},
}


def part_of(kind: str, roles: Collection[str]) -> str:
    """The part of an entry of this kind that names a country in these roles."""
    for part, beside in _BESIDE.items():
        if set(roles) <= beside:
            return part
    return "executed" if kind == EntryKind.EXECUTED else "planned"


def entries_in(entries: EntryQuerySet, part: str, country: Country) -> EntryQuerySet:
    """Those of them that stand in this part of the country's page: the same rule for a database."""
    named = EntryCountry.objects.filter(entry=OuterRef("pk"), country=country)
    if part == "mentioned":
        return entries.filter(Exists(named), ~Exists(named.exclude(role=CountryRole.MENTIONED)))
    beyond = Exists(named.exclude(role__in=_BESIDE["took-part"]))
    if part == "took-part":
        return entries.filter(Exists(named.filter(role=CountryRole.PARTICIPANT)), ~beyond)
    found = entries.filter(beyond)
    executed = {"kind": EntryKind.EXECUTED}
    return found.filter(**executed) if part == "executed" else found.exclude(**executed)
