"""Loading the contributors of a year's files, and the entries whose texts name them."""

from program.models import Contributor, ContributorAlias, Country
from program.rich_text import to_plain
from reporting.importing.records import Records, Values
from reporting.importing.yaml_files import Node
from reporting.models import Entry, EntryContributor


def load_contributors(nodes: list[Node], records: Records) -> None:
    """Insert the contributors that are absent. Links are made with a contributor, and once."""
    for node in nodes:
        _load(node, records)


def _load(node: Node, records: Records) -> None:
    row = Contributor.objects.select_related("country").filter(slug=node["slug"]).first()
    aliases = sorted(node.get("aliases") or [])
    wanted: Values = {
        "name": node["name"],
        "country": node.get("country", ""),
        "aliases": aliases,
    }
    current = None if row is None else _current(row)

    def write() -> None:
        contributor, is_new = Contributor.objects.update_or_create(
            slug=node["slug"],
            defaults={
                "name": node["name"],
                "country": Country.objects.filter(iso3=node.get("country")).first(),
            },
        )
        contributor.aliases.exclude(name__in=aliases).delete()
        for alias in aliases:
            ContributorAlias.objects.get_or_create(contributor=contributor, name=alias)
        if is_new:
            _link(contributor, node.get("named_in") or {})

    records.sync("contributor", node["slug"], wanted=wanted, current=current, write=write)


def _current(row: Contributor) -> Values:
    return {
        "name": row.name,
        "country": row.country.iso3 if row.country else "",
        "aliases": sorted(row.aliases.values_list("name", flat=True)),
    }


def _link(contributor: Contributor, named_in: dict[str, str]) -> None:
    """Link the entries whose texts still have the words."""
    for entry in Entry.objects.filter(reference__in=named_in):
        words = named_in[entry.reference]
        if words in to_plain(entry.text):
            EntryContributor.objects.get_or_create(
                entry=entry, contributor=contributor, defaults={"words": words}
            )
