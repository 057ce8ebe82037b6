import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who has a form open is noted by form and by tab, not by entry and by person.

    The rows say who was there in the last minute, so that none has to be taken over.
    """

    dependencies = [
        ("reporting", "0041_entries_have_a_title"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel("EditingPresence"),
        migrations.CreateModel(
            name="EditingPresence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=300, verbose_name="address of the form")),
                ("session", models.CharField(max_length=36, verbose_name="writing session")),
                (
                    "began_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="writing since"
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last seen at"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person at a form",
                "verbose_name_plural": "people at forms",
                "ordering": ["form", "began_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form", "user", "session"),
                        name="editing_presence_once",
                        violation_error_message="This display of the form is counted already.",
                    )
                ],
            },
        ),
    ]
