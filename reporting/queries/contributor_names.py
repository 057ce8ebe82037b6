"""The names by which chapters and texts call contributors."""

from collections.abc import Mapping

from program.models import Contributor, ContributorAlias

Names = Mapping[str, Contributor]


def contributors_by_name() -> dict[str, Contributor]:
    """Return the contributors by each of their names, in lower case. Takes two queries."""
    names = {
        alias.name.casefold(): alias.contributor
        for alias in ContributorAlias.objects.select_related("contributor__country")
    }
    for contributor in Contributor.objects.select_related("country"):
        names[contributor.name.casefold()] = contributor
    return names


def contributor_named(name: str, names: Names) -> Contributor | None:
    """Return the contributor with this name, from `contributors_by_name`."""
    return names.get(name.strip().casefold())
