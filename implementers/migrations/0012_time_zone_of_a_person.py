"""A person can read times in another zone than the secretariat's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("implementers", "0011_wording_of_models"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.CharField(
                blank=True,
                help_text="In which times are shown, such as America/Lima. Empty: the secretariat's.",
                max_length=64,
                verbose_name="time zone",
            ),
        ),
    ]
