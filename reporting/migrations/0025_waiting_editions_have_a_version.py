"""An edition that waits in the queue during the upgrade is made of what is there now.

An edition is only made while the content has the version that it was asked for
(`reporting.queries.content_versions.edition_version`), and these were asked for before there were
versions.
"""

from django.db import migrations
from django.db.models import Q


def give_versions(apps, schema_editor):
    alias = schema_editor.connection.alias
    submissions = apps.get_model("reporting", "Submission").objects.using(alias)
    accepted = Q(published_copy_of=None, status="accepted")
    reopened = Q(published_copy_of__isnull=False) & ~Q(published_copy_of__status="accepted")
    waiting = apps.get_model("reporting", "Issuing").objects.using(alias)
    for issuing in waiting.filter(state="waiting", content_version="").select_related(
        "reporting_year"
    ):
        year = issuing.reporting_year
        printed = submissions.filter(accepted | reopened, reporting_year=year).order_by("pk")
        parts = [(0, year.content_version), *printed.values_list("pk", "content_version")]
        issuing.content_version = " ".join(f"{key}:{version}" for key, version in parts)
        issuing.save(update_fields=["content_version"])


class Migration(migrations.Migration):
    dependencies = [("reporting", "0024_published_copies")]

    operations = [migrations.RunPython(give_versions, migrations.RunPython.noop)]
