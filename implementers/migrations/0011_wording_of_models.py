from django.db import migrations, models


class Migration(migrations.Migration):
    """Names and messages follow docs/style-guide.md. No table changes."""

    dependencies = [
        ("implementers", "0010_canceled_in_american_spelling"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(
                error_messages={"unique": "There is already an account with this e-mail address."},
                max_length=254,
                unique=True,
                verbose_name="e-mail address",
            ),
        ),
    ]
