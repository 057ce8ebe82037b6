"""Loading the Program, its register, the countries and the implementers from files."""

import datetime

from django.db.models import Model
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from implementers.models import Assignment, Implementer, ImplementerAlias
from program.models import (
    Activity,
    Country,
    CountryAlias,
    OasMembership,
    Program,
    Resolution,
    Theme,
)
from program.models.base import Language
from program.models.country import CountryKind
from program.world import missing_countries, permanent_observers
from reporting.importing.records import Records, Values
from reporting.importing.texts import stored_text
from reporting.importing.yaml_files import Node
from reporting.importing.year_files import YearFiles
from reporting.periods import parse_period


def load_reference_data(files: YearFiles, records: Records) -> Program:
    """Load everything except the year itself; returns the Program of the year."""
    for node in files.program["resolutions"]:
        _load_resolution(node, records)
    program = _load_program(files.program["program"], records)
    codes_on_record = set(program.activities.values_list("code", flat=True))
    for position, node in enumerate(files.activities, start=1):
        _load_activity(program, node, position, files, records)
    for node in files.activities:
        if str(node["code"]) not in codes_on_record:
            _link_restatement(program, node)
    for node in files.countries:
        _load_country(node, records)
    _add_missing_countries()
    for position, node in enumerate(files.themes, start=1):
        _load_theme(node, position, records)
    for position, node in enumerate(files.implementers, start=1):
        _load_implementer(program, node, position, records)
    return program


def _columns(row: Model, wanted: Values) -> Values:
    """The values in the database of the columns that `wanted` names."""
    return {column: getattr(row, column) for column in wanted}


def _day(value: object) -> datetime.date | None:
    return parse_period(str(value)).start if value else None


def _chronological(periods: list[list[datetime.date | None]]) -> list[list[datetime.date | None]]:
    """The periods by first day, an unknown one first. Databases differ in the order of NULL."""
    return sorted(periods, key=lambda period: period[0] or datetime.date.min)


def _load_resolution(node: Node, records: Records) -> None:
    row = Resolution.objects.filter(symbol=node["key"]).first()
    wanted: Values = {
        "title": node.get("title", ""),
        "adopted_on": _day(node.get("adopted_on")),
        "note": node.get("note", ""),
        "language": node.get("language", Language.EN),
    }
    records.sync(
        "resolution",
        node["key"],
        wanted=wanted,
        current=None if row is None else _columns(row, wanted),
        write=lambda: Resolution.objects.update_or_create(symbol=node["key"], defaults=wanted),
    )


def _load_program(node: Node, records: Records) -> Program:
    resolution = Resolution.objects.get(symbol=node["resolution"])
    row = Program.objects.filter(slug=node["slug"]).first()
    wanted: Values = {
        "title": node["title"],
        "short_title": node["short_title"],
        "resolution_id": resolution.pk,
        "language": node.get("language", Language.EN),
    }
    is_first = not Program.objects.current().exists()
    records.sync(
        "program",
        node["slug"],
        wanted={**wanted, "resolution_id": resolution.symbol},
        current=None
        if row is None
        else {**_columns(row, wanted), "resolution_id": row.resolution.symbol},
        write=lambda: Program.objects.update_or_create(
            slug=node["slug"], defaults=wanted, create_defaults={**wanted, "is_current": is_first}
        ),
    )
    return Program.objects.get(slug=node["slug"])


def _load_activity(
    program: Program, node: Node, position: int, files: YearFiles, records: Records
) -> None:
    code = str(node["code"])
    row = Activity.objects.filter(program=program, code=code).first()
    source = Resolution.objects.filter(symbol=node.get("source")).first()
    wanted: Values = {
        "number": int(code) if code.isdigit() else None,
        "position": position,
        "text": stored_text(node.get("text", "")),
        "short_title": node.get("short_title", ""),
        "source_note": files.other_sources.get(node.get("source", ""), ""),
        "language": node.get("language", Language.EN),
    }
    records.sync(
        "activity",
        f"{program.slug}/{code}",
        wanted={**wanted, "source": source.symbol if source else ""},
        current=None
        if row is None
        else {**_columns(row, wanted), "source": row.source.symbol if row.source else ""},
        write=lambda: Activity.objects.update_or_create(
            program=program,
            code=code,
            defaults={
                **wanted,
                "source": source,
                "text_source": _printed_source(files) if wanted["text"] else "",
            },
        ),
    )


def _printed_source(files: YearFiles) -> str:
    """Return where the texts of the year's files are printed."""
    year, symbol = files.year["year"], files.year.get("symbol", "")
    return _("Annual report %(year)s, %(symbol)s") % {"year": year, "symbol": symbol}


