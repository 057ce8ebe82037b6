"""Rows of a form that one adds to: countries, events. An empty row is no row."""

from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict

SPARE_ROWS = 3
MOST_ROWS = 100


class DeferredValidationForm(forms.Form):
    """Can show what was typed and find no fault with it yet: its writer only asked for a row."""

    def clear_errors(self) -> None:
        self.full_clean()
        self._errors = ErrorDict()


class RowForm(DeferredValidationForm):
    """A row counts when one of `filled_by` is filled; whoever clears them takes it away."""

    filled_by: tuple[str, ...] = ()

    def complete_values(self) -> dict[str, Any]:
        """The cleaned values; empty when the row is, or a field of it is at fault."""
        if not self.has_changed() or not self.is_bound:
            return {}
        values = self.cleaned_data
        return values if self.fields.keys() <= values.keys() and self.is_whole(values) else {}

    def is_whole(self, values: dict[str, Any]) -> bool:
        """Whether the fields make sense together."""
        return True

    def has_changed(self) -> bool:
        return any(str(self[name].value() or "").strip() for name in self.filled_by)


class BaseRows(forms.BaseFormSet):
    """Rows without the difference that formsets make between first and further ones."""

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
        """Index and cleaned values of each row that is not empty."""
        return [(n, row.cleaned_data) for n, row in enumerate(self.forms) if row.has_changed()]

    def complete(self) -> list[dict[str, Any]]:
        """The cleaned values of each row in which nothing is missing or at fault."""
        return [values for row in self.forms if (values := row.complete_values())]


def rows_of(row: type[RowForm]) -> type[BaseRows]:
    """The class of a set of such rows."""
    made = forms.formset_factory(
        row, formset=BaseRows, max_num=MOST_ROWS, absolute_max=2 * MOST_ROWS, validate_max=True
    )
    return cast(type[BaseRows], made)


def with_more_rows(data: QueryDict, prefix: str) -> QueryDict:
    """What was typed, with spare rows more in the set of that prefix."""
    more = data.copy()
    key = f"{prefix}-TOTAL_FORMS"
    held = data.get(key, "")
    count = int(held) if held.isascii() and held.isdigit() and len(held) < 4 else 0
    more[key] = str(min(count + SPARE_ROWS, MOST_ROWS))
    return more
