"""Template filters for the templates of the report."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from program.models import Language
from program.rich_text import to_html, to_plain
from reporting.enums import CountryRole, FinancingState, Outcome

register = template.Library()


@register.filter
def rich_text(text: str) -> SafeString:
    """A stored text as HTML."""
    return to_html(text)


@register.filter
def plain_text(text: str) -> str:
    """A stored text as plain text."""
    return to_plain(text)


@register.filter
def of(mapping: Mapping[str, Any], key: str) -> Any:
    """The value of `mapping` for `key`."""
    return mapping[key]


@register.filter
def language_name(code: str) -> str:
    return str(Language(code).label)


@register.filter
def outcome_words(outcome: str) -> str:
    return str(Outcome(outcome).label)


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
