"""Themes and marks of background: who assigned them, and that saves keep them."""

from dataclasses import replace

import pytest

from reporting.actions.entries import restore_version, save_entry
from reporting.actions.exceptions import EntryInvalid
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import MarkSource, TitleSource
from reporting.models import Entry
from reporting.queries.entries import content_of
from tests.factories import content, rich_content

pytestmark = pytest.mark.django_db


def _kept(entry) -> EntryContent:
    return content_of(Entry.objects.with_relations().get(pk=entry.pk))


def test_the_implementer_is_the_source_of_what_its_writer_marks(iom_draft, iom_writer):
    wanted = content(themes=(("children", "editorial"),), background_source="editorial")
    saved = save_entry(iom_draft, wanted, by=iom_writer)
    kept = _kept(saved.entry)
    assert kept.themes == (("children", MarkSource.IMPLEMENTER),)
    assert kept.background_source == MarkSource.IMPLEMENTER


def test_the_secretariat_is_the_source_of_what_it_marks_on_behalf(iom_draft, secretariat):
    wanted = content(themes=(("children", "implementer"),))
    saved = save_entry(iom_draft, wanted, by=secretariat)
    assert _kept(saved.entry).themes == (("children", MarkSource.SECRETARIAT),)


def test_a_theme_keeps_its_source_when_another_person_saves(iom_draft, iom_writer, secretariat):
    first = save_entry(iom_draft, content(themes=(("children", "implementer"),)), by=iom_writer)
    wanted = replace(
        _kept(first.entry), themes=(("children", "implementer"), ("women", "implementer"))
    )
    save_entry(iom_draft, wanted, entry=first.entry, based_on=first.entry.revision, by=secretariat)
    assert _kept(first.entry).themes == (
        ("children", MarkSource.IMPLEMENTER),
        ("women", MarkSource.SECRETARIAT),
    )


def test_an_unknown_theme_is_refused(iom_draft, iom_writer):
    with pytest.raises(EntryInvalid) as refusal:
        save_entry(iom_draft, content(themes=(("no-theme", "implementer"),)), by=iom_writer)
    assert [problem.place for problem in refusal.value.problems] == ["themes"]


def test_a_restored_version_has_its_themes_and_its_background(iom_draft, iom_writer):
    wanted = content(themes=(("children", "implementer"),), background_source="implementer")
    first = save_entry(iom_draft, wanted, by=iom_writer)
    second = save_entry(
        iom_draft, content(text="Else."), entry=first.entry, based_on=1, by=iom_writer
    )
    assert not _kept(second.entry).themes
    restore_version(first.version, based_on=second.entry.revision, by=iom_writer)
    kept = _kept(first.entry)
    assert kept.themes == (("children", MarkSource.IMPLEMENTER),)
    assert kept.background_source == MarkSource.IMPLEMENTER


def test_content_of_an_older_version_has_no_titles_and_marks():
    older = EntryContent("executed", "Text.").as_json()
    for name in ("title", "title_source", "background_source", "themes"):
        del older[name]
    assert EntryContent.from_json(older) == EntryContent("executed", "Text.")


def test_titles_and_marks_survive_as_json():
    whole = replace(
        rich_content(2013),
        title="Course",
        title_source=TitleSource.EDITORIAL,
        background_source=MarkSource.EDITORIAL,
        themes=(("children", "editorial"),),
    )
    events = tuple(
        replace(event, title="Day", title_source="editorial", background_source="editorial")
        for event in whole.events
    )
    whole = replace(whole, events=events)
    assert all(isinstance(event, EventContent) for event in whole.events)
    assert EntryContent.from_json(whole.as_json()) == whole
