"""Loading the places of a year's files, and the events that several entries report."""

from program.models import Country, Place, PlaceAlias
from reporting.importing.records import Records, Values
from reporting.importing.yaml_files import Node
from reporting.models import Entry, Event, LoadedRecord, Occasion, OccasionEvent
from reporting.models.event_uid import event_uid


def load_places(nodes: list[Node], records: Records) -> None:
    """Insert the places that are absent, with their aliases."""
    for node in nodes:
        country = Country.objects.filter(iso3=node.get("country")).first()
        row = Place.objects.filter(name=node["name"], country=country).first()
        aliases = sorted(node.get("aliases") or [])
        wanted: Values = {"aliases": aliases}
        current = None
        if row is not None:
            current = {"aliases": sorted(row.aliases.values_list("name", flat=True))}
        key = f"{node['name']}/{node.get('country', '')}"
        _sync(records, key, wanted, current, node["name"], country)


def _sync(
    records: Records,
    key: str,
    wanted: Values,
    current: Values | None,
    name: str,
    country: Country | None,
) -> None:
    def write() -> None:
        place, _is_new = Place.objects.get_or_create(name=name, country=country)
        place.aliases.exclude(name__in=wanted["aliases"]).delete()
        for alias in wanted["aliases"]:
            PlaceAlias.objects.get_or_create(place=place, name=alias)

    records.sync("place", key, wanted=wanted, current=current, write=write)


def load_same_events(groups: list[list[str]], records: Records) -> None:
    """Join the events of each group once, unless one of them is missing or belongs to others.

    An event is given by the reference of its entry and its number there. What a person separated
    afterwards stays so.
    """
    for group in groups:
        record = {"kind": "occasion", "key": group[0]}
        if LoadedRecord.objects.filter(**record).exists():
            continue
        events = [_event(member) for member in group]
        keys = [(event.entry.reference, event_uid(event)) for event in events if event]
        if len(keys) < len(group):
            continue
        if OccasionEvent.objects.filter(reference__in=[key[0] for key in keys]).exists():
            continue
        LoadedRecord.objects.create(**record)
        records.result.inserted += 1
        occasion = Occasion.objects.create()
        OccasionEvent.objects.bulk_create(
            OccasionEvent(occasion=occasion, reference=reference, uid=uid)
            for reference, uid in keys
        )


def _event(member: str) -> Event | None:
    reference, _space, number = member.partition(" ")
    entry = Entry.objects.working().filter(reference=reference).first()
    if entry is None or not number.isdigit():
        return None
    events = list(entry.events.select_related("country", "entry").order_by("position"))
    place = int(number) - 1
    return events[place] if 0 <= place < len(events) else None
