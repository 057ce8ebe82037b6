from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from reporting.triggers import install_after_migrate


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("Reporting")

    def ready(self) -> None:
        # By name, because models are not loaded yet when this module is imported.
        import_module("reporting.search.receivers")
        import_module("reporting.actions.reference_history")
        post_migrate.connect(install_after_migrate, sender=self)
