"""The rows of an entry: its countries with their roles, its dated events and its documents."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.models import Language
from reporting.entry_content import EventContent
from reporting.enums import CountryRole, MarkSource, Precision
from reporting.exceptions import PeriodRefused
from reporting.forms.country_names import CountryField, CountryNames
from reporting.forms.readings import TypedMeaning
from reporting.forms.rows import RowForm, rows_of
from reporting.periods import Period, describe_period, format_period, parse_period
from reporting.recognition.typed_dates import DateReading, read_date

_COARSEST_LAST = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True)
class RowContext:
    """What the rows of an entry share: the countries, and what completes a date."""

    countries: CountryNames
    year: int | None = None  # the year that the column is about
    language: str = Language.EN


class _CountryRow(RowForm):
    """A row with a country."""

    def __init__(self, *args: Any, context: RowContext, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context = context
        self.fields["country"].use(context.countries)  # type: ignore[attr-defined]

    @property
    def readings(self) -> list[TypedMeaning]:
        """The meanings of what was typed and could not be read for sure."""
        names = self.context.countries
        typed = str(self["country"].value() or "").strip()
        if not self.is_bound or names.code_of(typed):
            return []
        return [
            TypedMeaning(str(self.prefix), names.names[code], {"country": names.names[code]})
            for code in names.matches(typed)
        ]


class CountryRow(_CountryRow):
    filled_by = ("country",)

    country = CountryField(label=gettext_lazy("Country"))
    role = forms.ChoiceField(
        label=gettext_lazy("How it is concerned"),
        choices=CountryRole.choices,
        initial=CountryRole.PLACE,
    )


class EventRow(_CountryRow):
    filled_by = ("start", "end", "place", "country", "title", "subjects")

    start = forms.CharField(label=gettext_lazy("From"), max_length=100)
    end = forms.CharField(label=gettext_lazy("To (if longer)"), max_length=100, required=False)
    precision = forms.ChoiceField(
        label=gettext_lazy("Known to the"), choices=Precision.choices, initial=Precision.DAY
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    country = CountryField(label=gettext_lazy("Country"), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    subjects = forms.CharField(
        label=gettext_lazy("About other countries (codes, such as MEX, HTI)"),
        max_length=200,
        required=False,
    )
    is_background = forms.BooleanField(
        label=gettext_lazy("Background, not an activity"), required=False
    )
    year_inferred = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_start(self) -> Period:
        return _one_date(self.cleaned_data["start"], self.context)

    def clean_end(self) -> Period | None:
        typed = self.cleaned_data["end"]
        return _one_date(typed, self.context) if typed else None

    @property
    def readings(self) -> list[TypedMeaning]:
        start, end = (str(self[name].value() or "").strip() for name in ("start", "end"))
        dates = date_readings(str(self.prefix), start, end, self.context) if self.is_bound else []
        return [*dates, *super().readings]

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

    def __init__(self, *args: Any, context: RowContext, **kwargs: Any) -> None:
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
        background_source=MarkSource.IMPLEMENTER if row["is_background"] else "",
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
        "is_background": bool(event.background_source),
    }


_ISO_DATE = r"\d{4}(?:-\d{2}){0,2}"
_ISO = re.compile(rf"{_ISO_DATE}(?:/{_ISO_DATE})?", re.ASCII)


def _one_date(text: str, context: RowContext) -> Period:
    """The date or range in ISO 8601. What is typed in another form is asked for: nothing is guessed."""
    if _ISO.fullmatch(text):
        try:
            return parse_period(text)
        except PeriodRefused as error:
            raise forms.ValidationError(str(error)) from error
    readings = read_date(text, year=context.year, lang=context.language)
    if len(readings) > 1:
        message = _("“%(typed)s” can be read in several ways. Choose one below.")
    elif readings:
        message = _("Confirm below how “%(typed)s” is read.")
    else:
        message = _(
            "“%(typed)s” is not a date: write 5 June 2013, 5 to 7 June 2013, June 2013 or "
            "2013-06-05."
        )
    raise forms.ValidationError(message % {"typed": text})


def date_readings(row: str, start: str, end: str, context: RowContext) -> list[TypedMeaning]:
    """What the typed ends of an event can mean; nothing for dates in ISO 8601 and empty ones."""
    readings = []
    for name, typed in (("start", start), ("end", end)):
        if not typed or _ISO.fullmatch(typed):
            continue
        for read in read_date(typed, year=context.year, lang=context.language):
            first, _slash, last = format_period(
                Period(read.start, read.end, Precision(read.precision.value))
            ).partition("/")
            if name == "end":
                fields = {"end": last or first}
            elif end:
                fields = {"start": first}
            else:
                fields = {"start": first, "end": last, "precision": read.precision.value}
            inferred = {"year_inferred": "True"} if read.year_inferred else {}
            readings.append(TypedMeaning(row, _reading_words(read), fields | inferred))
    return readings


def _reading_words(read: DateReading) -> str:
    words = describe_period(Period(read.start, read.end, Precision(read.precision.value)))
    if read.is_wrong_weekday:
        weekday = date_format(read.start, "l")
        words = _("%(day)s, a %(weekday)s") % {"day": words, "weekday": weekday}
    if read.year_inferred:
        words = _("%(day)s (the year is that of the chapter)") % {"day": words}
    return words


def _whole_period(start: Period, end: Period, precision: str) -> Period:
    """The period from the first day of `start` to the last day of `end`.

    Its precision is the coarsest of the three. Raises `PeriodRefused` if it ends before it starts.
    """
    coarsest = max(start.precision, end.precision, Precision(precision), key=_COARSEST_LAST.index)
    if end.end < start.start:
        raise PeriodRefused
    return parse_period(format_period(Period(start.start, end.end, coarsest)))
