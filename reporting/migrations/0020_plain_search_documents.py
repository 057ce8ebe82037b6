"""Search documents get keys of their own and a search vector in a column, and lose what the former
search was made faster by. They are emptied here and made again after migrating."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import Q

OWNERS = ("entry", "activity", "narrative", "country", "implementer")
# What the former search made beside its table after each migration.
FORMER_INDEX = {
    "sqlite": ["DROP TABLE IF EXISTS reporting_search"],
    "postgresql": [
        "DROP INDEX IF EXISTS reporting_search_words",
        "DROP INDEX IF EXISTS reporting_search_words_of_others",
        "ALTER TABLE reporting_searchdocument DROP COLUMN IF EXISTS vector",
        "ALTER TABLE reporting_searchdocument DROP COLUMN IF EXISTS head_vector",
        "ALTER TABLE reporting_searchdocument RESET (toast_tuple_target)",
        "DROP FUNCTION IF EXISTS reporting_search_words(tsvector)",
    ],
}
TRIGGERS = ("insert", "delete", "update")


def empty(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS reporting_search_{event}")
    schema_editor.execute("DELETE FROM reporting_searchdocument")
    for statement in FORMER_INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def only(owner):
    return Q(**{f"{name}__isnull": name != owner for name in OWNERS})


def of_one_thing():
    condition = Q()
    for owner in OWNERS:
        condition |= only(owner)
    return models.CheckConstraint(
        condition=condition,
        name="search_document_of_one_thing",
        violation_error_message="A search document is of exactly one thing.",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0019_words_of_entries")]

    operations = [
        migrations.RemoveConstraint("searchdocument", "search_document_of_one_thing"),
        migrations.RunPython(empty),
        migrations.RemoveField("searchdocument", "facets"),
        migrations.RemoveField("searchdocument", "head"),
        migrations.AlterField(
            "searchdocument",
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        migrations.AlterField(
            "searchdocument",
            "title",
            models.TextField(verbose_name="words of its headings and the first of its text"),
        ),
        migrations.RenameField("searchdocument", "words", "text"),
        migrations.AlterField(
            "searchdocument",
            "text",
            models.TextField(verbose_name="words of its text and of what it names, in order"),
        ),
        migrations.RenameField("searchdocument", "stems", "text_stems"),
        migrations.AlterField(
            "searchdocument", "text_stems", models.TextField(verbose_name="their stems")
        ),
        migrations.AddField(
            "searchdocument",
            "title_stems",
            models.TextField(default="", verbose_name="their stems"),
            preserve_default=False,
        ),
        migrations.AddField(
            "searchdocument",
            "vector",
            django.contrib.postgres.search.SearchVectorField(
                editable=False, null=True, verbose_name="search vector"
            ),
        ),
        migrations.AddIndex(
            "searchdocument",
            django.contrib.postgres.indexes.GinIndex(
                fields=["vector"], name="search_document_vector"
            ),
        ),
        migrations.AddConstraint("searchdocument", of_one_thing()),
    ]
