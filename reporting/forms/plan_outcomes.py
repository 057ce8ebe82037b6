"""The outcomes of plans, in the form of the entry that reports on them and for a whole chapter."""

from collections.abc import Iterable, Mapping

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from reporting.actions.outcomes import OutcomeStatement
from reporting.forms.entry_outcome import OutcomeFields
from reporting.models import Entry


class PlanOutcomeForm(OutcomeFields):
    """The outcome of one plan. `was` and `was_reason` have what the page showed at first."""

    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    was_reason = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(
        self, data: QueryDict | None = None, *, plan: Entry, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial, prefix=f"plan-{plan.reference}")
        self.fields["outcome_reason"].widget.attrs["rows"] = 2
        self.plan = plan

    def statement(self) -> OutcomeStatement:
        """What was chosen, with what the page showed before."""
        values = self.cleaned_data
        return OutcomeStatement(
            self.plan.reference,
            values.get("outcome", self.plan.outcome),
            values.get("outcome_reason", ""),
            values.get("was", ""),
            values.get("was_reason", ""),
        )

    def clear_errors(self) -> None:
        self.full_clean()
        self._errors = ErrorDict()


def shown_outcomes(plans: Mapping[str, Entry], references: Iterable[str]) -> list[PlanOutcomeForm]:
    """The forms of these plans, as they are on record."""
    wanted = set(references)
    return [
        PlanOutcomeForm(
            plan=plan,
            initial={
                "outcome": plan.outcome,
                "outcome_reason": plan.outcome_reason,
                "was": plan.outcome,
                "was_reason": plan.outcome_reason,
            },
        )
        for reference, plan in plans.items()
        if reference in wanted
    ]


def typed_outcomes(
    plans: Mapping[str, Entry], references: Iterable[str], data: QueryDict
) -> list[PlanOutcomeForm]:
    """The forms of these plans as sent; as on record for a plan whose outcome was not sent."""
    shown = {form.plan.reference: form for form in shown_outcomes(plans, references)}
    return [
        PlanOutcomeForm(data, plan=form.plan) if form.add_prefix("was") in data else form
        for form in shown.values()
    ]
