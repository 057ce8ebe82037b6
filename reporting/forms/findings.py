"""The forms of the pages of findings: which of them to show, and why one stays as it is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.actions.findings import JudgedFinding
from reporting.checks.finding import Severity
from reporting.forms.entry import TextField

_ALL = ("", gettext_lazy("all"))
OF_THE_REPORT = "-"  # what is about no chapter


class ReasonForm(forms.Form):
    """Which finding, and why it stays as it is; the reason is judged by the action."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = TextField(
        label=gettext_lazy("Why it stays as it is"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short-text"}),
    )


class FilterForm(forms.Form):
    """What is chosen of a year's findings; offers only what there is."""

    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"), choices=[_ALL, *Severity.choices], required=False
    )
    code = forms.ChoiceField(label=gettext_lazy("Check"), required=False)
    chapter = forms.ChoiceField(label=gettext_lazy("Chapter"), required=False)

    def __init__(
        self, *args: Any, findings: Iterable[JudgedFinding], chapters: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted({one.finding.code for one in findings})
        families = sorted({code.partition(".")[0] for code in codes})
        groups = [
            (family, [(f"{family}.", _("all about %(family)s") % {"family": family}), *own])
            for family in families
            if (own := [(code, code) for code in codes if code.startswith(f"{family}.")])
        ]
        self.fields["code"].choices = [_ALL, *groups]  # type: ignore[attr-defined]
        self.fields["chapter"].choices = [  # type: ignore[attr-defined]
            _ALL,
            (OF_THE_REPORT, _("the report as a whole")),
            *chapters.items(),
        ]

    def chosen(self, findings: Iterable[JudgedFinding]) -> list[JudgedFinding]:
        """Those asked for; a choice that cannot be is none, and said so by the form."""
        self.is_valid()
        severity, code, chapter = (
            self.cleaned_data.get(name, "") for name in ("severity", "code", "chapter")
        )
        return [
            one
            for one in findings
            if severity in ("", one.finding.severity)
            and one.finding.code.startswith(code)
            and chapter in ("", one.finding.chapter or OF_THE_REPORT)
        ]
