"""What the filters of lists are made of: how a value that is asked for is read, and refused."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django_filters.fields import ModelChoiceField
from django_filters.rest_framework import FilterSet as WholeFilterSet

from reporting.search.query import InvalidSearchQuery, parse_query

_LONGEST_CODE = 60


class FilterSet(WholeFilterSet):
    """Of its filters it makes ready those that are asked for: to copy all of them and a form of them
    takes as long as the answer."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *arguments: Any, **options: Any
    ) -> None:
        asked = {name: one for name, one in self.base_filters.items() if name in (data or ())}
        self.base_filters: dict[str, django_filters.Filter] = asked
        super().__init__(data, *arguments, **options)


class CodeField(ModelChoiceField):
    """The code of a row on record. A value too long to be one is not repeated to its sender."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > _LONGEST_CODE:
            raise ValidationError(
                _("A code has at most %(number)d characters.") % {"number": _LONGEST_CODE}
            )
        return super().to_python(value)


class CodeFilter(django_filters.ModelChoiceFilter):
    field_class = CodeField


class WholeNumberFilter(django_filters.Filter):
    field_class = forms.IntegerField


class TrueOrFalseField(forms.Field):
    """`true` or `false` and nothing else; Django's own takes any other word for unknown."""

    def to_python(self, value: Any) -> bool | None:
        if value in self.empty_values:
            return None
        if value not in ("true", "false"):
            raise ValidationError(_("Write true or false."))
        return bool(value == "true")


class TrueOrFalseFilter(django_filters.BooleanFilter):
    field_class = TrueOrFalseField


class SearchQueryField(forms.CharField):
    """Words, beginnings of words and phrases in quotes, as the search reads them."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            query = parse_query(typed)
        except InvalidSearchQuery as error:
            raise ValidationError(str(error)) from error
        if not query:
            raise ValidationError(_("Write a word to look for."))
        return query


class SearchQueryFilter(django_filters.CharFilter):
    field_class = SearchQueryField
