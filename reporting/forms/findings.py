"""The forms of the pages of findings: the filters, and the reason of a dismissal."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.actions.findings import JudgedFinding
from reporting.checks.finding import Severity
from reporting.forms.fields import REMARK_LIMIT, ShortTextField

_ALL = ("", gettext_lazy("all"))
OF_THE_REPORT = "-"  # findings that concern no single chapter


class DismissalForm(forms.Form):
    """The finding to dismiss, and the reason. The action validates the reason."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = ShortTextField(
        label=gettext_lazy("Reason"),
        help_text=REMARK_LIMIT,
        rows=2,
    )


class FilterForm(forms.Form):
    """The filters of a year's findings. It offers only checks that have findings."""

    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"), choices=[_ALL, *Severity.choices], required=False
    )
    code = forms.ChoiceField(label=gettext_lazy("Check"), required=False)
    chapter = forms.ChoiceField(label=gettext_lazy("Chapter"), required=False)

    def __init__(
        self, *args: Any, findings: Iterable[JudgedFinding], chapters: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted({judged.finding.code for judged in findings})
        families = sorted({code.partition(".")[0] for code in codes})
        groups = [
            (family, [(f"{family}.", _("all about %(family)s") % {"family": family}), *of_family])
            for family in families
            if (of_family := [(code, code) for code in codes if code.startswith(f"{family}.")])
        ]
        self.fields["code"].choices = [_ALL, *groups]  # type: ignore[attr-defined]
        self.fields["chapter"].choices = [  # type: ignore[attr-defined]
            _ALL,
            (OF_THE_REPORT, _("the report as a whole")),
            *chapters.items(),
        ]

    def chosen(self, findings: Iterable[JudgedFinding]) -> list[JudgedFinding]:
        """Return the findings that the filters select. An invalid choice is ignored, with an error."""
        self.is_valid()
        severity, code, chapter = (
            self.cleaned_data.get(name, "") for name in ("severity", "code", "chapter")
        )
        return [
            judged
            for judged in findings
            if severity in ("", judged.finding.severity)
            and judged.finding.code.startswith(code)
            and chapter in ("", judged.finding.chapter or OF_THE_REPORT)
        ]
