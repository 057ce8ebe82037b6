from django.db import migrations, models


class Migration(migrations.Migration):
    """So that nothing is issued but what was there when the edition was asked for."""

    dependencies = [
        ("reporting", "0016_versions_in_the_log"),
    ]

    operations = [
        migrations.AddField(
            model_name="issuing",
            name="content_version",
            field=models.TextField(
                blank=True,
                default="",
                editable=False,
                help_text="Of all that the edition prints, as it was when the edition was asked for.",
                verbose_name="version of the content",
            ),
            preserve_default=False,
        ),
    ]
