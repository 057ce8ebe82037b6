"""The texts of the register that an imported report prints say so; later ones name another source."""

from django.db import migrations


def name_the_printed_report(apps, _schema_editor):
    Activity = apps.get_model("program", "Activity")
    ReportingYear = apps.get_model("reporting", "ReportingYear")
    imported = (
        ReportingYear.objects.filter(submissions__origin="import")
        .order_by("year")
        .distinct()
        .select_related("cover")
    )
    for program in imported.values_list("program", flat=True):
        year = imported.filter(program=program).first()
        symbol = year.cover.symbol if hasattr(year, "cover") else ""
        printed = ", ".join(filter(None, (f"Annual report {year.year}", symbol)))
        Activity.objects.filter(program=program, text_source="").exclude(text="").update(
            text_source=printed
        )


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0003_sources_and_translations_of_texts"),
        ("reporting", "0035_history_of_the_register"),
    ]

    operations = [
        migrations.RunPython(name_the_printed_report, migrations.RunPython.noop, elidable=True)
    ]
