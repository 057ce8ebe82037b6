from django.db import migrations, models


class Migration(migrations.Migration):
    """How often each word stands in an entry is kept, so that a save reads no other entry's text.

    Migration 0026 counts the words of the entries there are.
    """

    dependencies = [
        ("reporting", "0018_checks_in_the_background"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="word_counts",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="How often each word stands in the text.",
                verbose_name="words of the text",
            ),
        ),
    ]
