"""The form of an entry, with its rows of countries, events and documents."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from program.models import Language
from reporting.actions.entry_validation import LINE_LENGTHS
from reporting.actions.exceptions import Problem
from reporting.actions.outcomes import OutcomeStatement
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, MarkSource
from reporting.forms.country_names import country_names
from reporting.forms.entry_choices import EntryChoices
from reporting.forms.entry_rows import (
    CountryRows,
    DocumentRows,
    EventRows,
    RowContext,
    event_of,
    row_of,
)
from reporting.forms.plan_outcomes import PlanOutcomeForm, shown_outcomes, typed_outcomes
from reporting.forms.readings import TypedMeaning, with_reading
from reporting.forms.rendering import Checks, Radios
from reporting.forms.rows import BaseRows, DeferredValidationForm, with_more_rows
from reporting.validators import MAX_TEXT, validate_rich_text

_ROWS = ("countries", "events", "documents")
_DOCUMENTS_TOTAL = "documents-TOTAL_FORMS"
_OPTIONAL: dict[str, Any] = {"required": False, "widget": Checks}


class _OwnValue(forms.HiddenInput):
    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off"})


def _line(column: str, *, attrs: dict[str, Any] | None = None, **kwargs: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", **(attrs or {})}
    return forms.CharField(
        max_length=LINE_LENGTHS[column],
        required=False,
        widget=forms.TextInput(attrs=attrs),
        **kwargs,
    )


class EntryForm(DeferredValidationForm):
    kind = forms.ChoiceField(label=gettext_lazy("Column"), choices=EntryKind.choices, widget=Radios)
    text = RichTextField(
        label=gettext_lazy("Text"),
        rows=12,
        limit=MAX_TEXT,
        help_text=format_lazy(gettext_lazy("At most {limit} characters."), limit=f"{MAX_TEXT:,}"),
    )
    title = _line(
        "title",
        label=gettext_lazy("Title"),
        help_text=gettext_lazy(
            "Optional: a short name for lists and search. The report does not print it."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"), choices=Language.choices, required=False
    )
    heading = _line("heading", label=gettext_lazy("Heading"), attrs={"list": "chapter-headings"})
    subheading = _line(
        "subheading", label=gettext_lazy("Subheading"), attrs={"list": "chapter-subheadings"}
    )
    label = _line(
        "label",
        label=gettext_lazy("Printed label"),
        help_text=gettext_lazy("Printed before the text, such as “Scheduled Activity 1”."),
    )
    activities = forms.MultipleChoiceField(label=gettext_lazy("Program activities"), **_OPTIONAL)
    other_activities = forms.MultipleChoiceField(
        label=gettext_lazy("Activities not assigned to this implementer"), **_OPTIONAL
    )
    continues = forms.MultipleChoiceField(
        label=gettext_lazy("Continues"),
        help_text=gettext_lazy(
            "An executed entry continues a plan. A plan continues an entry of the year before."
        ),
        **_OPTIONAL,
    )
    themes = forms.MultipleChoiceField(label=gettext_lazy("Themes and groups"), **_OPTIONAL)
    is_background = forms.BooleanField(
        label=gettext_lazy("Background"),
        required=False,
        help_text=gettext_lazy(
            "Mark it if the text states a circumstance, such as a statute or an earthquake, and no "
            "activity of the implementer. Lists show the mark."
        ),
    )
    # Browsers must not fill in the values of another page: these identify what this page shows.
    based_on = forms.IntegerField(required=False, widget=_OwnValue)
    session = forms.UUIDField(required=False, widget=_OwnValue)
    # Whether a person has said which language the text is in.
    language_confirmed = forms.CharField(required=False, widget=_OwnValue)

    def __init__(self, *args: Any, choices: EntryChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("activities", "other_activities", "continues", "themes"):
            self.fields[name].choices = getattr(choices, name)  # type: ignore[attr-defined]
        # Replaces the field's own validators, which stop at the first NUL.
        self.fields["text"].validators = [validate_rich_text]
        self.fields["text"].error_messages["required"] = _("Write what was planned or done.")


@dataclass
class EntryForms:
    """The form and its rows as one, filled from a request or from an entry."""

    form: EntryForm
    countries: BaseRows
    events: BaseRows
    documents: BaseRows
    choices: EntryChoices
    plans: list[PlanOutcomeForm] = field(default_factory=list)

    @classmethod
    def showing(
        cls,
        content: EntryContent,
        *,
        based_on: int | None,
        choices: EntryChoices,
        session: str = "",
    ) -> "EntryForms":
        """Filled with the content of an entry, for this writing session or a new one."""
        assigned = {code for code, _label in choices.activities}
        form = EntryForm(
            choices=choices,
            initial={
                "kind": content.kind,
                "text": content.text,
                "activities": [code for code in content.activities if code in assigned],
                "other_activities": [code for code in content.activities if code not in assigned],
                "continues": list(content.continues),
                "title": content.title,
                "language": content.language,
                "language_confirmed": "1" if based_on else "",
                "label": content.label,
                "heading": content.heading,
                "subheading": content.subheading,
                "themes": [code for code, _source in content.themes],
                "is_background": bool(content.background_source),
                "based_on": based_on,
                "session": session or str(uuid.uuid4()),
            },
        )
        shared = _shared(choices)
        countries = [{"country": code, "role": role} for code, role in content.countries]
        events = [row_of(event) for event in content.events]
        documents = [{"title": title, "url": url} for title, url in content.documents]
        return cls(
            form,
            CountryRows(initial=countries, prefix="countries", form_kwargs=shared),
            EventRows(initial=events, prefix="events", form_kwargs=shared),
            DocumentRows(initial=documents, prefix="documents", form_kwargs=shared),
            choices=choices,
            plans=shown_outcomes(choices.plans, content.continues),
        )

    @classmethod
    def typed(cls, data: QueryDict, *, choices: EntryChoices) -> "EntryForms":
        """Filled with what was sent. After "add another row" it has more rows and no errors."""
        prefixes_to_extend = [prefix for prefix in _ROWS if f"add-{prefix}" in data]
        for prefix in prefixes_to_extend:
            data = with_more_rows(data, prefix)
        shared = _shared(choices)
        counted = _with_document_count(data)
        entry_forms = cls(
            EntryForm(data, choices=choices),
            CountryRows(counted, prefix="countries", form_kwargs=shared),
            EventRows(counted, prefix="events", form_kwargs=shared),
            DocumentRows(counted, prefix="documents", form_kwargs=shared),
            choices=choices,
            plans=typed_outcomes(choices.plans, data.getlist("continues"), data),
        )
        if prefixes_to_extend:
            entry_forms.clear_errors()
        return entry_forms

    def clear_errors(self) -> None:
        for part in self.parts:
            part.clear_errors()

    @property
    def parts(self) -> list[EntryForm | BaseRows | PlanOutcomeForm]:
        sent_plans = [plan for plan in self.plans if plan.is_bound]
        return [self.form, self.countries, self.events, self.documents, *sent_plans]

    @staticmethod
    def asks_for_row(data: QueryDict) -> bool:
        return any(f"add-{prefix}" in data for prefix in _ROWS)

    def is_valid(self) -> bool:
        """Whether all parts are valid. All are validated, so that every error is shown at once."""
        results = [part.is_valid() for part in self.parts]
        return all(results)

    @property
    def has_valid_text(self) -> bool:
        """Whether the text can be saved by itself: it is written and has no mistake."""
        return bool(self.form.cleaned_data.get("text")) and "text" not in self.form.errors

    @property
    def country_options(self) -> list[tuple[str, str]]:
        """The names that are suggested for a country, each with its other names."""
        context: RowContext = self.countries.form_kwargs["context"]
        return context.countries.options()

    @property
    def readings(self) -> list[TypedMeaning]:
        """The meanings of all that was typed in rows and could not be read for sure."""
        rows = [*self.countries.forms, *self.events.forms]
        return [reading for row in rows for reading in row.readings]

    def with_reading(self, data: QueryDict, chosen: str) -> QueryDict:
        """What was typed, with the meaning that was chosen."""
        return with_reading(data, self.readings, chosen)

    @property
    def asks_language(self) -> bool:
        """Whether nobody has said yet which language the text is in."""
        return not self.form["language_confirmed"].value()

    def outcomes(self) -> list[OutcomeStatement]:
        """The outcomes of plans that were sent."""
        return [plan.statement() for plan in self.plans if plan.is_bound and plan.is_valid()]

    @property
    def based_on(self) -> int | None:
        return self.form.cleaned_data.get("based_on")

    @property
    def session(self) -> str:
        """The id of the writing session, also of an invalid form; empty when it has none."""
        return str(self.form.cleaned_data.get("session") or "")

    def content(self, before: EntryContent) -> EntryContent:
        """The content as typed, with the fields that the form does not show taken from `before`.

        An invalid field is also taken from `before`; an invalid row is left out.
        """
        self.is_valid()
        values = self.form.cleaned_data if self.form.is_bound else {}
        if not values:
            return before
        codes = [*values.get("activities", ()), *values.get("other_activities", ())]
        kind = values.get("kind", before.kind)
        is_plan = kind == EntryKind.PLANNED
        return replace(
            before,
            kind=kind,
            text=values.get("text", ""),
            language=values.get("language") or before.language,
            **self._lines(before, values),
            activities=_in_order(codes, before),
            countries=tuple((row["country"], row["role"]) for row in self.countries.complete()),
            events=tuple(event_of(row) for row in self.events.complete()),
            continues=tuple(values.get("continues", ())),
            **self._marks(before),
            documents=self._documents(before),
            outcome=before.outcome if is_plan else "",
            outcome_reason=before.outcome_reason if is_plan else "",
            outcome_quotation=before.outcome_quotation if is_plan else "",
        )

    def _lines(self, before: EntryContent, values: dict[str, Any]) -> dict[str, Any]:
        """The short texts. A request without one of them, or with an invalid one, leaves it."""
        lines = {
            name: values[name] for name in LINE_LENGTHS if name in self.form.data and name in values
        }
        if lines.get("title", before.title) != before.title:
            lines["title_source"] = ""  # the action says whose words a new title is in
        return lines

    def _marks(self, before: EntryContent) -> dict[str, Any]:
        """The themes and the mark of background as typed, those from before with their source.

        A request without these fields, as of an older page, leaves them as they are.
        """
        if "marks" not in self.form.data:
            return {}
        values = self.form.cleaned_data
        sources = dict(before.themes)
        own = MarkSource.IMPLEMENTER
        background = before.background_source or own if values.get("is_background") else ""
        return {
            "themes": tuple(
                (code, sources.get(code, own)) for code in sorted(values.get("themes", ()))
            ),
            "background_source": background,
        }

    def _documents(self, before: EntryContent) -> tuple[tuple[str, str], ...]:
        """The documents as typed. A request without rows of documents leaves them as they are."""
        if _DOCUMENTS_TOTAL not in self.form.data:
            return before.documents
        return tuple((row["title"], row["url"]) for row in self.documents.complete())

    @property
    def problems_of_the_whole(self) -> list[str]:
        """The errors of the form as a whole and of its hidden fields."""
        return [
            *self.form.non_field_errors(),
            *(error for field in self.form.hidden_fields() for error in field.errors),
            *self.countries.non_form_errors(),
            *self.events.non_form_errors(),
            *self.documents.non_form_errors(),
        ]

    @property
    def shows_other_activities(self) -> bool:
        field = self.form["other_activities"]
        return bool(field.value() or field.errors)

    @property
    def shows_marks(self) -> bool:
        """Whether there is a theme or a mark of background to show."""
        form = self.form
        return bool(
            form["themes"].value() or form["themes"].errors or form["is_background"].value()
        )

    @property
    def shows_continues(self) -> bool:
        field = self.form["continues"]
        return bool(field.value() or field.errors)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems that an action found, each at its field."""
        for problem in problems:
            part, _slash, rest = problem.place.partition("/")
            number, _slash, field = rest.partition("/")
            if part == "plans" and (plan := self._plan(number)):
                plan.add_error(field if field in plan.fields else None, problem.message)
                continue
            filled = getattr(self, part).filled() if part in _ROWS and number else []
            if filled and int(number) < len(filled):
                index, _row = filled[int(number)]
                getattr(self, part).forms[index].add_error(field or None, problem.message)
            else:
                self.form.add_error(part if part in self.form.fields else None, problem.message)

    def _plan(self, reference: str) -> PlanOutcomeForm | None:
        bound = (plan for plan in self.plans if plan.is_bound)
        return next((plan for plan in bound if plan.plan.reference == reference), None)

    def build_on(self, revision: int) -> None:
        """Base the next save on `revision`, which the user has been shown."""
        data = self.form.data.copy()  # type: ignore[attr-defined]
        data["based_on"] = str(revision)
        self.form.data = data


def _shared(choices: EntryChoices) -> dict[str, object]:
    return {"context": RowContext(country_names(), choices.year, choices.language)}


def _with_document_count(data: QueryDict) -> QueryDict:
    """What was sent, with a count of zero rows of documents if it has no such count."""
    if _DOCUMENTS_TOTAL in data:
        return data
    extended = data.copy()
    extended.update({_DOCUMENTS_TOTAL: "0", "documents-INITIAL_FORMS": "0"})
    return extended


def _in_order(codes: list[str], before: EntryContent) -> tuple[str, ...]:
    """The codes without repetitions: those cited before in their order, then the new ones."""
    cited_before = [code for code in before.activities if code in codes]
    return tuple(dict.fromkeys([*cited_before, *codes]))
