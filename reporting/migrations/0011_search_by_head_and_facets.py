"""Countries and implementers are found too. Search documents hold what stands at a text's head and by what it can be narrowed, so that the
index alone answers, and have keys that tell whose they are. All are made anew after migrating."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

OWNERS = {
    "entry": "reporting.entry",
    "activity": "program.activity",
    "narrative": "reporting.narrative",
    "country": "program.country",
    "implementer": "implementers.implementer",
}


def drop_the_index(apps, schema_editor):
    """SQLite's index is a table apart, with the columns that the documents had."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS reporting_search")


def field_of(owner):
    names = {"narrative": "part of a report", "implementer": "implementer"}
    words = {"verbose_name": names[owner]} if owner in names else {}
    return models.OneToOneField(
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="search_document",
        to=OWNERS[owner],
        **words,
    )


def of_one_thing():
    condition = Q()
    for place, owner in enumerate(OWNERS):
        others = {f"{other}__isnull": True for other in OWNERS if other != owner}
        condition |= Q(**{f"{owner}__isnull": False}, **others, id=F(owner) * 8 + place)
    return models.CheckConstraint(
        condition=condition,
        name="search_document_of_one_thing",
        violation_error_message="A search document is of exactly one thing and has the key made of "
        "its key.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0001_program_register_and_countries"),
        ("reporting", "0010_what_a_country_page_asks_for"),
    ]

    operations = [
        migrations.RunPython(drop_the_index, drop_the_index),
        migrations.DeleteModel("SearchDocument"),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="key"
                    ),
                ),
                ("title", models.TextField(verbose_name="words of its headings")),
                ("words", models.TextField(verbose_name="words of its text, in order")),
                ("stems", models.TextField(verbose_name="stems of all of them")),
                (
                    "head",
                    models.TextField(
                        verbose_name="marked words and stems of its headings and first words"
                    ),
                ),
                (
                    "facets",
                    models.TextField(
                        blank=True, verbose_name="marks of what it can be narrowed by"
                    ),
                ),
                *((owner, field_of(owner)) for owner in OWNERS),
            ],
            options={
                "verbose_name": "search document",
                "verbose_name_plural": "search documents",
                "constraints": [of_one_thing()],
            },
        ),
    ]
