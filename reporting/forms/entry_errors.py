"""The faults of a typed entry as data, for a page that is not loaded again."""

from collections.abc import Iterator

from django.forms import BaseForm
from django.utils.translation import gettext as _

from reporting.forms.entry import EntryForms


def errors_by_field(forms: EntryForms) -> dict[str, list[str]]:
    """Every fault by the name of its field; those of the whole under the empty name."""
    found: dict[str, list[str]] = {}
    if whole := forms.problems_of_the_whole:
        found[""] = [str(problem) for problem in whole]
    for form in _parts(forms):
        for name, errors in form.errors.items():
            if name in form.fields and not form[name].is_hidden:
                found[form.add_prefix(name)] = [str(error) for error in errors]
            elif name == "__all__" and form is not forms.form:
                found.setdefault("", []).extend(str(error) for error in errors)
    return found


def first_fault(forms: EntryForms) -> str:
    """One sentence that names the first field at fault."""
    for form in _parts(forms):
        for name, errors in form.errors.items():
            if name in form.fields and not form[name].is_hidden:
                return f"{form[name].label}: {errors[0]}"
    return next(iter(forms.problems_of_the_whole), _("This cannot be saved as it is."))


def _parts(forms: EntryForms) -> Iterator[BaseForm]:
    yield forms.form
    for rows in (forms.countries, forms.events, forms.documents):
        if rows.management_form.is_valid():
            yield from rows.forms
