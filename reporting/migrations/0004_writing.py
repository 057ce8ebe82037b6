"""How a text is kept: revisions, writing sessions, deleted entries, kept texts, presence."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import functions


def count_what_is_on_record(apps, schema_editor):
    """Until now a save made a version, so the latest one's number is the entry's revision."""
    versions = apps.get_model("reporting", "EntryVersion").objects
    versions.update(revision=models.F("number"), began_at=models.F("saved_at"))
    latest = versions.filter(entry=models.OuterRef("pk")).order_by("-number").values("number")[:1]
    apps.get_model("reporting", "Entry").objects.update(
        revision=functions.Coalesce(models.Subquery(latest), 1)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0001_program_register_and_countries"),
        ("reporting", "0003_mail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EditingPresence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
            ],
            options={
                "verbose_name": "person at an entry",
                "verbose_name_plural": "people at entries",
                "ordering": ["entry", "began_at"],
            },
        ),
        migrations.CreateModel(
            name="EntryDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the entry")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("url", models.CharField(max_length=2000, verbose_name="address")),
            ],
            options={
                "verbose_name": "document of an entry",
                "verbose_name_plural": "documents of entries",
                "ordering": ["entry", "position"],
            },
        ),
        migrations.CreateModel(
            name="WritingDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=36, verbose_name="writing session")),
                (
                    "data",
                    models.JSONField(
                        help_text="Pairs of name and value.", verbose_name="fields as typed"
                    ),
                ),
                ("reason", models.TextField(verbose_name="why it could not be saved")),
                (
                    "saved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="kept at"),
                ),
            ],
            options={
                "verbose_name": "kept text",
                "verbose_name_plural": "kept texts",
                "ordering": ["-saved_at"],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="deleted_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="deleted at"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="deleted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="deleted by",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="revision",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="revision"),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="began_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun at"),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="ends_session",
            field=models.BooleanField(
                default=False,
                help_text="Saved by the button: what comes later from the same page is another text.",
                verbose_name="ends its session",
            ),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="revision",
            field=models.PositiveIntegerField(default=1, verbose_name="revision of the entry"),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="session",
            field=models.CharField(blank=True, max_length=36, verbose_name="writing session"),
        ),
        migrations.AddIndex(
            model_name="entryversion",
            index=models.Index(fields=["session"], name="entry_version_session"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deleted_at__isnull", True), ("deleted_by__isnull", True)),
                    models.Q(("deleted_at__isnull", False), ("deleted_by__isnull", False)),
                    _connector="OR",
                ),
                name="entry_deleted_at_and_by",
                violation_error_message="A deleted entry says both when and by whom.",
            ),
        ),
        migrations.AddField(
            model_name="editingpresence",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presences",
                to="reporting.entry",
                verbose_name="entry",
            ),
        ),
        migrations.AddField(
            model_name="editingpresence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="entrydocument",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="reporting.entry",
            ),
        ),
        migrations.AddField(
            model_name="writingdraft",
            name="entry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="reporting.entry",
                verbose_name="entry",
            ),
        ),
        migrations.AddField(
            model_name="writingdraft",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="reporting.submission",
                verbose_name="submission",
            ),
        ),
        migrations.AddField(
            model_name="writingdraft",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="writing_drafts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddConstraint(
            model_name="editingpresence",
            constraint=models.UniqueConstraint(
                fields=("entry", "user"),
                name="editing_presence_once",
                violation_error_message="This person is at this entry already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entrydocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("url__startswith", "https://"), ("url__startswith", "http://"), _connector="OR"
                ),
                name="entry_document_on_the_web",
                violation_error_message="An address begins with https:// or http://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="writingdraft",
            constraint=models.UniqueConstraint(
                fields=("user", "session"),
                name="writing_draft_one_a_session",
                violation_error_message="The text of this writing session is kept already.",
            ),
        ),
        migrations.RunPython(count_what_is_on_record, migrations.RunPython.noop),
    ]
