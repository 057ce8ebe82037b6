"""Long texts become rich text (program.rich_text): before, they were Markdown or literal.

Each text is converted as it was shown. Where that may not be what was typed, a line in the log of
the year says so. What depends on the texts follows: the digests of loaded records, dismissals, and
the search, whose documents are made again after migrating. Editions, texts that could not be saved
(`WritingDraft`), revisions and versions of the content stay.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import astuple

from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError
from django.utils import timezone

from program.rich_text import from_old_markdown, from_plain, to_plain
from program.rich_text.characters import UNPRINTABLE, with_line_feeds
from reporting.checks.fingerprints import fingerprint
from reporting.checks.run import run_checks
from reporting.migrations._checked_years import read_year
from reporting.migrations._loaded_values import digests
from reporting.migrations._old_markdown import differences, plain_text

_BATCH = 200
_MOST_PASSAGES = 5  # in a line of the log
_NOTHING = "<p></p>"  # of a text that has no words, where the database requires a text


def from_markdown(text):
    return _converted(text, from_old_markdown)


def from_literal(text):
    return _converted(text, from_plain)


def _converted(text, convert):
    # The forms refused control characters, the administration site did not.
    readable = UNPRINTABLE.sub("", with_line_feeds(text))
    return convert(readable) or from_plain(readable) or (_NOTHING if text else "")


_CONVERT = {
    ("program", "Activity"): {"text": from_markdown},
    ("program", "HistoricalActivity"): {"text": from_markdown},
    ("reporting", "Entry"): {"text": from_markdown, "outcome_reason": from_literal},
    ("reporting", "Remark"): {"text": from_literal, "suggestion": from_markdown},
    ("reporting", "Submission"): {
        "preamble": from_markdown,
        "lead_planned": from_markdown,
        "lead_executed": from_markdown,
        "lead_next_year": from_markdown,
        "nothing_to_report_reason": from_literal,
    },
    ("reporting", "SubmissionActivity"): {"wording": from_markdown},
    ("reporting", "Narrative"): {"text": from_markdown},
    ("reporting", "Highlight"): {"text": from_markdown},
    ("reporting", "Financing"): {"text": from_markdown},
    ("reporting", "ReportCover"): {"note": from_literal},
}


def convert(apps, schema_editor):
    alias = schema_editor.connection.alias

    def rows(app, model):
        return apps.get_model(app, model)._base_manager.using(alias)

    digests_before = digests(rows)
    findings_before = dict(_findings(rows, plain_text))
    fingerprints_before = dict(_old_fingerprints(rows, findings_before))
    listed = []
    for (app, model), fields in _CONVERT.items():
        listed += _convert_rows(rows, app, model, fields)
    _convert_versions(rows)
    _follow_digests(rows, digests_before)
    _follow_findings(rows, findings_before, fingerprints_before)
    rows("reporting", "LogEntry").bulk_create(_without_repetition(listed), batch_size=_BATCH)
    rows("reporting", "BackgroundCheck").all().delete()  # they are run again when asked for
    rows("reporting", "SearchDocument").all().delete()


def _batches(queryset):
    last = 0
    while batch := list(queryset.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        yield batch
        last = batch[-1].pk


# The texts


def _convert_rows(rows, app, model, fields):
    """Convert the texts of a model; returns the lines for the log."""
    listed = []
    for batch in _batches(_with_what_lines_name(rows(app, model), model)):
        changed = []
        for row in batch:
            typed = {field: text for field in fields if (text := getattr(row, field))}
            for field, text in typed.items():
                setattr(row, field, fields[field](text))
                if fields[field] is from_markdown and model != "HistoricalActivity":
                    listed += _lines(rows, row, model, field, text)
            changed += [row] if typed else []
        rows(app, model).bulk_update(changed, list(fields))
    return listed


_RELATIONS = {
    "Activity": ("program",),
    "Entry": ("submission",),
    "Remark": ("submission", "entry"),
    "SubmissionActivity": ("submission", "activity"),
    "Financing": ("submission", "entry"),
}


def _with_what_lines_name(queryset, model):
    return queryset.select_related(*_RELATIONS[model]) if model in _RELATIONS else queryset


def _convert_versions(rows):
    for batch in _batches(rows("reporting", "EntryVersion")):
        for version in batch:
            version.content["text"] = from_markdown(version.content["text"])
            if reason := version.content.get("outcome_reason"):
                version.content["outcome_reason"] = from_literal(reason)
        rows("reporting", "EntryVersion").bulk_update(batch, ["content"])


# The log


def _lines(rows, row, model, field, typed):
    """Yield a line for the log if the text may not have been shown as it was typed.

    A text of a published copy is listed at the entry or chapter itself: the copy will be deleted.
    """
    found = differences(typed, getattr(row, field))
    if not found:
        return
    year, submission, entry = _place(rows, row, model)
    if year is None:
        return
    heading = _heading(row, model, field)
    if len(found) > _MOST_PASSAGES:
        heading += f" ({len(found)} passages, of which the first {_MOST_PASSAGES}:)"
    passages = (str(passage) for passage in found[:_MOST_PASSAGES])
    yield rows("reporting", "LogEntry").model(
        at=timezone.now(),
        act="convert_text",
        reporting_year_id=year,
        submission_id=submission,
        entry_id=entry,
        note="\n".join([heading, *passages]),
    )


def _place(rows, row, model):
    """Return the keys of the year, the chapter and the entry that a text belongs to."""
    if model == "Activity":
        years = rows("reporting", "ReportingYear").filter(program=row.program_id)
        return years.order_by("-year").values_list("pk", flat=True).first(), None, None
    if model in ("Narrative", "Highlight"):
        return row.reporting_year_id, None, None
    chapter = row if model == "Submission" else row.submission
    entry = row if model == "Entry" else getattr(row, "entry", None)
    return (
        chapter.reporting_year_id,
        chapter.published_copy_of_id or chapter.pk,
        entry and (entry.published_copy_of_id or entry.pk),
    )


def _heading(row, model, field):
    heading = _HEADINGS.get((model, field), "Text")
    if model in ("Activity", "SubmissionActivity"):
        heading += f" {row.code if model == 'Activity' else row.activity.code}"
    elif model == "Narrative":
        heading += f" “{row.heading or row.kind}”"
        heading += " of the edition" if row.edition_id else ""
    elif model == "Highlight":
        heading += f" {row.position}"
    return heading


_HEADINGS = {
    ("Activity", "text"): "Program activity",
    ("Remark", "suggestion"): "Suggested text",
    ("Submission", "preamble"): "Words before the activities",
    ("Submission", "lead_planned"): "Opening words: planned",
    ("Submission", "lead_executed"): "Opening words: executed",
    ("Submission", "lead_next_year"): "Opening words: planned for next year",
    ("SubmissionActivity", "wording"): "Wording of activity",
    ("Narrative", "text"): "Part",
    ("Highlight", "text"): "Highlight",
    ("Financing", "text"): "Financing",
}


def _without_repetition(lines):
    """Leave out what is said of a published copy in the same words as of the text itself."""
    unique = {
        (line.reporting_year_id, line.submission_id, line.entry_id, line.note): line
        for line in lines
    }
    return unique.values()


# Loaded records


def _follow_digests(rows, before):
    """Give each loaded record that nobody has edited the digest of its converted values."""
    after = digests(rows)
    for batch in _batches(rows("reporting", "LoadedRecord")):
        unedited = [
            record for record in batch if before.get((record.kind, record.key)) == record.digest
        ]
        for record in unedited:
            record.digest = after[record.kind, record.key]
        rows("reporting", "LoadedRecord").bulk_update(unedited, ["digest"])


# Dismissals


def _findings(rows, plain):
    """Yield each year with dismissals: its key, and its findings with the content checked."""
    dismissed = rows("reporting", "Dismissal").values("reporting_year")
    for year in rows("reporting", "ReportingYear").filter(pk__in=dismissed).order_by("pk"):
        checked = read_year(rows, year, plain)
        yield year.pk, (run_checks(checked), checked)


def _old_fingerprints(rows, findings):
    """Yield each year with dismissals: its key, and the fingerprint of each of its findings."""
    for year in rows("reporting", "ReportingYear").filter(pk__in=findings):
        found, _checked = findings[year.pk]
        typed = read_year(rows, year, str)
        yield year.pk, [_old_fingerprint(finding, typed) for finding in found]


def _old_fingerprint(finding, year):
    """Return the fingerprint that was stored: it was made of the text as typed."""
    parts = (
        finding.code,
        finding.chapter,
        finding.entry,
        finding.place,
        finding.words,
        finding.span,
        finding.also,
        _judged_content(finding, year),
    )
    serialized = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(serialized.encode()).hexdigest()


def _judged_content(finding, year):
    if entry := year.entries.get(finding.entry):
        part = finding.place.partition("/")[0]
        texts = {text.place: text.plain for text in entry.texts()}
        fields = {
            "activities": entry.activities,
            "countries": entry.countries,
            "events": [astuple(event) for event in entry.events],
            "outcome": (entry.outcome, entry.continues),
            "documents": entry.links,
        }
        return texts.get(part) or (entry.plain, fields.get(part))
    if chapter := year.chapter.get(finding.chapter):
        return {text.place: text.plain for text in chapter.own_texts()}.get(finding.place, "")
    own_texts = {text.place: text.plain for text in year.texts if not text.chapter}
    return own_texts.get(finding.place, "")


def _follow_findings(rows, findings_before, fingerprints_before):
    """Give each standing dismissal the fingerprint that its finding has now."""
    for year, (found, checked) in _findings(rows, to_plain):
        before, _checked = findings_before[year]
        old = dict(zip(before, fingerprints_before[year], strict=True))
        new = {old[finding]: fingerprint(same, checked) for finding, same in _pairs(before, found)}
        for dismissal in rows("reporting", "Dismissal").filter(
            reporting_year=year, fingerprint__in=list(new)
        ):
            dismissal.fingerprint = new[dismissal.fingerprint]
            dismissal.save(update_fields=["fingerprint"])


def _pairs(before, after):
    """Yield the findings that say the same before and after: by their words, then by place."""
    for identity in (_words, _place_of):
        groups = defaultdict(lambda: ([], []))
        for finding in before:
            groups[identity(finding)][0].append(finding)
        for finding in after:
            groups[identity(finding)][1].append(finding)
        before, after = [], []
        for former, present in groups.values():
            if len(former) == len(present):
                yield from zip(former, present, strict=True)
            else:
                before += former
                after += present


def _words(finding):
    return (*_place_of(finding), finding.also, " ".join(finding.words.split()))


def _place_of(finding):
    return finding.code, finding.chapter, finding.entry, finding.place


def refuse(apps, schema_editor):
    raise IrreversibleError(
        "Texts cannot be turned back into Markdown. To go back to an earlier version of the portal, "
        "restore the backup of the database that was made before the upgrade."
    )


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
]


class Migration(migrations.Migration):
    dependencies = [("reporting", "0025_waiting_editions_have_a_version")]

    operations = [
        migrations.AlterField(
            "logentry",
            "act",
            models.CharField(choices=_ACTS, max_length=24, verbose_name="what was done"),
        ),
        migrations.RunPython(convert, refuse),
    ]
