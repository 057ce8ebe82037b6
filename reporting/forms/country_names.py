"""Countries by any of their names, as writers type them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from program.models import Country
from program.models.base import NAMES
from program.models.country import AliasKind, CountryAlias
from reporting.recognition.names import fold

_MOST_MATCHES = 6  # countries that are named when a name is incomplete
DATALIST = "country-names"  # the id of the list of suggestions in the page


@dataclass(frozen=True)
class CountryNames:
    """The names of all countries; `codes` maps each folded name and code to ISO alpha-3 codes."""

    names: dict[str, str]  # ISO alpha-3 code -> name in the reader's language
    others: dict[str, str]  # the further names of each, for the suggestions
    codes: dict[str, list[str]] = field(default_factory=dict)

    def code_of(self, typed: str) -> str:
        """Return the ISO alpha-3 code of a name or code; empty when it is no country's alone."""
        found = self.codes.get(_key(typed), [])
        return found[0] if len(found) == 1 else ""

    def matches(self, typed: str) -> list[str]:
        """Return the codes of a few countries that have a name with what was typed in it."""
        key = _key(typed)
        if len(key) < 2:
            return []
        found = [code for name, codes in self.codes.items() if key in name for code in codes]
        return list(dict.fromkeys(found))[:_MOST_MATCHES]

    def options(self) -> list[tuple[str, str]]:
        """Return (name, its other names) of each country, for the list of suggestions."""
        return [(name, self.others[code]) for code, name in self.names.items()]


def country_names() -> CountryNames:
    """Return the names of all countries in four languages, and their variants. Takes two queries."""
    names: dict[str, str] = {}
    others: dict[str, str] = {}
    codes: dict[str, list[str]] = defaultdict(list)
    pks: dict[int, str] = {}
    for country in Country.objects.all():
        pks[country.pk] = country.iso3
        names[country.iso3] = country.name
        all_names = [getattr(country, name) for name in NAMES]
        different = dict.fromkeys(name for name in all_names if name and name != country.name)
        others[country.iso3] = ", ".join([*different, country.iso3])
        for name in (*all_names, country.iso3):
            _add(codes, name, country.iso3)
    variants = CountryAlias.objects.filter(kind=AliasKind.VARIANT)
    for pk, variant in variants.values_list("country", "name"):
        _add(codes, variant, pks[pk])
    return CountryNames(names, others, dict(codes))


def _add(codes: dict[str, list[str]], name: str, code: str) -> None:
    if (key := _key(name)) and code not in codes[key]:
        codes[key].append(code)


def _key(name: str) -> str:
    return " ".join(fold(name).replace(".", " ").replace("’", "'").split())


class CountryInput(forms.TextInput):
    """A text field with the suggestions of the page; a stored code is shown as a name."""

    names: CountryNames | None = None

    def __init__(self) -> None:
        super().__init__(attrs={"list": DATALIST, "autocomplete": "off"})

    def format_value(self, value: Any) -> str | None:
        shown = super().format_value(value)
        return self.names.names.get(shown, shown) if self.names and shown else shown


class CountryField(forms.CharField):
    """A country by its name in one of four languages or by its code; the value is its code."""

    widget = CountryInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def use(self, names: CountryNames) -> None:
        """Read and show names from `names`, which all rows share."""
        self.names = self.widget.names = names

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        if code := self.names.code_of(typed):
            return code
        if self.names.matches(typed):
            message = _("“%(typed)s” is not the whole name of a country. Choose one below.")
        else:
            message = _(
                "“%(typed)s” is not a country on record. Write its name or its code, for example "
                "Mexico or MEX."
            )
        raise forms.ValidationError(message % {"typed": typed})
