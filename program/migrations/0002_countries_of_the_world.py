"""Writers need every country: a portal with countries of its own gets the rest of ISO 3166-1.

A new portal gets them when its first year is loaded (`load_report`). What an administrator added or
edited stays as it is.
"""

from django.db import migrations, models

from program.world import missing_countries, permanent_observers


def add_countries(apps, schema_editor):
    Country = apps.get_model("program", "Country")
    codes = {code for codes in Country.objects.values_list("iso3", "iso2") for code in codes}
    if not codes:
        return
    Country.objects.filter(iso3__in=permanent_observers(), oas_memberships=None).update(
        is_permanent_observer=True
    )
    Country.objects.bulk_create(
        Country(**country.columns()) for country in missing_countries(codes)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0001_program_register_and_countries"),
    ]

    operations = [
        migrations.AddField(
            model_name="country",
            name="is_permanent_observer",
            field=models.BooleanField(
                default=False,
                help_text="A member state is not marked as an observer.",
                verbose_name="permanent observer of the OAS",
            ),
        ),
        migrations.AddField(
            model_name="historicalcountry",
            name="is_permanent_observer",
            field=models.BooleanField(
                default=False,
                help_text="A member state is not marked as an observer.",
                verbose_name="permanent observer of the OAS",
            ),
        ),
        migrations.RunPython(add_countries, migrations.RunPython.noop),
    ]
