"""How an entry concerns a country: each that names it stands in exactly one part of its page."""

from collections.abc import Collection

from reporting.enums import CountryRole, EntryKind

PARTS = ("executed", "planned", "took-part", "mentioned")
CONCERNING = PARTS[:3]


def part_of(kind: str, roles: Collection[str]) -> str:
    """The part of an entry of this kind that names a country in these roles."""
    if set(roles) == {CountryRole.MENTIONED}:
        return "mentioned"
    if set(roles) <= {CountryRole.PARTICIPANT, CountryRole.MENTIONED}:
        return "took-part"
    return "executed" if kind == EntryKind.EXECUTED else "planned"
