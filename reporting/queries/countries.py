"""Questions about countries."""

import datetime

from program.models import Country
from program.models.country import SubRegion
from reporting.models import Entry, Event
from reporting.queries.totals import countries_with_counts


def member_states_by_sub_region(year: int | None) -> list[tuple[str, list[Country]]]:
    """(name of the sub-region, its member states of the OAS with `entries_count`).

    `year` is a calendar year; None means this one.
    """
    found: dict[str, list[Country]] = {}
    states = countries_with_counts().members_in(year or datetime.date.today().year)
    for state in sorted(states, key=lambda country: country.name):
        found.setdefault(state.sub_region, []).append(state)
    return [(str(region.label), found[region]) for region in SubRegion if region in found]


def countries_outside(year: int | None) -> list[Country]:
    """Countries and territories that are no member states of the OAS, with `entries_count`."""
    members = Country.objects.members_in(year or datetime.date.today().year)
    others = countries_with_counts().exclude(pk__in=members)
    return sorted(others, key=lambda country: country.name)


def public_entries_naming(country: Country) -> list[Entry]:
    """Every public entry that names the country, with its facts, in official order."""
    return list(Entry.objects.public().naming(country).with_facts().in_official_order())


def public_events_in(country: Country) -> list[Event]:
    """The dated events of public entries that took or take place in the country."""
    return list(
        Event.objects.filter(country=country, entry__in=Entry.objects.public())
        .select_related("entry__submission__implementer")
        .order_by("start", "end", "entry__reference", "position")
    )
