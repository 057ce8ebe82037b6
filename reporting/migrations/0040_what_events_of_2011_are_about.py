"""The countries that the hearings of 2011 are about, for databases that have the report already.

New ones read them from fixtures/2011/events.yaml.
"""

from django.db import migrations

REFERENCE = "2011-iachr-10"
# The first day of each event in the order of the text, and the countries that it is about.
SUBJECTS = [
    ("2011-03-25", []),
    ("2011-03-26", ["USA", "HTI"]),
    ("2011-03-26", ["USA"]),
    ("2011-03-26", ["MEX"]),
    ("2011-03-26", ["DOM"]),
    ("2011-03-28", ["DOM"]),
    ("2011-03-28", ["MEX"]),
    ("2011-03-28", ["USA"]),
    ("2011-10-24", ["DOM"]),
    ("2011-10-25", ["USA"]),
    ("2011-10-26", ["USA"]),
    ("2011-10-26", ["USA", "HTI"]),
    ("2011-10-27", ["MEX"]),
    ("2011-10-27", ["CRI", "SLV", "DOM"]),
]
NOTE = "Added the countries that the hearings are about, which their titles in the text name."


def add_subjects(apps, _schema_editor):
    Country = apps.get_model("program", "Country")
    Entry = apps.get_model("reporting", "Entry")
    EntryVersion = apps.get_model("reporting", "EntryVersion")
    EventSubject = apps.get_model("reporting", "EventSubject")
    LogEntry = apps.get_model("reporting", "LogEntry")
    countries = {country.iso3: country for country in Country.objects.all()}
    for entry in Entry.objects.filter(reference=REFERENCE).select_related("submission"):
        events = list(entry.events.order_by("position"))
        if [event.start.isoformat() for event in events] != [day for day, _codes in SUBJECTS]:
            continue  # somebody corrected the events
        if EventSubject.objects.filter(event__in=events).exists():
            continue
        EventSubject.objects.bulk_create(
            EventSubject(event=event, country=countries[iso3])
            for event, (_day, codes) in zip(events, SUBJECTS, strict=True)
            for iso3 in codes
        )
        version = EntryVersion.objects.filter(entry=entry).order_by("-number").first()
        if version is not None:  # the newest version is what the entry holds
            kept = version.content["events"]
            version.content["events"] = [
                {**event, "subjects": codes}
                for event, (_day, codes) in zip(kept, SUBJECTS, strict=True)
            ]
            version.save(update_fields=["content"])
        if entry.published_copy_of_id is None:
            LogEntry.objects.create(
                act="edit",
                reporting_year_id=entry.submission.reporting_year_id,
                submission=entry.submission,
                entry=entry,
                note=NOTE,
            )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0039_events_of_several_entries")]

    operations = [migrations.RunPython(add_subjects, migrations.RunPython.noop, elidable=True)]
