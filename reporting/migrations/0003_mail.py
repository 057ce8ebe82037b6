"""What people were told by mail and want to be told, so that nothing is told twice."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0002_submission_last_number"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent at"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "digest",
                "verbose_name_plural": "digests",
                "ordering": ["-day", "person"],
            },
        ),
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("daily", "together, in one message a day at most"),
                            ("at_once", "each by itself, as soon as it happens"),
                        ],
                        default="daily",
                        max_length=10,
                        verbose_name="delivery",
                    ),
                ),
                (
                    "year_opened",
                    models.BooleanField(default=True, verbose_name="when a year is opened"),
                ),
                (
                    "reminder",
                    models.BooleanField(
                        default=True, verbose_name="reminders before and after the due date"
                    ),
                ),
                (
                    "returned",
                    models.BooleanField(default=True, verbose_name="when a chapter is returned"),
                ),
                (
                    "accepted",
                    models.BooleanField(default=True, verbose_name="when a chapter is accepted"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_preference",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail preference",
                "verbose_name_plural": "mail preferences",
                "ordering": ["person"],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("year_opened", "opened years"),
                            ("reminder", "reminders of the due date"),
                            ("returned", "returned chapters"),
                            ("accepted", "accepted chapters"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("occasion", models.CharField(blank=True, max_length=60, verbose_name="occasion")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="created at"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="notifications",
                        to="reporting.digest",
                        verbose_name="digest",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="reporting.submission",
                        verbose_name="submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["person", "submission", "kind", "occasion"],
            },
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(
                fields=("person", "day"),
                name="digest_one_a_day",
                violation_error_message="This person had their message of the day.",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", True)),
                fields=["person"],
                name="notification_unsent",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "submission", "occasion"),
                name="notification_once",
                violation_error_message="This person is told this already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest__isnull", True), ("sent_at__isnull", False), _connector="OR"
                ),
                name="notification_in_digest_is_sent",
                violation_error_message="What is in a digest was sent.",
            ),
        ),
    ]
