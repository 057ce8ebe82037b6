"""The accepted state that stays public while a chapter is changed is called its published copy."""

import django.db.models.deletion
from django.db import migrations, models


def _field(model: str) -> models.OneToOneField:
    return models.OneToOneField(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="published_copy",
        to=f"reporting.{model}",
        verbose_name="published copy of",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0023_statistics_are_counted_when_asked")]

    operations = [
        migrations.RemoveConstraint("submission", "submission_one_a_year"),
        migrations.RemoveConstraint("submission", "submission_stand_in_is_accepted"),
        migrations.RemoveConstraint("entry", "entry_reference_unique"),
        migrations.RenameField("submission", "stand_in_for", "published_copy_of"),
        migrations.RenameField("entry", "stand_in_for", "published_copy_of"),
        migrations.AlterField("submission", "published_copy_of", _field("submission")),
        migrations.AlterField("entry", "published_copy_of", _field("entry")),
        migrations.AddConstraint(
            "submission",
            models.UniqueConstraint(
                condition=models.Q(published_copy_of__isnull=True),
                fields=("reporting_year", "implementer"),
                name="submission_one_a_year",
                violation_error_message="This implementer has a chapter in this year already.",
            ),
        ),
        migrations.AddConstraint(
            "submission",
            models.CheckConstraint(
                condition=models.Q(published_copy_of__isnull=True) | models.Q(status="accepted"),
                name="submission_published_copy_is_accepted",
                violation_error_message="A published copy is accepted.",
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.UniqueConstraint(
                condition=models.Q(published_copy_of__isnull=True),
                fields=("reference",),
                name="entry_reference_unique",
                violation_error_message="An entry has this reference already.",
            ),
        ),
    ]
