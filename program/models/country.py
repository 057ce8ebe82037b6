import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from program.models.base import Language, NamedInFourLanguages


class SubRegion(models.TextChoices):
    NORTH_AMERICA = "north_america", _("North America")
    CENTRAL_AMERICA = "central_america", _("Central America")
    CARIBBEAN = "caribbean", _("Caribbean")
    SOUTH_AMERICA = "south_america", _("South America")
    OUTSIDE = "outside", _("Outside the Americas or not a member state")


class OasStatus(models.TextChoices):
    MEMBER = "member", _("member state of the OAS")
    OBSERVER = "observer", _("permanent observer of the OAS")
    OTHER = "other", _("neither a member state nor a permanent observer of the OAS")


class CountryKind(models.TextChoices):
    STATE = "state", _("state")
    TERRITORY = "territory", _("territory")


class AliasKind(models.TextChoices):
    VARIANT = "variant", _("variant of the name")
    DEMONYM = "demonym", _("demonym")
    CITY = "city", _("city")


class CountryQuerySet(models.QuerySet["Country"]):
    def members_in(self, year: int) -> "CountryQuerySet":
        """Return the member states of the OAS on the last day of `year` (a calendar year)."""
        return self.members_on(datetime.date(year, 12, 31))

    def members_on(self, day: datetime.date) -> "CountryQuerySet":
        """Return the member states of the OAS on `day`."""
        return self.filter(
            models.Exists(
                OasMembership.objects.filter(
                    models.Q(start__isnull=True) | models.Q(start__lte=day),
                    models.Q(end__isnull=True) | models.Q(end__gte=day),
                    country=models.OuterRef("pk"),
                )
            )
        )


class Country(NamedInFourLanguages):
    """A country or territory. Member states of the OAS are those with a period of membership."""

    iso3 = models.CharField(
        _("ISO alpha-3 code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Three capital letters, for example MEX."))],
    )
    iso2 = models.CharField(
        _("ISO alpha-2 code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, for example MX."))],
    )
    sub_region = models.CharField(_("sub-region"), max_length=20, choices=SubRegion.choices)
    kind = models.CharField(
        _("kind"), max_length=10, choices=CountryKind.choices, default=CountryKind.STATE
    )
    participates = models.BooleanField(
        _("takes part in the OAS"),
        default=True,
        help_text=_("Cuba is a member state that does not take part."),
    )
    is_permanent_observer = models.BooleanField(
        _("permanent observer of the OAS"),
        default=False,
        help_text=_("A member state is not marked as an observer."),
    )
    history = HistoricalRecords()

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.name

    def oas_status_on(self, day: datetime.date) -> OasStatus:
        """Return whether it is a member, an observer or neither. The observers are today's."""
        if any(membership.includes(day) for membership in self.oas_memberships.all()):
            return OasStatus.MEMBER
        return OasStatus.OBSERVER if self.is_permanent_observer else OasStatus.OTHER


class CountryAlias(models.Model):
    """Another word for a country in texts: a variant of its name, a demonym, a city."""

    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("country")
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=AliasKind.choices)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )

    class Meta:
        ordering = ["country", "kind", "name"]
        verbose_name = _("alias of a country")
        verbose_name_plural = _("aliases of countries")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name", "kind", "language"],
                name="country_alias_unique",
                violation_error_message=_("This country has this alias already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class OasMembership(models.Model):
    """A period in which a state was a member of the OAS. An unknown first day is empty."""

    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="oas_memberships", verbose_name=_("country")
    )
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["country", "start"]
        verbose_name = _("membership of the OAS")
        verbose_name_plural = _("memberships of the OAS")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
                name="oas_membership_ends_after_start",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.start or '…'} – {self.end or '…'}"

    def includes(self, day: datetime.date) -> bool:
        """Whether the period includes `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
