"""The outcome of a plan says who stated it: a person in the portal, or the printed report.

Files gave outcomes without a source: their authors had inferred them. Of these only the outcomes of
2011 stay that the printed report states, with its words. Each correction is a line in the log of
the year. An outcome that a person stated stays, with the person and the time of the version that
has it first. Versions that only repeat an outcome of a file are corrected as the entry is, so that
restoring one of them does not state it. Editions stay as they were issued.
"""

from itertools import groupby
from operator import attrgetter

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from reporting.migrations._loaded_values import digests

_BATCH = 200
_YEAR = 2011
_FULLY_MET = "All scheduled activities are fully met."
_STATED_IN_REPORT = {
    "2011-iachr-1": (
        "under_way",
        'Currently, the Rapporteur is working on the "Report of Inter-American Human Rights '
        "Standards of Migrants: Standards and Jurisprudence of the Inter-American System of Human "
        "Rights.",
    ),
    "2011-iachr-2": (
        "carried_out",
        "Between July 25 to August 2, 2011, the Rapporteur on the Rights of Migrant Workers and "
        "Members of Their Families of the IACHR visited Mexico.",
    ),
    "2011-iachr-3": (
        "under_way",
        'Currently, the Rapporteur is working on the "Report on the Situation of Migrants and their '
        'Families in Mexico"',
    ),
    "2011-iachr-4": (
        "carried_out",
        "During 2011 the Rapporteur on Migrant Workers and Members of the Families of the IACHR "
        "conducted the following activities to promote human rights of migrants and their families",
    ),
    "2011-mide-2": (
        "under_way",
        "began the second phase which incorporates nine other countries in the region",
    ),
    "2011-rial-1": ("carried_out", _FULLY_MET),
    "2011-rial-2": ("carried_out", _FULLY_MET),
    "2011-rial-3": ("carried_out", _FULLY_MET),
    "2011-rial-4": (
        "carried_out",
        "This visit took place from 21 to 23 February 2011 in Kingston",
    ),
    "2011-education-2": (
        "carried_out",
        "the drafting of the final project report, which was published and distributed",
    ),
    "2011-dps-1": (
        "carried_out",
        "In 2011, Program No. 1 was implemented in the following member states",
    ),
    "2011-dps-2": (
        "carried_out",
        "In 2011, Program No. 2 was implemented in the following member states",
    ),
    "2011-dps-3": (
        "carried_out",
        "In 2011, Program No.3 was implemented in the following member states",
    ),
    "2011-iom-26": (
        "carried_out",
        "IOM, with the participation of Canadian immigration officials, under the project "
        '"Strengthening the capacity of national authorities to detect fraudulent travel documents '
        'and preventing trafficking in persons and smuggling of migrants in Mesoamerica" trained, '
        "almost 350 officials from border areas",
    ),
}


_WORDS = {
    "carried_out": "carried out",
    "under_way": "under way",
    "postponed": "postponed",
    "dropped": "dropped",
}


def correct(apps, schema_editor):
    alias = schema_editor.connection.alias

    def rows(app, model):
        return apps.get_model(app, model)._base_manager.using(alias)

    digests_before = digests(rows)
    authors = _correct_versions(rows)
    corrected = _correct_entries(rows, authors)
    _record(rows, corrected)
    _follow_digests(rows, digests_before, {entry.reference for entry, _outcome in corrected})


def _correct_versions(rows):
    """Correct the versions with an outcome of a file.

    Returns who stated each outcome that people stated: (person, time) by the entry's key, the
    outcome and its reason.
    """
    with_outcome = rows("reporting", "EntryVersion").exclude(content__outcome="")
    versions = (
        rows("reporting", "EntryVersion")
        .filter(entry__in=with_outcome.values("entry"))
        .select_related("entry__submission__reporting_year")
        .order_by("entry", "number")
    )
    authors, corrected = {}, []
    for entry, of_entry in groupby(versions, attrgetter("entry")):
        before, first = ("", ""), None
        for version in of_entry:
            outcome = (version.content["outcome"], version.content["outcome_reason"])
            if outcome != before:
                before, first = outcome, version
            if not outcome[0]:
                continue
            if first.origin == "import":
                stated, quotation = _in_report(entry, outcome[0])
                version.content |= {
                    "outcome": stated,
                    "outcome_reason": outcome[1] if stated else "",
                    "outcome_quotation": quotation,
                }
                corrected.append(version)
            else:
                authors[entry.pk, *outcome] = (first.saved_by_id, first.saved_at)
    rows("reporting", "EntryVersion").bulk_update(corrected, ["content"], batch_size=_BATCH)
    return authors


