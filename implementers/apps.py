from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImplementersConfig(AppConfig):
    name = "implementers"
    verbose_name = _("Implementers and people")

    def ready(self) -> None:
        # By name, because models are not loaded yet when this module is imported.
        import_module("implementers.receivers")
