from django.db import migrations, models


class Migration(migrations.Migration):
    """So that an event keeps its identity in calendars when its date or place is corrected."""

    dependencies = [
        ("reporting", "0020_plain_search_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="uid",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=24,
                verbose_name="identity in calendars",
            ),
        ),
    ]
