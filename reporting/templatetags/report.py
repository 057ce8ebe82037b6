"""Template filters for the templates of the report."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from program.forms import RichTextWidget
from program.models import Language
from program.rich_text import to_html, to_plain
from reporting.document import notes
from reporting.document.content import Item
from reporting.document.notes import Note
from reporting.enums import CountryRole, FinancingState
from reporting.enums import outcome_words as words_of_outcome
from reporting.models import Entry
from reporting.outcomes import outcome_statement
from reporting.validators import MAX_REMARK

register = template.Library()


@register.filter
def rich_text(text: str) -> SafeString:
    """A stored text as HTML."""
    return to_html(text)


@register.simple_tag
def remark_field(element_id: str) -> SafeString:
    """The empty field of a remark, with the editor, for a form that a template writes by hand."""
    return RichTextWidget(attrs={"id": element_id, "rows": 3}, limit=MAX_REMARK).render("text", "")


@register.filter
def plain_text(text: str) -> str:
    """A stored text as plain text."""
    return to_plain(text)


@register.filter
def notes_of(item: Item, kind: str) -> tuple[Note, ...]:
    """The notes below an item of the column `kind` of the printed report."""
    return notes.notes_of(item, kind)


@register.filter
def of(mapping: Mapping[str, Any], key: str) -> Any:
    """The value of `mapping` for `key`."""
    return mapping[key]


@register.filter
def language_name(code: str) -> str:
    return str(Language(code).label)


@register.filter
def outcome_words(outcome: str) -> str:
    return words_of_outcome(outcome)


@register.filter
def outcome_source_words(entry: Entry) -> str:
    """How the effective outcome of the entry is known."""
    return _statement(entry, entry.submission.implementer.acronym)


@register.filter
def outcome_source_with_person(entry: Entry) -> str:
    """The same with the person who stated it, for the desk."""
    acronym = entry.submission.implementer.acronym
    person = entry.outcome_stated_by
    return _statement(entry, f"{person} ({acronym})" if person else acronym)


def _statement(entry: Entry, stated_by: str) -> str:
    stated_at = entry.outcome_stated_at
    return outcome_statement(
        entry.effective_outcome_source,
        stated_by=stated_by,
        day=localdate(stated_at) if stated_at else None,
        quotation=entry.outcome_quotation,
    )


@register.filter
def role_words(role: str) -> str:
    return str(CountryRole(role).label)


@register.filter
def financing_words(state: str) -> str:
    return str(FinancingState(state).label)


@register.filter
def held_for(mapping: Mapping[int, Any], key: int) -> Any:
    """The value of `mapping` for `key`; None if there is none."""
    return mapping.get(key)
