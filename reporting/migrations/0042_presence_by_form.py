from typing import Any

from django.conf import settings
from django.db import migrations, models


def forget_presence(apps: Any, _schema_editor: Any) -> None:
    """Delete the rows: they say who was there in the last minute, by entry and by person."""
    apps.get_model("reporting", "EditingPresence").objects.all().delete()


class Migration(migrations.Migration):
    """Who has a form open is noted by form and by tab, not by entry and by person."""

    dependencies = [
        ("reporting", "0041_entries_have_a_title"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(forget_presence, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="editingpresence",
            options={
                "verbose_name": "person at a form",
                "verbose_name_plural": "people at forms",
                "ordering": ["form", "began_at"],
            },
        ),
        migrations.RemoveConstraint(model_name="editingpresence", name="editing_presence_once"),
        migrations.RemoveField(model_name="editingpresence", name="entry"),
        migrations.AddField(
            model_name="editingpresence",
            name="form",
            field=models.CharField(default="", max_length=300, verbose_name="address of the form"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="editingpresence",
            name="session",
            field=models.CharField(default="", max_length=36, verbose_name="writing session"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="editingpresence",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="left at"),
        ),
        migrations.AddConstraint(
            model_name="editingpresence",
            constraint=models.UniqueConstraint(
                fields=("form", "user", "session"),
                name="editing_presence_once",
                violation_error_message="This display of the form is counted already.",
            ),
        ),
    ]
