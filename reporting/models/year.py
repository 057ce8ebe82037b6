from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from program.models import Language, Program, Resolution
from program.models.base import WrittenInALanguage
from program.models.program import current_program
from reporting.models.public import hidden_chapter, not_demonstration, public_chapter

FIRST_YEAR, LAST_YEAR = 2005, 2100  # the Program began in the first


class ReportingYearQuerySet(models.QuerySet["ReportingYear"]):
    def of_current_program(self) -> "ReportingYearQuerySet":
        """Return the years of the current Program."""
        return self.filter(current_program("program__"))

    def without_demonstrations(self) -> "ReportingYearQuerySet":
        """Leave out demonstration years, which count nowhere."""
        return self.filter(not_demonstration())

    def public(self) -> "ReportingYearQuerySet":
        """Return the years of which anything is public: at least one chapter."""
        return self.filter(pk__in=_keys(public_chapter("submissions__")))

    def complete(self) -> "ReportingYearQuerySet":
        """Return the public years of which every chapter is public or a report is issued.

        Statements about such a year as a whole reveal nothing that is not public. A reopened
        chapter counts as public while its published copy is.
        """
        return self.public().filter(is_complete())


def is_complete() -> models.Q:
    """Return the condition of `complete` for public years."""
    without_copy = models.Q(submissions__published_copy__isnull=True)
    has_hidden_chapter = models.Q(pk__in=_keys(hidden_chapter("submissions__") & without_copy))
    is_issued = models.Q(pk__in=_keys(models.Q(editions__isnull=False)))
    return ~has_hidden_chapter | is_issued


def _keys(condition: models.Q) -> models.QuerySet[Any, Any]:
    """Return the keys of the years that meet `condition`, for a subquery."""
    return ReportingYear.objects.filter(condition).order_by().values("pk")


class ReportingYear(WrittenInALanguage):
    """A reporting year of a Program. `title` is the title of its report.

    A demonstration year is for practice. It counts nowhere, is marked wherever it is shown, and can
    be removed. What a year is never changes (see `reporting/triggers.py`).
    """

    program = models.ForeignKey(
        Program, on_delete=models.PROTECT, related_name="years", verbose_name=_("Program")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    title = models.CharField(_("title of the report"), max_length=300)
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    content_version = models.PositiveIntegerField(
        _("version of the content"),
        default=1,
        editable=False,
        help_text=_(
            "Increases with every change of the report’s own parts, its highlights, its cover and "
            "the order of its chapters."
        ),
    )

    objects = ReportingYearQuerySet.as_manager()

    class Meta:
        ordering = ["program", "-year"]
        verbose_name = _("reporting year")
        verbose_name_plural = _("reporting years")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "year"],
                name="reporting_year_unique",
                violation_error_message=_("This Program has this year already."),
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True)
                | models.Q(due_on__isnull=True)
                | models.Q(due_on__gte=models.F("opens_on")),
                name="reporting_year_due_after_opening",
                violation_error_message=_("The year is due before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class ReportCover(models.Model):
    """The cover of a year's report: the block of an OAS document."""

    reporting_year = models.OneToOneField(
        ReportingYear,
        on_delete=models.CASCADE,
        related_name="cover",
        verbose_name=_("reporting year"),
    )
    council = models.CharField(_("council"), max_length=200, blank=True)
    committees = models.TextField(_("committees"), blank=True, help_text=_("One a line."))
    series = models.CharField(_("series"), max_length=40, blank=True)
    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    document_date = models.DateField(_("date"), null=True, blank=True)
    original_language = models.CharField(
        _("original language"), max_length=2, choices=Language.choices, default=Language.EN
    )
    presented_by = models.CharField(_("presented by"), max_length=200, blank=True)
    presented_to = models.CharField(_("presented to"), max_length=300, blank=True)
    under_resolution = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("under resolution"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("cover of a report")
        verbose_name_plural = _("covers of reports")

    def __str__(self) -> str:
        return self.symbol or str(self.reporting_year)
