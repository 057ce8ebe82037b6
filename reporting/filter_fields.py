"""The fields of list filters: how they parse a value, and how they refuse one."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django_filters.fields import ModelChoiceField
from django_filters.rest_framework import FilterSet as RestFilterSet

from reporting.search.query import InvalidSearchQuery, parse_query

_MAX_CODE = 60


class FilterSet(RestFilterSet):
    """A filter set that copies only the filters of the parameters in the request.

    Copying all filters, and building a form of them, takes as long as the rest of the response.
    """

    def __init__(
        self, data: Mapping[str, Any] | None = None, *arguments: Any, **options: Any
    ) -> None:
        requested = {
            name: filter_ for name, filter_ in self.base_filters.items() if name in (data or ())
        }
        self.base_filters: dict[str, django_filters.Filter] = requested
        super().__init__(data, *arguments, **options)


class CodeField(ModelChoiceField):
    """The code of an existing row. A value that is too long to be a code is not echoed."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > _MAX_CODE:
            raise ValidationError(
                _("A code has at most %(number)d characters.") % {"number": _MAX_CODE}
            )
        return super().to_python(value)


class CodeFilter(django_filters.ModelChoiceFilter):
    field_class = CodeField


class WholeNumberFilter(django_filters.Filter):
    field_class = forms.IntegerField


class TrueOrFalseField(forms.Field):
    """Accepts only `true` and `false`. Django's own field takes any other value as unknown."""

    def to_python(self, value: Any) -> bool | None:
        if value in self.empty_values:
            return None
        if value not in ("true", "false"):
            raise ValidationError(_("Write true or false."))
        return bool(value == "true")


class TrueOrFalseFilter(django_filters.BooleanFilter):
    field_class = TrueOrFalseField


class SearchQueryField(forms.CharField):
    """A search query: words, beginnings of words, and phrases in quotation marks."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            query = parse_query(text)
        except InvalidSearchQuery as error:
            raise ValidationError(str(error)) from error
        if not query:
            raise ValidationError(_("Write a word to search for."))
        return query


class SearchQueryFilter(django_filters.CharFilter):
    field_class = SearchQueryField
