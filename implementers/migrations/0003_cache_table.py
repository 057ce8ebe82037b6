"""The table in which failed sign-ins are counted, because several server processes share it."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("implementers", "0002_implementers_memberships_assignments")]

    operations = [migrations.RunPython(create_table, migrations.RunPython.noop)]
