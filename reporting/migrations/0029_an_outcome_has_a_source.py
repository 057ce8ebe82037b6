from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0001_program_register_and_countries"),
        ("reporting", "0028_outcomes_have_a_source"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("outcome", ""), ("outcome_source", "")),
                        models.Q(("outcome_stated_at", None), ("outcome_stated_by", None)),
                        models.Q(("outcome_quotation", "")),
                    ),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("outcome_source", "implementer")),
                        models.Q(
                            ("outcome_stated_at__isnull", False),
                            ("outcome_stated_by__isnull", False),
                        ),
                        models.Q(("outcome_quotation", "")),
                    ),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("outcome_source", "report")),
                        models.Q(("outcome_stated_at", None), ("outcome_stated_by", None)),
                        models.Q(("outcome_quotation", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="entry_outcome_has_source",
                violation_error_message="An outcome says who stated it and when, or has the words of the report.",
            ),
        ),
    ]
