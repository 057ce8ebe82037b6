"""A kept draft belongs to any form of the desk, by its address, and no longer to an entry only.

Drafts of before belong to the form of their entry, or to that of a new entry.
"""

import django.db.models.deletion
from django.db import migrations, models


def name_their_form(apps, schema_editor):
    drafts = apps.get_model("reporting", "WritingDraft").objects.select_related(
        "entry", "submission__reporting_year", "submission__implementer"
    )
    for draft in drafts:
        chapter = draft.submission
        if draft.entry is not None and draft.entry.deleted_at is None:
            draft.form = f"/desk/entries/{draft.entry.reference}/"
            draft.title = f"Entry {draft.entry.reference}"
        else:
            kind = dict(draft.data).get("kind", "")
            kind = kind if kind in ("planned", "executed", "next_year") else "executed"
            year, slug = chapter.reporting_year.year, chapter.implementer.slug
            draft.form = f"/desk/{year}/{slug}/entries/new/?kind={kind}"
            draft.title = f"New entry, {chapter.implementer.acronym} {year}"
        draft.save(update_fields=["form", "title"])


class Migration(migrations.Migration):
    dependencies = [("reporting", "0026_rich_text")]

    operations = [
        migrations.AddField(
            model_name="writingdraft",
            name="form",
            field=models.CharField(default="", max_length=300, verbose_name="address of the form"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="writingdraft",
            name="title",
            field=models.CharField(default="", max_length=300, verbose_name="name of the form"),
            preserve_default=False,
        ),
        migrations.RunPython(name_their_form, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="writingdraft", name="writing_draft_one_a_session"),
        migrations.RemoveField(model_name="writingdraft", name="entry"),
        migrations.AlterField(
            model_name="writingdraft",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty for the forms of a year.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="reporting.submission",
                verbose_name="submission",
            ),
        ),
        migrations.AlterField(
            model_name="writingdraft",
            name="session",
            field=models.CharField(blank=True, max_length=36, verbose_name="writing session"),
        ),
        migrations.AlterField(
            model_name="writingdraft",
            name="reason",
            field=models.TextField(blank=True, verbose_name="why it could not be saved"),
        ),
        migrations.AddConstraint(
            model_name="writingdraft",
            constraint=models.UniqueConstraint(
                fields=("user", "form", "session"),
                name="writing_draft_one_a_session",
                violation_error_message="The text of this writing session is kept already.",
            ),
        ),
    ]
