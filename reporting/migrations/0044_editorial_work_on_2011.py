"""Titles, themes and background marks of the 2011 report, and corrections of its data.

They are those of the files of 2011, which docs/corrections-2011.md describes. An entry that a
person has edited keeps what it has. Each correction is a line in the log of the year; so is the
editorial work on each chapter. The newest version of a changed entry is changed with it, so that
the entry is as its history says. Editions stay as they were issued.
"""

import json
from collections import defaultdict
from pathlib import Path

from django.db import migrations, models
from django.utils import timezone

from reporting.migrations._loaded_values import digests
from reporting.periods import parse_period

_YEAR = 2011
_EDITORIAL = "editorial"
_FILE = Path(__file__).with_name("_editorial_2011.json")

# Reference, country, roles before, roles after.
_ROLES = [
    ("2011-iom-38", "MEX", ["beneficiary", "subject"], ["place", "beneficiary", "subject"]),
    ("2011-iom-65", "USA", ["place"], ["origin"]),
    ("2011-unhcr-46", "MEX", ["mentioned"], ["subject"]),
    ("2011-mide-5", "ESP", ["mentioned"], ["participant"]),
]
# Reference, place of its first event before, after.
_PLACES = [("2011-rial-1", "SanSalvador", "San Salvador")]
# The entry, and the plan that it continues.
_LINKS = [
    ("2011-can-4", "2011-can-2"),
    ("2011-can-5", "2011-can-2"),
    ("2011-summits-6", "2011-summits-3"),
    ("2011-summits-8", "2011-summits-3"),
    ("2011-iom-30", "2011-iom-13"),
    ("2011-iom-51", "2011-iom-27"),
    ("2011-iom-52", "2011-iom-27"),
    ("2011-iom-53", "2011-iom-27"),
    ("2011-ilo-6", "2011-ilo-2"),
]
# The place of a highlight, an entry that it has, and one that it lacks.
_HIGHLIGHTS = [(8, "2011-mide-5", "2011-mide-13")]


def work(apps, schema_editor):
    alias = schema_editor.connection.alias

    def rows(app, model):
        return apps.get_model(app, model)._base_manager.using(alias)

    entries = _entries(rows)
    if not entries:
        return
    # Migration 0040 added what events are about and left the digests as they were.
    before = [digests(rows), digests(rows, with_subjects=False)]
    editorial = json.loads(_FILE.read_text(encoding="utf-8"))
    themes = _add_themes(rows, editorial["themes"])
    notes = _correct(rows, entries)
    of_highlights = _add_to_highlights(rows, entries)
    edited = _edited(rows, entries)
    added = defaultdict(list)
    for reference, copies in entries.items():
        values = editorial["entries"].get(reference)
        if values is None or reference in edited:
            continue
        for entry in copies:
            _add_to_entry(rows, entry, values, themes)
        added[copies[0].submission_id].append(copies[0])
    changed = {entry.reference for of_chapter in added.values() for entry in of_chapter}
    changed |= set(notes)
    _follow_versions(rows, [entry for name in changed for entry in entries[name]])
    _record(rows, entries, added, notes, of_highlights)
    _follow_digests(rows, before)
    # `migrate` indexes what has no document.
    rows("reporting", "SearchDocument").filter(
        entry__in=[entry.pk for name in changed for entry in entries[name]]
    ).delete()


def _entries(rows):
    """Return the imported entries of 2011 by reference, each before its published copy."""
    found = defaultdict(list)
    for entry in (
        rows("reporting", "Entry")
        .filter(submission__reporting_year__year=_YEAR, submission__origin="import")
        .filter(submission__reporting_year__is_demonstration=False)
        .select_related("submission__reporting_year")
        .order_by(
            models.F("published_copy_of").asc(nulls_first=True),
            "submission__position",
            "position",
        )
    ):
        found[entry.reference].append(entry)
    return found


def _edited(rows, entries):
    """Return the references of the entries with a version that a person saved."""
    versions = rows("reporting", "EntryVersion").exclude(origin="import")
    return set(
        versions.filter(entry__reference__in=list(entries)).values_list(
            "entry__reference", flat=True
        )
    )


def _add_themes(rows, themes):
    """Add the vocabulary; return the keys of the themes by code."""
    for position, theme in enumerate(themes, start=1):
        rows("program", "Theme").get_or_create(
            code=theme["code"],
            defaults={
                "kind": theme["kind"],
                "position": position,
                "definition": theme["definition"],
                "source": theme.get("source", ""),
                **{f"name_{language}": name for language, name in theme["names"].items()},
            },
        )
    return dict(rows("program", "Theme").values_list("code", "pk"))


def _add_to_entry(rows, entry, values, themes):
    entry.title, entry.title_source = values["title"], _EDITORIAL
    entry.background_source = _EDITORIAL if values.get("is_background") else ""
    entry.save(update_fields=["title", "title_source", "background_source"])
    for code in values.get("themes", []):
        rows("reporting", "EntryTheme").get_or_create(
            entry_id=entry.pk, theme_id=themes[code], defaults={"source": _EDITORIAL}
        )
    events = rows("reporting", "Event").filter(entry_id=entry.pk).order_by("position")
    for event, about in zip(events, values.get("events", []), strict=False):
        period = parse_period(about["when"])
        if (event.start, event.end) != (period.start, period.end):
            continue
        event.title, event.title_source = about["title"], _EDITORIAL
        event.background_source = _EDITORIAL if about.get("is_background") else ""
        event.save(update_fields=["title", "title_source", "background_source"])


