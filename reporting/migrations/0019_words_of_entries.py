from django.db import migrations, models

from reporting.word_counts import word_counts

_BATCH = 500


def count_words(apps, schema_editor):
    """Count the words of the entries there are, a batch at a time."""
    entries = apps.get_model("reporting", "Entry").objects.using(schema_editor.connection.alias)
    last = 0
    while batch := list(entries.filter(pk__gt=last).order_by("pk").only("text")[:_BATCH]):
        for entry in batch:
            entry.word_counts = word_counts(entry.text)
        entries.bulk_update(batch, ["word_counts"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    """How often each word stands in an entry is kept, so that a save reads no other entry's text."""

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
        migrations.RunPython(count_words, migrations.RunPython.noop, elidable=True),
    ]
