"""The rows of an entry: its countries with their roles, its dated events and its documents."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.models import Country
from reporting.entry_content import EventContent
from reporting.enums import CountryRole, Precision
from reporting.exceptions import PeriodRefused
from reporting.forms.rows import RowForm, rows_of
from reporting.periods import Period, format_period, parse_period

_COARSEST_LAST = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def country_choices() -> list[tuple[str, str]]:
    """An empty choice and every country. Takes one query."""
    return [("", ""), *((country.iso3, country.name) for country in Country.objects.all())]


class _CountryRow(RowForm):
    """A row with a country. The choices are an argument, so that all rows share one query."""

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries  # type: ignore[attr-defined]


class CountryRow(_CountryRow):
    filled_by = ("country",)

    country = forms.ChoiceField(label=gettext_lazy("Country"))
    role = forms.ChoiceField(
        label=gettext_lazy("How it is concerned"),
        choices=CountryRole.choices,
        initial=CountryRole.PLACE,
    )


class EventRow(_CountryRow):
    filled_by = ("start", "end", "place", "country", "title", "subjects")

    start = forms.CharField(label=gettext_lazy("From"), max_length=40)
    end = forms.CharField(label=gettext_lazy("To (if longer)"), max_length=40, required=False)
    precision = forms.ChoiceField(
        label=gettext_lazy("Known to the"), choices=Precision.choices, initial=Precision.DAY
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    subjects = forms.CharField(
        label=gettext_lazy("About other countries (codes, as MEX, HTI)"),
        max_length=200,
        required=False,
    )
    year_inferred = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_start(self) -> Period:
        return _one_date(self.cleaned_data["start"])

    def clean_end(self) -> Period | None:
        return _one_date(self.cleaned_data["end"]) if self.cleaned_data["end"] else None

    def clean_subjects(self) -> tuple[str, ...]:
        codes = self.cleaned_data["subjects"].upper().replace(",", " ").split()
        return tuple(dict.fromkeys(codes))

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        precision = self.cleaned_data.get("precision")
        if start and precision and "end" in self.cleaned_data:
            try:
                self.cleaned_data["period"] = _whole_period(start, end or start, precision)
            except PeriodRefused:
                self.add_error("end", _("This ends before it starts."))
        return self.cleaned_data

    def is_whole(self, values: dict[str, Any]) -> bool:
        return "period" in values


class WebAddressField(forms.URLField):
    """A web address; `https://` is added to one that is typed without a scheme."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class DocumentRow(RowForm):
    filled_by = ("title", "url")

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    url = WebAddressField(
        label=gettext_lazy("Address (https://…)"), max_length=2000, assume_scheme="https"
    )

    def __init__(self, *args: Any, countries: object = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


CountryRows = rows_of(CountryRow)
EventRows = rows_of(EventRow)
DocumentRows = rows_of(DocumentRow)


def event_of(row: dict[str, Any]) -> EventContent:
    """The event that a cleaned row describes."""
    period: Period = row["period"]
    return EventContent(
        start=period.start,
        end=period.end,
        precision=period.precision,
        year_inferred=row["year_inferred"],
        place=row["place"],
        country=row["country"],
        title=row["title"],
        subjects=row["subjects"],
    )


def row_of(event: EventContent) -> dict[str, object]:
    """The initial values of the row of an event."""
    period = format_period(Period(event.start, event.end, Precision(event.precision)))
    start, _slash, end = period.partition("/")
    return {
        "start": start,
        "end": end,
        "precision": event.precision,
        "place": event.place,
        "country": event.country,
        "title": event.title,
        "subjects": ", ".join(event.subjects),
        "year_inferred": event.year_inferred,
    }


def _one_date(text: str) -> Period:
    try:
        if "/" in text:
            raise PeriodRefused(_("One date here, for example 2012-07-25."))
        return parse_period(text)
    except PeriodRefused as error:
        raise forms.ValidationError(str(error)) from error


def _whole_period(start: Period, end: Period, precision: str) -> Period:
    """The period from the first day of `start` to the last day of `end`.

    Its precision is the coarsest of the three. Raises `PeriodRefused` if it ends before it starts.
    """
    coarsest = max(start.precision, end.precision, Precision(precision), key=_COARSEST_LAST.index)
    if end.end < start.start:
        raise PeriodRefused
    return parse_period(format_period(Period(start.start, end.end, coarsest)))
