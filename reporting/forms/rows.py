"""Rows of a form that the user can add to. An empty row is ignored."""

from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict

SPARE_ROWS = 3
MOST_ROWS = 100


class DeferredValidationForm(forms.Form):
    """A form that can show what was typed without errors, after a request for another row."""

    def clear_errors(self) -> None:
        self.full_clean()
        self._errors = ErrorDict()


class RowForm(DeferredValidationForm):
    """A row. It is empty, and so removed, when all its fields in `filled_by` are empty."""

    filled_by: tuple[str, ...] = ()

    def complete_values(self) -> dict[str, Any]:
        """The cleaned values; {} when the row is empty or one of its fields is invalid."""
        if not self.has_changed() or not self.is_bound:
            return {}
        values = self.cleaned_data
        return values if self.fields.keys() <= values.keys() and self.is_whole(values) else {}

    def is_whole(self, values: dict[str, Any]) -> bool:
        """Whether the values are valid together."""
        return True

    def has_changed(self) -> bool:
        return any(str(self[name].value() or "").strip() for name in self.filled_by)


class BaseRows(forms.BaseFormSet):
    """A formset that does not treat initial rows and extra rows differently."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extra = len(self.initial or ()) + SPARE_ROWS

    def initial_form_count(self) -> int:
        return 0

    def clear_errors(self) -> None:
        self._errors: list[ErrorDict] = []
        self._non_form_errors = ErrorList()
        for row in self.forms:
            row.clear_errors()

    def filled(self) -> list[tuple[int, dict[str, Any]]]:
        """(index, cleaned values) of each row that is not empty."""
        return [(n, row.cleaned_data) for n, row in enumerate(self.forms) if row.has_changed()]

    def complete(self) -> list[dict[str, Any]]:
        """The cleaned values of each row that is complete and valid."""
        return [values for row in self.forms if (values := row.complete_values())]


def rows_of(row: type[RowForm]) -> type[BaseRows]:
    """The formset class for rows of this class."""
    formset_class = forms.formset_factory(
        row, formset=BaseRows, max_num=MOST_ROWS, absolute_max=2 * MOST_ROWS, validate_max=True
    )
    return cast(type[BaseRows], formset_class)


def with_more_rows(data: QueryDict, prefix: str) -> QueryDict:
    """What was typed, with more empty rows in the formset with this prefix."""
    extended = data.copy()
    key = f"{prefix}-TOTAL_FORMS"
    total_sent = data.get(key, "")
    count = (
        int(total_sent)
        if total_sent.isascii() and total_sent.isdigit() and len(total_sent) < 4
        else 0
    )
    extended[key] = str(min(count + SPARE_ROWS, MOST_ROWS))
    return extended
