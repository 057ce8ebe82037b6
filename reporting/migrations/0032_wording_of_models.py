from django.db import migrations, models


class Migration(migrations.Migration):
    """Names and messages follow docs/style-guide.md. No table changes."""

    dependencies = [
        ("reporting", "0031_words_are_counted_when_asked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="subheading",
            field=models.CharField(blank=True, max_length=200, verbose_name="subheading"),
        ),
        migrations.AlterField(
            model_name="importeditem",
            name="place",
            field=models.CharField(blank=True, max_length=200, verbose_name="location in the file"),
        ),
        migrations.AlterConstraint(
            model_name="entry",
            name="entry_subheading_under_heading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("subheading", ""), models.Q(("heading", ""), _negated=True), _connector="OR"
                ),
                name="entry_subheading_under_heading",
                violation_error_message="A subheading needs a heading.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="notification",
            name="notification_once",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "submission", "occasion"),
                name="notification_once",
                violation_error_message="This person has this notification already.",
            ),
        ),
    ]
