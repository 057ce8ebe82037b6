"""What is public is said by the chapter itself, and no longer follows from its status (ADR 0003)."""

from django.db import migrations, models


def publish_accepted_chapters(apps, schema_editor):
    """What was accepted was public: chapters, and the copies that stand in for reopened ones."""
    submissions = apps.get_model("reporting", "Submission").objects
    submissions.filter(status="accepted").update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0021_event_identity")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="is_public",
            field=models.BooleanField(
                db_index=True, default=False, editable=False, verbose_name="public"
            ),
        ),
        migrations.RunPython(publish_accepted_chapters, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_public", False), ("status", "accepted"), _connector="OR"),
                name="submission_public_is_accepted",
                violation_error_message="Only an accepted chapter is public.",
            ),
        ),
    ]
