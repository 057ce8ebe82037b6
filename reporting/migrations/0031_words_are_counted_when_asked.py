from django.db import migrations


class Migration(migrations.Migration):
    """The words of entries were stored beside their text. The checks count them when they run."""

    dependencies = [
        ("reporting", "0030_imported_files"),
    ]

    operations = [
        migrations.RemoveField(model_name="entry", name="word_counts"),
    ]
