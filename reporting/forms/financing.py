"""The form of a chapter's financing: one row for each source."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from reporting.actions.exceptions import Problem
from reporting.actions.financing import SourceContent
from reporting.enums import FinancingKind
from reporting.forms.readings import TypedMeaning, with_reading
from reporting.forms.rows import BaseRows, RowForm, rows_of, with_more_rows
from reporting.recognition.typed_amounts import read_amount

PREFIX = "sources"
_ADD = f"add-{PREFIX}"


class AmountField(forms.CharField):
    """An amount in figures, as people of several countries write them; None when empty."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        typed = super().to_python(_as_typed(value))
        if not typed:
            return None
        amounts = read_amount(typed)
        if len(amounts) == 1:
            return amounts[0]
        if amounts:
            message = _("“%(typed)s” can be read in two ways. Choose one below.")
        else:
            message = _("Write the amount in figures, for example 25000.50 or 25,000.50.")
        raise forms.ValidationError(message % {"typed": typed})

    def prepare_value(self, value: Any) -> Any:
        return _as_typed(value)


def _as_typed(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


class SourceRow(RowForm):
    """A source of financing. The action validates it; the form only reads the values."""

    filled_by = ("text", "contributor", "amount", "currency", "entry")

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=FinancingKind.choices,
        initial=FinancingKind.REGULAR_FUND,
    )
    contributor = forms.CharField(label=gettext_lazy("Contributor"), required=False)
    amount = AmountField(
        label=gettext_lazy("Amount"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    currency = forms.CharField(label=gettext_lazy("Currency"), required=False)
    entry = forms.ChoiceField(label=gettext_lazy("Only for the entry"), required=False)
    text = RichTextField(label=gettext_lazy("As stated"), rows=3, required=False)

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = [("", ""), *entries]  # type: ignore[attr-defined]

    @property
    def readings(self) -> list[TypedMeaning]:
        """The amounts that a number such as "25.000" can mean."""
        if not self.is_bound:
            return []
        amounts = read_amount(str(self["amount"].value() or ""))
        return [
            TypedMeaning(str(self.prefix), f"{amount:,.2f}", {"amount": f"{amount:.2f}"})
            for amount in (amounts if len(amounts) > 1 else ())
        ]


SourceRows = rows_of(SourceRow)


class BasedOnForm(forms.Form):
    """What the rows were filled with, to detect changes by others in the meantime."""

    based_on = forms.JSONField(required=False, widget=forms.HiddenInput)


class FinancingForms:
    """The rows, and the sources that they are based on, as one."""

    def __init__(self, rows: BaseRows, based_on: forms.Form) -> None:
        self.rows = rows
        self.based_on = based_on

    @classmethod
    def showing(
        cls, sources: Sequence[SourceContent], *, entries: list[tuple[str, str]]
    ) -> "FinancingForms":
        """Filled with the sources on record."""
        initial = [asdict(source) for source in sources]
        return cls(
            SourceRows(initial=initial, prefix=PREFIX, form_kwargs={"entries": entries}),
            BasedOnForm(initial={"based_on": _as_json(sources)}),
        )

    @classmethod
    def typed(cls, data: QueryDict, *, entries: list[tuple[str, str]]) -> "FinancingForms":
        """Filled with what was sent. After "add rows" it has more rows and no errors."""
        if _ADD in data:
            data = with_more_rows(data, PREFIX)
        rows = SourceRows(data, prefix=PREFIX, form_kwargs={"entries": entries})
        if "take" in data:
            chosen = [reading for row in rows.forms for reading in row.readings]
            data = with_reading(data, chosen, data.get("take", ""))
            rows = SourceRows(data, prefix=PREFIX, form_kwargs={"entries": entries})
        if cls.is_only_shown(data):
            rows.clear_errors()
        return cls(rows, BasedOnForm(data))

    @staticmethod
    def is_only_shown(data: QueryDict) -> bool:
        """Whether the request asks for another row or chooses an amount, and saves nothing."""
        return _ADD in data or "take" in data

    def is_valid(self) -> bool:
        return all([self.rows.is_valid(), self.based_on.is_valid()])

    def sources(self) -> list[SourceContent]:
        """The sources as typed, without empty rows."""
        return [SourceContent(**row) for _n, row in self.rows.filled()]

    def based_on_sources(self) -> list[SourceContent] | None:
        """The sources that the form was filled with; None when they are missing or invalid."""
        try:
            return [_from_json(row) for row in self.based_on.cleaned_data["based_on"]]
        except (TypeError, ValueError, ArithmeticError, LookupError):
            return None

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems that the action found, each at its field."""
        filled = self.rows.filled()
        for problem in problems:
            number, _slash, field = problem.place.partition("/")
            index, _row = filled[int(number)]
            self.rows.forms[index].add_error(field, problem.message)


def _as_json(sources: Iterable[SourceContent]) -> list[dict[str, Any]]:
    return [
        {**asdict(source), "amount": None if source.amount is None else str(source.amount)}
        for source in sources
    ]


def _from_json(row: dict[str, Any]) -> SourceContent:
    amount = row["amount"]
    return SourceContent(**{**row, "amount": None if amount is None else Decimal(amount)})
