"""Files that are attached to entries, and those that an edition lists."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reporting.models.attachment


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0032_wording_of_models"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="logentry",
            name="act",
            field=models.CharField(
                choices=[
                    ("open_year", "opened the year"),
                    ("reopen_year", "opened the year again"),
                    ("change_year", "changed the dates of the year"),
                    ("close_year", "closed the year"),
                    ("extend", "extended the time for the chapter"),
                    ("edit", "edited an entry"),
                    ("add", "added an entry"),
                    ("delete", "deleted an entry"),
                    ("undelete", "brought an entry back"),
                    ("move", "moved an entry"),
                    ("attach", "attached a file"),
                    ("remove_attachment", "removed an attached file"),
                    ("restore_attachment", "restored an attached file"),
                    ("edit_words", "edited the words of the chapter"),
                    ("edit_financing", "edited the financing"),
                    ("submit", "submitted the chapter"),
                    ("declare_nothing", "declared that there is nothing to report"),
                    ("withdraw", "withdrew the chapter"),
                    ("begin_review", "began the review"),
                    ("return", "returned the chapter"),
                    ("accept", "accepted the chapter"),
                    ("reopen", "reopened the chapter"),
                    ("remark", "wrote a remark"),
                    ("resolve", "resolved a remark"),
                    ("take_suggestion", "took over a suggested text"),
                    ("dismiss", "dismissed a finding"),
                    ("recall", "took back a dismissal"),
                    ("edit_narrative", "edited a part of the report"),
                    ("edit_highlights", "edited the highlights"),
                    ("edit_cover", "edited the cover of the report"),
                    ("remind", "sent a reminder"),
                    ("issue", "issued an edition"),
                    ("begin_correction", "began a correction of what is issued"),
                    ("convert_text", "converted a text"),
                    ("correct_outcome", "corrected an outcome"),
                ],
                max_length=24,
                verbose_name="what was done",
            ),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                (
                    "file_type",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("png", "PNG"),
                            ("jpg", "JPEG"),
                            ("gif", "GIF"),
                            ("webp", "WebP"),
                        ],
                        max_length=4,
                        verbose_name="type",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "file",
                    models.FileField(
                        editable=False,
                        storage=reporting.models.attachment.attachment_storage,
                        upload_to=reporting.models.attachment.random_name,
                        verbose_name="stored file",
                    ),
                ),
                (
                    "attached_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="attached at"
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="removed at"
                    ),
                ),
                (
                    "attached_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="attached by",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="reporting.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="removed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "attached file",
                "verbose_name_plural": "attached files",
                "ordering": ["entry_id", "attached_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "sha256"),
                        name="attachment_once_an_entry",
                        violation_error_message="The entry has this file already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_removed_at_and_by",
                        violation_error_message="A removed file says both when and by whom.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                (
                    "file_type",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("png", "PNG"),
                            ("jpg", "JPEG"),
                            ("gif", "GIF"),
                            ("webp", "WebP"),
                        ],
                        max_length=4,
                        verbose_name="type",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "file",
                    models.FileField(
                        editable=False,
                        storage=reporting.models.attachment.attachment_storage,
                        upload_to=reporting.models.attachment.random_name,
                        verbose_name="stored file",
                    ),
                ),
                (
                    "reference",
                    models.CharField(max_length=60, verbose_name="reference of the entry"),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="reporting.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "attached file of an edition",
                "verbose_name_plural": "attached files of editions",
                "ordering": ["edition", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reference", "sha256", "edition"),
                        name="edition_attachment_unique",
                        violation_error_message="The edition has this file already.",
                    )
                ],
            },
        ),
    ]
