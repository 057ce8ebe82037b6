from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from program.models.base import Language, WrittenInALanguage
from program.models.program import Program, Resolution, current_program

activity_code = RegexValidator(
    r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z",
    _("Use letters, digits and single hyphens, for example 67 or RIAL-1."),
)


class ActivityQuerySet(models.QuerySet["Activity"]):
    def with_text(self) -> "ActivityQuerySet":
        """Return those whose text is known: some numbers have none, as no source prints it."""
        return self.exclude(text="")

    def of_current_program(self) -> "ActivityQuerySet":
        """Return the activities of the current Program."""
        return self.filter(current_program("program__"))


class Activity(WrittenInALanguage):
    """An activity of a Program's register ("Program activity" on pages).

    The code is stable and used in addresses. A number without a text is in the register because the
    resolution has that number, although no available report prints its text.
    """

    program = models.ForeignKey(
        Program, on_delete=models.PROTECT, related_name="activities", verbose_name=_("Program")
    )
    code = models.CharField(_("code"), max_length=20, validators=[activity_code])
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the register"))
    text = models.TextField(_("text"), blank=True)
    short_title = models.CharField(
        _("short title"), max_length=120, blank=True, help_text=_("In the portal's words.")
    )
    text_source = models.CharField(
        _("source of the text"),
        max_length=300,
        blank=True,
        help_text=_("The document that the text was taken from."),
    )
    source = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("resolution it comes from"),
    )
    source_note = models.CharField(_("where else it comes from"), max_length=200, blank=True)
    probably_same_as = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="probable_restatements",
        verbose_name=_("probably the same as"),
        help_text=_("Set by the secretariat alone."),
    )
    history = HistoricalRecords()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["program", "position"]
        verbose_name = _("Program activity")
        verbose_name_plural = _("Program activities")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "code"],
                name="activity_code_unique",
                violation_error_message=_("This Program has an activity with this code already."),
            ),
            models.UniqueConstraint(
                fields=["program", "number"],
                name="activity_number_unique",
                violation_error_message=_("This Program has an activity with this number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(probably_same_as__isnull=True)
                | ~models.Q(probably_same_as=models.F("id")),
                name="activity_not_same_as_itself",
                violation_error_message=_("An activity is not a restatement of itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.short_title}".strip()


class ActivityTranslation(models.Model):
    """The text of an activity in another official language than its own."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.CASCADE,
        related_name="translations",
        verbose_name=_("Program activity"),
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    text = models.TextField(_("text"))
    source = models.CharField(_("source of the text"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["activity", "language"]
        verbose_name = _("translation of an activity")
        verbose_name_plural = _("translations of activities")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "language"],
                name="activity_translation_unique",
                violation_error_message=_("This activity has a text in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity.code} ({self.language})"
