"""The forms of the report's own parts."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from program.models import Resolution
from reporting.actions.exceptions import Problem
from reporting.actions.narratives import CoverContent, NarrativeContent
from reporting.forms.fields import TextField
from reporting.forms.years import DayField


class PartForm(forms.Form):
    """A form that sends back what it was filled with, to detect changes by others."""

    based_on = forms.JSONField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems that the action found, each at its field."""
        for problem in problems:
            self.add_error(problem.place or None, problem.message)


class NarrativeForm(PartForm):
    heading = forms.CharField(label=gettext_lazy("Heading"), required=False)
    text = RichTextField(label=gettext_lazy("Text"), rows=16, required=False)

    @classmethod
    def showing(cls, content: NarrativeContent) -> "NarrativeForm":
        return cls(initial={**asdict(content), "based_on": asdict(content)})

    def content(self) -> NarrativeContent:
        return NarrativeContent(self.cleaned_data["heading"], self.cleaned_data["text"])

    def based_on_content(self) -> NarrativeContent | None:
        try:
            return NarrativeContent(**self.cleaned_data["based_on"])
        except TypeError:
            return None


class WordingForm(PartForm):
    text = RichTextField(
        label=gettext_lazy("Own text"),
        rows=8,
        help_text=gettext_lazy("Left empty, the highlight uses the text of its entry."),
        required=False,
    )


class CoverForm(PartForm):
    title = forms.CharField(label=gettext_lazy("Title of the report"), required=False)
    presented_by = forms.CharField(
        label=gettext_lazy("Presenting unit"),
        help_text=gettext_lazy("Printed as “Presented by the …”."),
        required=False,
    )
    presented_to = forms.CharField(label=gettext_lazy("Presented to"), required=False)
    symbol = forms.CharField(
        label=gettext_lazy("Symbol"),
        help_text=gettext_lazy("Of the draft; each edition is issued under a symbol of its own."),
        required=False,
    )
    document_date = DayField(label=gettext_lazy("Date"), required=False)
    council = forms.CharField(label=gettext_lazy("Council"), required=False)
    committees = TextField(
        label=gettext_lazy("Committees"),
        help_text=gettext_lazy("One a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short-text"}),
    )
    series = forms.CharField(label=gettext_lazy("Series"), required=False)
    under_resolution = forms.ChoiceField(label=gettext_lazy("Under resolution"), required=False)
    note = RichTextField(label=gettext_lazy("Note"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        symbols = Resolution.objects.order_by("symbol").values_list("symbol", flat=True)
        choices = [("", gettext_lazy("none")), *((symbol, symbol) for symbol in symbols)]
        self.fields["under_resolution"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, content: CoverContent) -> "CoverForm":
        return cls(initial={**asdict(content), "based_on": as_json(content)})

    def content(self) -> CoverContent:
        return CoverContent(
            **{part.name: self.cleaned_data[part.name] for part in fields(CoverContent)}
        )

    def based_on_content(self) -> CoverContent | None:
        try:
            values = dict(self.cleaned_data["based_on"])
            day = values.get("document_date")
            return CoverContent(**{**values, "document_date": parse_date(day) if day else None})
        except (TypeError, ValueError):
            return None


def as_json(content: CoverContent) -> dict[str, object]:
    """The cover as JSON, for `based_on`."""
    day = content.document_date
    return {**asdict(content), "document_date": day.isoformat() if day else None}
