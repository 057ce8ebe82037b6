"""Questions about who pays: contributors, the sources that state them, the texts that name them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from program.models import Contributor, Country
from reporting.enums import CountryRole
from reporting.models import EntryContributor, EntryCountry, Financing
from reporting.models.entry import EntryQuerySet
from reporting.queries.contributor_names import contributor_named, contributors_by_name
from reporting.queries.entries import public_entries
from reporting.queries.financing import public_financing


def sources_stating(contributors: Iterable[Contributor]) -> QuerySet[Financing]:
    """Return the public sources that state any of these contributors. Takes three queries.

    Chapters write a name in several ways, so that names are compared without their case.
    """
    wanted = {contributor.pk for contributor in contributors}
    names = contributors_by_name()
    stated = public_financing().order_by().values_list("contributor", flat=True).distinct()
    matching = [
        name
        for name in stated
        if (contributor := contributor_named(name, names)) and contributor.pk in wanted
    ]
    return public_financing().filter(contributor__in=matching)


def texts_naming(contributors: Iterable[Contributor]) -> QuerySet[EntryContributor]:
    """Return the links of public entries to these contributors, those of the newest year first."""
    keys = [contributor.pk for contributor in contributors]
    return (
        EntryContributor.objects.filter(contributor__in=keys, entry__in=public_entries())
        .select_related("entry__submission__implementer")
        .order_by("-entry__submission__reporting_year__year", "entry__reference", "pk")
    )


def named_in_texts() -> QuerySet[Contributor]:
    """Return the contributors that texts of public entries name, by name."""
    links = EntryContributor.objects.filter(
        contributor=OuterRef("pk"), entry__in=public_entries().order_by()
    )
    return Contributor.objects.filter(Exists(links))


@dataclass(frozen=True)
class Contributions:
    """What a country contributed: the sources that chapters state, and the entries that name it."""

    contributors: list[Contributor]
    sources: QuerySet[Financing]
    entries: EntryQuerySet


def contributions_of(country: Country) -> Contributions:
    """Return what the country, or a body of it, contributed anywhere. Takes four queries."""
    contributors = list(country.contributors.all())
    named = EntryContributor.objects.filter(
        entry=OuterRef("pk"), contributor__in=[contributor.pk for contributor in contributors]
    )
    funds = EntryCountry.objects.filter(
        entry=OuterRef("pk"), country=country, role=CountryRole.FUNDER
    )
    entries = public_entries().filter(Q(Exists(funds)) | Q(Exists(named)))
    sources = sources_stating(contributors) if contributors else Financing.objects.none()
    return Contributions(contributors, sources, _with_implementers(entries))


def _with_implementers(entries: EntryQuerySet) -> EntryQuerySet:
    return entries.select_related(
        "submission__implementer", "submission__reporting_year"
    ).newest_year_first()
