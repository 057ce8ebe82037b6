"""The forms of a chapter as a whole: its words, and the reason why there is nothing to report."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.actions.exceptions import Problem
from reporting.actions.submissions import ChapterWords
from reporting.forms.entry import TextField


class NothingForm(forms.Form):
    """The length and the characters of the reason are judged by the action."""

    reason = TextField(
        label=gettext_lazy("Why there is nothing to report"),
        help_text=gettext_lazy("It is printed in the chapter’s place, for example: no funds came."),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short-text"}),
    )


class WordsField(TextField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "class": "short-text"})
        super().__init__(strip=False, required=False, widget=widget, **kwargs)


class WordsForm(forms.Form):
    """The chapter's own words, with those it was filled with, to see whether others changed them."""

    heading = forms.CharField(
        label=gettext_lazy("Heading"),
        help_text=gettext_lazy("As the chapter prints it; left out, the implementer’s name."),
        required=False,
    )
    preamble = WordsField(
        label=gettext_lazy("Words before its activities"),
        help_text=gettext_lazy("Markdown: **bold**, *italic*, lists with - or 1., links."),
    )
    lead_planned = WordsField()
    lead_executed = WordsField()
    lead_next_year = WordsField()
    based_on = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, columns: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, words in columns.items():
            label = _("Opening words of “%(column)s”") % {"column": words}
            self.fields[f"lead_{kind}"].label = label

    @classmethod
    def showing(cls, words: ChapterWords, *, columns: dict[str, str]) -> "WordsForm":
        """Filled with the words of a chapter."""
        return cls(initial={**asdict(words), "based_on": asdict(words)}, columns=columns)

    def words(self) -> ChapterWords:
        """What was typed."""
        return ChapterWords(**{part: self.cleaned_data[part] for part in asdict(ChapterWords())})

    def based_on_words(self) -> ChapterWords | None:
        """The words that the form was filled with."""
        try:
            return ChapterWords(**self.cleaned_data["based_on"])
        except TypeError:
            return None

    def build_on(self, latest: ChapterWords) -> None:
        """Let the next save build on these words: their reader has been shown them."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["based_on"] = self.fields["based_on"].prepare_value(asdict(latest))
        self.data = data

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show what the action refused, each at its part."""
        for problem in problems:
            self.add_error(problem.place, problem.message)
