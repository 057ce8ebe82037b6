"""The rendering of forms: the same template for every field."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Django's form renderer with the portal's templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class Checks(CheckboxSelectMultiple):
    """Checkboxes as a list; nothing without choices."""

    template_name = "forms/checks.html"


class Radios(RadioSelect):
    template_name = "forms/checks.html"
