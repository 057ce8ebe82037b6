import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """So that a check that a page has no time for is run in the background."""

    dependencies = [
        ("reporting", "0017_version_that_is_issued"),
    ]

    operations = [
        migrations.AddField(
            model_name="issuing",
            name="checks_not_run",
            field=models.JSONField(
                default=list,
                editable=False,
                help_text="Codes of the checks that are run before the edition is made.",
                verbose_name="checks that were not run",
            ),
        ),
        migrations.CreateModel(
            name="BackgroundCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_version",
                    models.PositiveIntegerField(verbose_name="version of the content"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "finished"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("findings", models.JSONField(default=list, verbose_name="findings")),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked at"
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="background_check",
                        to="reporting.submission",
                        verbose_name="submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "check in the background",
                "verbose_name_plural": "checks in the background",
                "ordering": ["submission"],
            },
        ),
    ]
