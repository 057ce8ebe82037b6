"""Models whose rows are never changed or deleted."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _

from reporting.exceptions import Unchangeable


class _UnchangeableQuerySet(models.QuerySet[Any]):
    def update(self, **columns: Any) -> NoReturn:
        _refuse(self.model)

    def delete(self) -> NoReturn:
        _refuse(self.model)


class WrittenOnce(models.Model):
    """Base of a model whose rows are only added; the database refuses the rest as well.

    Updating and deleting raise `Unchangeable`.
    """

    objects = _UnchangeableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse(type(self))
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse(type(self))


def _refuse(model: type[models.Model]) -> NoReturn:
    values = {"what": model._meta.verbose_name_plural}
    raise Unchangeable(
        _("What is on record stays: %(what)s are never changed or deleted.") % values
    )
