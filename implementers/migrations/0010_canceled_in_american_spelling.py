import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WAITING = models.Q(accepted_at__isnull=True, canceled_at__isnull=True)
BOTH_OR_NEITHER = models.Q(canceled_at__isnull=True, canceled_by__isnull=True) | models.Q(
    canceled_at__isnull=False, canceled_by__isnull=False
)
NOT_BOTH = models.Q(accepted_at__isnull=True) | models.Q(canceled_at__isnull=True)


class Migration(migrations.Migration):
    """Renames `cancelled_at` and `cancelled_by`, whose names the constraints repeat."""

    dependencies = [
        ("implementers", "0009_members_protect_their_implementer"),
    ]

    operations = [
        migrations.RemoveConstraint("invitation", "invitation_one_waiting"),
        migrations.RemoveConstraint("invitation", "invitation_cancelled_at_and_by"),
        migrations.RemoveConstraint("invitation", "invitation_accepted_or_cancelled"),
        migrations.RenameField("invitation", "cancelled_at", "canceled_at"),
        migrations.RenameField("invitation", "cancelled_by", "canceled_by"),
        migrations.AlterField(
            "invitation",
            "canceled_at",
            models.DateTimeField(blank=True, null=True, verbose_name="canceled at"),
        ),
        migrations.AlterField(
            "invitation",
            "canceled_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="canceled by",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(
                condition=WAITING,
                fields=("implementer", "email"),
                name="invitation_one_waiting",
                violation_error_message="This address is invited already.",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=BOTH_OR_NEITHER,
                name="invitation_canceled_at_and_by",
                violation_error_message="An invitation says both when and by whom canceled.",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=NOT_BOTH,
                name="invitation_accepted_or_canceled",
                violation_error_message="An invitation is not both accepted and canceled.",
            ),
        ),
    ]