def _correct(rows, entries):
    """Make the corrections that still apply; return what the log says of each, by reference."""
    notes = defaultdict(list)
    for reference, iso3, before, after in _ROLES:
        for entry in entries.get(reference, []):
            roles = rows("reporting", "EntryCountry").filter(entry=entry.pk, country__iso3=iso3)
            if list(roles.order_by("pk").values_list("role", flat=True)) == before:
                _replace_roles(rows, entry, iso3, after)
                notes[reference].append(f"{iso3}: {', '.join(before)} → {', '.join(after)}")
    for reference, before, after in _PLACES:
        for entry in entries.get(reference, []):
            events = rows("reporting", "Event").filter(entry=entry.pk, place=before)
            if events.update(place=after):
                notes[reference].append(f"place: {before} → {after}")
    for later, earlier in _LINKS:
        for entry in entries.get(later, []):
            for plan in entries.get(earlier, []):
                _link, is_new = rows("reporting", "EntryLink").get_or_create(
                    later_id=entry.pk, earlier_id=plan.pk
                )
                if is_new:
                    notes[later].append(f"continues {earlier}")
    return {reference: list(dict.fromkeys(of_entry)) for reference, of_entry in notes.items()}


def _replace_roles(rows, entry, iso3, roles):
    """Write all countries of the entry anew: their order is that of their keys."""
    present = list(
        rows("reporting", "EntryCountry")
        .filter(entry=entry.pk)
        .order_by("pk")
        .values_list("country_id", "country__iso3", "role")
    )
    rows("reporting", "EntryCountry").filter(entry=entry.pk).delete()
    written = set()
    for country, code, role in present:
        for new_role in roles if code == iso3 else [role]:
            if (country, new_role) not in written:
                written.add((country, new_role))
                rows("reporting", "EntryCountry").create(
                    entry_id=entry.pk, country_id=country, role=new_role
                )


def _add_to_highlights(rows, entries):
    """Return what the log says of each changed highlight."""
    notes = []
    for position, present, missing in _HIGHLIGHTS:
        supports = rows("reporting", "HighlightEntry").filter(
            highlight__reporting_year__year=_YEAR, highlight__position=position
        )
        found = supports.filter(entry__reference=present).order_by("pk").first()
        if found is None or not entries.get(missing):
            continue
        if supports.filter(entry__reference=missing).exists():
            continue
        rows("reporting", "HighlightEntry").create(
            highlight_id=found.highlight_id,
            entry_id=entries[missing][0].pk,
            position=supports.filter(highlight=found.highlight_id).count() + 1,
        )
        notes.append(f"Highlight {position} names {missing} too")
    return notes


def _follow_versions(rows, entries):
    """Give the newest version of each entry what the entry has now."""
    for entry in entries:
        version = (
            rows("reporting", "EntryVersion").filter(entry=entry.pk).order_by("-number").first()
        )
        if version is None:
            continue
        events = rows("reporting", "Event").filter(entry=entry.pk).order_by("position")
        roles = rows("reporting", "EntryCountry").filter(entry=entry.pk).order_by("pk")
        links = rows("reporting", "EntryLink").filter(
            later=entry.pk, earlier__deleted_at=None, earlier__published_copy_of=None
        )
        themes = rows("reporting", "EntryTheme").filter(entry=entry.pk)
        known = [*version.content["continues"]]
        version.content |= {
            "title": entry.title,
            "title_source": entry.title_source,
            "background_source": entry.background_source,
            "themes": sorted(map(list, themes.values_list("theme__code", "source"))),
            "countries": [list(pair) for pair in roles.values_list("country__iso3", "role")],
            "continues": sorted({*known, *links.values_list("earlier__reference", flat=True)}),
            "events": [
                {
                    **kept,
                    "place": event.place,
                    "title": event.title,
                    "title_source": event.title_source,
                    "background_source": event.background_source,
                }
                for kept, event in zip(version.content["events"], events, strict=False)
            ],
        }
        version.save(update_fields=["content"])


def _record(rows, entries, added, notes, of_highlights):
    """Write the lines in the log, and count the corrections as changes of their chapters."""
    chapters = rows("reporting", "Submission").filter(
        pk__in={entries[reference][0].submission_id for reference in notes}
    )
    chapters.update(content_version=models.F("content_version") + 1)
    content_versions = dict(chapters.values_list("pk", "content_version"))
    log = rows("reporting", "LogEntry")
    year = next(iter(entries.values()))[0].submission.reporting_year_id
    lines = [
        log.model(
            at=timezone.now(),
            act="add_editorial",
            reporting_year_id=year,
            submission_id=chapter,
            note=f"{len(of_chapter)} entries have short titles; themes and what is background "
            "are marked. None of it is a text of the report.",
        )
        for chapter, of_chapter in added.items()
    ]
    for reference, of_entry in notes.items():
        entry = entries[reference][0]
        lines.append(
            log.model(
                at=timezone.now(),
                act="correct_entry",
                reporting_year_id=year,
                submission_id=entry.submission_id,
                entry_id=entry.pk,
                content_version=content_versions[entry.submission_id],
                note="; ".join(of_entry),
            )
        )
    lines += [
        log.model(at=timezone.now(), act="correct_entry", reporting_year_id=year, note=note)
        for note in of_highlights
    ]
    log.bulk_create(lines)


def _follow_digests(rows, before):
    """Let the records that nobody has edited count as not edited."""
    after = digests(rows)
    for record in rows("reporting", "LoadedRecord").filter(kind__in=["entry", "highlight"]):
        key = (record.kind, record.key)
        is_unedited = any(digest_by_key.get(key) == record.digest for digest_by_key in before)
        if key in after and is_unedited and after[key] != record.digest:
            record.digest = after[key]
            record.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0005_themes"),
        ("reporting", "0043_background_and_themes"),
    ]

    operations = [migrations.RunPython(work, migrations.RunPython.noop)]
