from django.db import migrations, models


class Migration(migrations.Migration):
    """Acts carry the version of the content that a person read."""

    dependencies = [
        ("reporting", "0014_events_by_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportingyear",
            name="content_version",
            field=models.PositiveIntegerField(
                default=1,
                editable=False,
                help_text="Increases with every change of the report’s own parts, its highlights, "
                "its cover and the order of its chapters.",
                verbose_name="version of the content",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="content_version",
            field=models.PositiveIntegerField(
                default=1,
                editable=False,
                help_text="Increases with every change of what the chapter shows, and of its "
                "status.",
                verbose_name="version of the content",
            ),
        ),
    ]
