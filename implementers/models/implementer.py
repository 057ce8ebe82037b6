from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from implementers.tree import ancestor_ids, descendant_ids
from program.models import Activity
from program.models.base import Language, NamedInFourLanguages


class ImplementerKind(models.TextChoices):
    OAS = "oas", _("organ, agency or entity of the OAS")
    STATES_FORUM = "states_forum", _("forum of member states")
    INTERNATIONAL = "international_organization", _("international organization")
    OTHER = "other", _("other implementer")


class ImplementerQuerySet(models.QuerySet["Implementer"]):
    def reporting(self) -> "ImplementerQuerySet":
        """Return those with chapters of their own, which do not only head others."""
        return self.filter(heads_only=False)

    def parent_ids(self) -> dict[int, int | None]:
        """Return the key of each one's parent, None without one. Takes one query."""
        return dict(self.order_by().values_list("pk", "parent_id"))


class Implementer(NamedInFourLanguages):
    """A body that the Program assigns activities to.

    Implementers form a tree: for example, MiDE and RIAL are part of SEDI.
    """

    slug = models.SlugField(_("address"), unique=True)
    acronym = models.CharField(_("acronym or short name"), max_length=20, unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=ImplementerKind.choices)
    heads_only = models.BooleanField(
        _("only heads others"),
        default=False,
        help_text=_("Has no submissions of its own, as SEDI."),
    )
    position = models.PositiveSmallIntegerField(_("place in the official order"))
    activities = models.ManyToManyField(
        Activity,
        through="Assignment",
        related_name="implementers",
        verbose_name=_("assigned activities"),
    )
    history = HistoricalRecords()

    objects = ImplementerQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("implementer")
        verbose_name_plural = _("implementers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="implementer_not_its_own_parent",
                violation_error_message=_("An implementer is not a part of itself."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym not in self.name else self.name

    def clean(self) -> None:
        """Refuse a parent that is part of this implementer."""
        if self.pk is None or self.parent_id is None or self.parent_id == self.pk:
            return  # the constraint refuses an implementer as its own parent
        if self.pk in ancestor_ids(self.parent_id, Implementer.objects.parent_ids()):
            message = _("%(parent)s is itself part of %(implementer)s. Choose another one.")
            values = {"parent": self.parent, "implementer": self}
            raise ValidationError({"parent": message % values})

    def descendant_ids(self) -> set[int]:
        """Return the keys of it and all implementers below it. Takes one query."""
        return descendant_ids(self.pk, Implementer.objects.parent_ids())


class ImplementerAlias(models.Model):
    """Another name or acronym of an implementer in texts, such as OIM for IOM."""

    implementer = models.ForeignKey(
        Implementer,
        on_delete=models.CASCADE,
        related_name="aliases",
        verbose_name=_("implementer"),
    )
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )

    class Meta:
        ordering = ["implementer", "name"]
        verbose_name = _("alias of an implementer")
        verbose_name_plural = _("aliases of implementers")
        constraints = [
            models.UniqueConstraint(
                fields=["implementer", "name", "language"],
                name="implementer_alias_unique",
                violation_error_message=_("This implementer has this alias already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """An activity that is assigned to an implementer."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("Program activity"),
    )
    implementer = models.ForeignKey(
        Implementer,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("implementer"),
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["implementer", "activity__position"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "implementer"],
                name="assignment_unique",
                violation_error_message=_("This activity is assigned to this implementer already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity.code} → {self.implementer.acronym}"
