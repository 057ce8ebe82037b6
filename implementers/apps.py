from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImplementersConfig(AppConfig):
    name = "implementers"
    verbose_name = _("Implementers and people")
