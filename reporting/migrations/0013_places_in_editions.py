"""What each edition prints, by the anchors of its page: an entry that is gone since keeps its address,
and one that came since is not cited as part of it."""

import django.db.models.deletion
from django.db import migrations, models


def keep_places(apps, schema_editor):
    """Of the editions there are, out of their frozen content."""
    places = apps.get_model("reporting", "PrintedPlace")
    for edition in apps.get_model("reporting", "Edition").objects.iterator():
        places.objects.bulk_create(
            places(edition=edition, anchor=anchor)
            for anchor in anchors_in(edition.content.get("report", {}))
        )


def anchors_in(report):
    for section in report.get("sections", ()):
        for group in section["groups"]:
            for chapter in group["chapters"]:
                yield f"chapter-{chapter['implementer']}"
                for column in chapter["columns"]:
                    for item in column["items"]:
                        yield f"e-{item['reference']}"


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0012_parts_of_editions"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("anchor", models.CharField(max_length=80, verbose_name="anchor")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="reporting.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "place in an edition",
                "verbose_name_plural": "places in editions",
                "ordering": ["edition", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("anchor", "edition"),
                        name="printed_place_unique",
                        violation_error_message="The edition has this place already.",
                    )
                ],
            },
        ),
        migrations.RunPython(keep_places, migrations.RunPython.noop),
    ]
