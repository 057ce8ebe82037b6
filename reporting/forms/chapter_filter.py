"""The filter of the entries of a chapter on the desk."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from program.rich_text import to_plain
from reporting.enums import EntryKind
from reporting.models import Entry
from reporting.recognition.names import fold

_MAX_WORDS = 200  # characters


class DeskEntryFilter(forms.Form):
    """Words that an entry has, and a state that it is in. An unknown state selects all entries."""

    q = forms.CharField(
        label=gettext_lazy("Words in an entry"),
        max_length=_MAX_WORDS,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    show = forms.ChoiceField(
        label=gettext_lazy("Show"),
        choices=[
            ("", gettext_lazy("all entries")),
            ("no-outcome", gettext_lazy("plans without an outcome")),
            ("no-activity", gettext_lazy("entries that cite no Program activity")),
            ("no-country", gettext_lazy("entries without a country")),
            ("no-date", gettext_lazy("entries without a date")),
        ],
        required=False,
    )

    @property
    def is_set(self) -> bool:
        """Whether it can leave out entries."""
        return self.is_bound and self.is_valid() and any(self.cleaned_data.values())

    def selected(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries, from `with_relations()`, that it selects. Takes no query."""
        if not self.is_set:
            return list(entries)
        words = fold(self.cleaned_data["q"]).split()
        show = self.cleaned_data["show"]
        return [
            entry
            for entry in entries
            if _is_in_state(entry, show) and all(word in _words_of(entry) for word in words)
        ]


def _is_in_state(entry: Entry, show: str) -> bool:
    if show == "no-outcome":
        return entry.kind == EntryKind.PLANNED and not entry.outcome
    if show == "no-activity":
        return not entry.cited.all()
    if show == "no-country":
        return not entry.country_roles.all()
    return not entry.events.all() if show == "no-date" else True


def _words_of(entry: Entry) -> str:
    """Everything that a writer may look for, in small letters without accents."""
    parts = [
        entry.reference, entry.title, entry.label, entry.heading, entry.subheading,
        to_plain(entry.text),
        *(cited.activity.code for cited in entry.cited.all()),
        *(row.country.name for row in entry.country_roles.all()),
        *(event.place for event in entry.events.all()),
    ]  # fmt: skip
    return fold("\n".join(parts))
