"""The errors of the form of an entry as data, for the autosave."""

from collections.abc import Iterator

from django.forms import BaseForm
from django.utils.translation import gettext as _

from reporting.forms.entry import EntryForms


def errors_by_field(forms: EntryForms) -> dict[str, list[str]]:
    """The errors by the name of their field; those of the form as a whole under ""."""
    errors_by_name: dict[str, list[str]] = {}
    if problems := forms.problems_of_the_whole:
        errors_by_name[""] = [str(problem) for problem in problems]
    for form in _parts(forms):
        for name, errors in form.errors.items():
            if name in form.fields and not form[name].is_hidden:
                errors_by_name[form.add_prefix(name)] = [str(error) for error in errors]
            elif name == "__all__" and form is not forms.form:
                errors_by_name.setdefault("", []).extend(str(error) for error in errors)
    return errors_by_name


def first_fault(forms: EntryForms) -> str:
    """The first error in one sentence that names its field."""
    for form in _parts(forms):
        for name, errors in form.errors.items():
            if name in form.fields and not form[name].is_hidden:
                return f"{form[name].label}: {errors[0]}"
    return next(iter(forms.problems_of_the_whole), _("This cannot be saved as it is."))


def _parts(forms: EntryForms) -> Iterator[BaseForm]:
    yield forms.form
    yield from (plan for plan in forms.plans if plan.is_bound)
    for rows in (forms.countries, forms.events, forms.documents):
        if rows.management_form.is_valid():
            yield from rows.forms
