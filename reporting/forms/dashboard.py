"""The filters of the dashboard of a year and of its log."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from implementers.models import Implementer
from reporting.enums import LogAct, SubmissionStatus
from reporting.queries.dashboard import DashboardRow


class QueryForm(forms.Form):
    """A form of filters whose values are in the query string."""

    def chosen(self) -> dict[str, Any]:
        """The valid values that are not empty. An invalid value is an error of its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DashboardForm(QueryForm):
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("all")), *SubmissionStatus.choices]
    )
    only = forms.ChoiceField(
        label=_("Only those"),
        required=False,
        choices=[
            ("", _("all")),
            ("late", _("that are late")),
            ("remarks", _("with open remarks")),
            ("findings", _("with blockers or warnings")),
            ("empty", _("without an entry")),
        ],
    )

    def keeps(self, row: DashboardRow) -> bool:
        """Whether the filters select the chapter."""
        chosen = self.chosen()
        if chosen.get("status") not in (None, row.chapter.status):
            return False
        return {
            "late": row.is_late,
            "remarks": row.open_remarks > 0,
            "findings": bool(row.findings["blocker"] or row.findings["warning"]),
            "empty": not row.progress.entries and not row.chapter.nothing_to_report,
        }.get(chosen.get("only", ""), True)


class LogForm(QueryForm):
    implementer = forms.ModelChoiceField(
        label=_("Implementer"),
        required=False,
        queryset=Implementer.objects.all(),
        to_field_name="slug",
        empty_label=_("all"),
    )
    act = forms.ChoiceField(
        label=_("What was done"), required=False, choices=[("", _("all")), *LogAct.choices]
    )
    who = forms.CharField(label=_("By"), required=False, max_length=150)
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_since(self) -> datetime.date | None:
        since: datetime.date | None = self.cleaned_data["since"]
        if since is not None and since.year < 2000:
            raise forms.ValidationError(_("Write a day from the year 2000 on."))
        return since
