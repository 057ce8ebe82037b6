"""Figures kept beside the entries, so that no page counts them anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from program.models import Country
from reporting.enums import EntryKind
from reporting.models.submission import Submission
from reporting.models.year import ReportingYear

_KINDS = tuple(EntryKind.values)


class Figures(models.Model):
    """What public chapters hold. Keys of rows stand as text in the JSON, as JSON has it.

    `planned`, `executed` and `next_year` count entries; `listed` has the keys of the activities
    that are listed; `activities` says by activity and kind, `countries` by country, how many entries
    cite or concern it (mentions left out).
    """

    planned = models.PositiveIntegerField(_("planned"), default=0)
    executed = models.PositiveIntegerField(_("executed"), default=0)
    next_year = models.PositiveIntegerField(_("planned for next year"), default=0)
    listed = models.JSONField(_("activities listed"), default=list)
    activities = models.JSONField(_("entries by activity and kind"), default=dict)
    countries = models.JSONField(_("entries by country"), default=dict)

    class Meta:
        abstract = True

    @property
    def by_kind(self) -> dict[str, int]:
        return {kind: getattr(self, kind) for kind in _KINDS}

    @property
    def entries(self) -> int:
        return sum(self.by_kind.values())

    @property
    def by_country(self) -> dict[int, int]:
        return {int(key): number for key, number in self.countries.items()}

    @property
    def by_activity(self) -> dict[int, dict[str, int]]:
        return {int(key): kinds for key, kinds in self.activities.items()}


class YearFigures(Figures):
    """Those of all public chapters of a year. A year without them is counted when it is asked for."""

    reporting_year = models.OneToOneField(
        ReportingYear,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="figures",
        verbose_name=_("reporting year"),
    )
    chapters = models.PositiveIntegerField(_("chapters"), default=0)
    plans = models.JSONField(_("planned entries by what became of them"), default=dict)

    class Meta:
        verbose_name = _("figures of a year")
        verbose_name_plural = _("figures of years")

    def __str__(self) -> str:
        return str(self.reporting_year)


class ChapterFigures(Figures):
    """Those of one public chapter; they come and go with those of its year."""

    submission = models.OneToOneField(
        Submission,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="figures",
        verbose_name=_("submission"),
    )
    of_year = models.ForeignKey(
        YearFigures,
        on_delete=models.CASCADE,
        related_name="of_chapters",
        verbose_name=_("figures of the year"),
    )

    class Meta:
        verbose_name = _("figures of a chapter")
        verbose_name_plural = _("figures of chapters")

    def __str__(self) -> str:
        return str(self.submission)


class CountryFigures(models.Model):
    """What the public chapters of one year hold on one country; none where nothing names it.

    `parts` says by part of the country's page and by kind how many entries name it; `chapters` and
    `activities` have the keys of those that concern it or are cited by what does.
    """

    of_year = models.ForeignKey(
        YearFigures,
        on_delete=models.CASCADE,
        related_name="of_countries",
        verbose_name=_("figures of the year"),
    )
    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="figures", verbose_name=_("country")
    )
    parts = models.JSONField(_("entries by part and kind"), default=dict)
    chapters = models.JSONField(_("chapters"), default=list)
    activities = models.JSONField(_("activities"), default=list)

    class Meta:
        verbose_name = _("figures of a country")
        verbose_name_plural = _("figures of countries")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "of_year"],
                name="country_figures_unique",
                violation_error_message=_("The country has figures of this year already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_year} · {self.country}"