def _in_report(entry, outcome):
    """Return the outcome and the words of the report; both are empty if it does not state it."""
    is_of_2011 = entry.submission.reporting_year.year == _YEAR
    stated, quotation = _STATED_IN_REPORT.get(entry.reference, ("", ""))
    return (stated, quotation) if is_of_2011 and stated == outcome else ("", "")


def _correct_entries(rows, authors):
    """Give each outcome its source, also in published copies.

    Returns the entries whose outcome a file had given, with that outcome.
    """
    entries = list(
        rows("reporting", "Entry")
        .exclude(outcome="")
        .select_related("submission__reporting_year")
        .order_by("submission__reporting_year__year", "submission__position", "position")
    )
    corrected = []
    for entry in entries:
        original = entry.published_copy_of_id or entry.pk
        outcome = entry.outcome
        author = authors.get((original, outcome, entry.outcome_reason))
        if author:
            entry.outcome_source = "implementer"
            entry.outcome_stated_by_id, entry.outcome_stated_at = author
            continue
        entry.outcome, entry.outcome_quotation = _in_report(entry, outcome)
        entry.outcome_source = "report" if entry.outcome else ""
        if not entry.outcome:
            entry.outcome_reason = ""
        if entry.published_copy_of_id is None:
            corrected.append((entry, outcome))
    columns = ["outcome", "outcome_reason", "outcome_source", "outcome_stated_by"]
    columns += ["outcome_stated_at", "outcome_quotation"]
    rows("reporting", "Entry").bulk_update(entries, columns, batch_size=_BATCH)
    return corrected


def _record(rows, corrected):
    """Count the change of each chapter, and write a line in the log for each entry."""
    chapters = rows("reporting", "Submission").filter(
        pk__in={entry.submission_id for entry, _outcome in corrected}
    )
    chapters.update(content_version=models.F("content_version") + 1)
    content_versions = dict(chapters.values_list("pk", "content_version"))
    rows("reporting", "LogEntry").bulk_create(
        rows("reporting", "LogEntry").model(
            at=timezone.now(),
            act="correct_outcome",
            reporting_year_id=entry.submission.reporting_year_id,
            submission_id=entry.submission_id,
            entry_id=entry.pk,
            content_version=content_versions[entry.submission_id],
            note=_note(entry, outcome),
        )
        for entry, outcome in corrected
    )


def _note(entry, outcome):
    if entry.outcome:
        return f"“{_WORDS[outcome]}” is stated in the printed report: “{entry.outcome_quotation}”"
    return (
        f"“{_WORDS[outcome]}” was removed: a file had given it, and no printed words that state it "
        "are on record."
    )


def _follow_digests(rows, before, references):
    """Let the records of corrected entries that nobody has edited count as not edited."""
    after = digests(rows)
    records = rows("reporting", "LoadedRecord").filter(kind="entry")
    for record in records.filter(key__in=references):
        if before.get(("entry", record.key)) == record.digest:
            record.digest = after["entry", record.key]
            record.save(update_fields=["digest"])


_ACTS = [
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
]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reporting", "0027_kept_drafts_of_every_form"),
    ]

    operations = [
        migrations.AlterField(
            "logentry",
            "act",
            models.CharField(choices=_ACTS, max_length=24, verbose_name="what was done"),
        ),
        migrations.AddField(
            "entry",
            "outcome_source",
            models.CharField(
                blank=True,
                choices=[
                    ("implementer", "stated by the implementer"),
                    ("report", "stated in the printed report"),
                    ("link", "suggested by a link"),
                ],
                default="",
                max_length=12,
                verbose_name="source of the outcome",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "entry",
            "outcome_stated_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="outcome stated by",
            ),
        ),
        migrations.AddField(
            "entry",
            "outcome_stated_at",
            models.DateTimeField(blank=True, null=True, verbose_name="outcome stated at"),
        ),
        migrations.AddField(
            "entry",
            "outcome_quotation",
            models.CharField(
                blank=True,
                default="",
                max_length=500,
                verbose_name="words of the printed report that state the outcome",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(correct, migrations.RunPython.noop),
    ]
