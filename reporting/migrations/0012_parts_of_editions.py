"""A part of the report as its newest edition prints it stands beside the one at work, so that what
is written at the desk is not found before it is issued."""

import django.db.models.deletion
from django.db import migrations, models


def publish_parts(apps, schema_editor):
    """Of the newest edition of each year, out of its frozen content."""
    edition_model = apps.get_model("reporting", "Edition")
    narrative_model = apps.get_model("reporting", "Narrative")
    newest = {}
    for pk, year in edition_model.objects.order_by("number").values_list("pk", "reporting_year"):
        newest[year] = pk
    documents = apps.get_model("reporting", "SearchDocument").objects
    documents.filter(narrative__reporting_year__in=newest).delete()
    for edition in edition_model.objects.filter(pk__in=newest.values()):
        report = edition.content.get("report", {})
        parts = [
            *report.get("opening", ()),
            report.get("after_highlights"),
            report.get("conclusion"),
        ]
        narrative_model.objects.bulk_create(
            narrative_model(
                reporting_year_id=edition.reporting_year_id,
                edition=edition,
                kind=part["kind"],
                heading=part["heading"],
                text=part["text"],
                language=report["cover"]["language"],
            )
            for part in parts
            if part
        )


def withdraw_parts(apps, schema_editor):
    apps.get_model("reporting", "SearchDocument").objects.filter(
        narrative__edition__isnull=False
    ).delete()
    apps.get_model("reporting", "Narrative").objects.filter(edition__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0011_search_by_head_and_facets"),
    ]

    operations = [
        migrations.AddField(
            model_name="narrative",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="narratives",
                to="reporting.edition",
                verbose_name="edition that prints it",
            ),
        ),
        migrations.RemoveConstraint(model_name="narrative", name="narrative_one_of_a_kind"),
        migrations.AddConstraint(
            model_name="narrative",
            constraint=models.UniqueConstraint(
                condition=models.Q(edition__isnull=True),
                fields=("reporting_year", "kind"),
                name="narrative_one_of_a_kind",
                violation_error_message="This year has this part already.",
            ),
        ),
        migrations.RunPython(publish_parts, withdraw_parts),
    ]
