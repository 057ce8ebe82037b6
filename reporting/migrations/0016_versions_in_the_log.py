from django.db import migrations, models


class Migration(migrations.Migration):
    """So that a person is told what changed since the version of the content that they read."""

    dependencies = [
        ("reporting", "0015_content_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="logentry",
            name="content_version",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Of the chapter, or of the year, after an act that changed its content.",
                null=True,
                verbose_name="version of the content",
            ),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="content_version",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Of the chapter once this was saved.",
                null=True,
                verbose_name="version of the chapter’s content",
            ),
        ),
    ]