def _link_restatement(program: Program, node: Node) -> None:
    """Set `probably_same_as` of a new activity; afterwards the secretariat maintains it."""
    if original_code := node.get("probably_same_as"):
        activity = Activity.objects.get(program=program, code=str(node["code"]))
        activity.probably_same_as = Activity.objects.get(program=program, code=str(original_code))
        activity.save(update_fields=["probably_same_as"])


def _load_country(node: Node, records: Records) -> None:
    row = Country.objects.filter(iso3=node["iso3"]).first()
    columns: Values = {
        "iso2": node["iso2"],
        **{f"name_{language}": node["names"].get(language, "") for language in Language.values},
        "sub_region": node["sub_region"],
        "kind": node.get("kind", CountryKind.STATE),
        "participates": node.get("participates", True),
    }
    aliases = sorted(
        [alias["name"], alias["kind"], alias.get("language", Language.EN)]
        for alias in node.get("aliases") or []
    )
    memberships = _chronological(
        [
            [_day(membership.get("from")), _day(membership.get("to"))]
            for membership in node.get("oas") or []
        ]
    )

    def write() -> None:
        observer = node["iso3"] in permanent_observers() and not memberships
        country, _is_created = Country.objects.update_or_create(
            iso3=node["iso3"],
            defaults=columns,
            create_defaults={**columns, "is_permanent_observer": observer},
        )
        country.aliases.all().delete()
        CountryAlias.objects.bulk_create(
            CountryAlias(country=country, name=name, kind=kind, language=language)
            for name, kind, language in aliases
        )
        country.oas_memberships.all().delete()
        OasMembership.objects.bulk_create(
            OasMembership(country=country, start=start, end=end) for start, end in memberships
        )

    records.sync(
        "country",
        node["iso3"],
        wanted={**columns, "aliases": aliases, "oas": memberships},
        current=None
        if row is None
        else {
            **_columns(row, columns),
            "aliases": sorted(
                [alias.name, alias.kind, alias.language] for alias in row.aliases.all()
            ),
            "oas": _chronological(
                [[period.start, period.end] for period in row.oas_memberships.all()]
            ),
        },
        write=write,
    )


def _add_missing_countries() -> None:
    """Add the countries of the world that the files do not describe and nobody has added."""
    codes = {code for codes in Country.objects.values_list("iso3", "iso2") for code in codes}
    bulk_create_with_history(
        [Country(**country.columns()) for country in missing_countries(codes)], Country
    )


def _load_theme(node: Node, position: int, records: Records) -> None:
    row = Theme.objects.filter(code=node["code"]).first()
    wanted: Values = {
        **{f"name_{language}": node["names"].get(language, "") for language in Language.values},
        "kind": node["kind"],
        "position": position,
        "definition": node["definition"],
        "source": node.get("source", ""),
    }
    records.sync(
        "theme",
        node["code"],
        wanted=wanted,
        current=None if row is None else _columns(row, wanted),
        write=lambda: Theme.objects.update_or_create(code=node["code"], defaults=wanted),
    )


def _load_implementer(program: Program, node: Node, position: int, records: Records) -> None:
    row = Implementer.objects.filter(slug=node["slug"]).first()
    columns: Values = {
        "acronym": node["acronym"],
        **{f"name_{language}": node["names"].get(language, "") for language in Language.values},
        "kind": node["kind"],
        "heads_only": node.get("heads_only", False),
        "position": position,
    }
    aliases = sorted(
        [alias["name"], alias.get("language", Language.EN)] for alias in node.get("aliases") or []
    )
    codes = sorted(str(code) for code in node.get("activities") or [])

    def write() -> None:
        parent = Implementer.objects.filter(slug=node.get("parent")).first()
        implementer, _is_created = Implementer.objects.update_or_create(
            slug=node["slug"], defaults={**columns, "parent": parent}
        )
        implementer.aliases.all().delete()
        ImplementerAlias.objects.bulk_create(
            ImplementerAlias(implementer=implementer, name=name, language=language)
            for name, language in aliases
        )
        assigned = Assignment.objects.filter(implementer=implementer, activity__program=program)
        assigned.exclude(activity__code__in=codes).delete()
        for activity in Activity.objects.filter(program=program, code__in=codes):
            Assignment.objects.get_or_create(implementer=implementer, activity=activity)

    records.sync(
        "implementer",
        node["slug"],
        wanted={
            **columns,
            "parent": node.get("parent") or "",
            "aliases": aliases,
            "activities": codes,
        },
        current=None
        if row is None
        else {
            **_columns(row, columns),
            "parent": row.parent.slug if row.parent else "",
            "aliases": sorted([alias.name, alias.language] for alias in row.aliases.all()),
            "activities": sorted(
                row.activities.filter(program=program).values_list("code", flat=True)
            ),
        },
        write=write,
    )
