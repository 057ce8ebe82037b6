"""Linking the sources of money that texts name to contributors."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.models import User
from program.models import Contributor, ContributorAlias
from program.rich_text import to_plain
from reporting import permissions
from reporting.actions.log import record
from reporting.enums import LogAct
from reporting.exceptions import ReportingError
from reporting.models import Entry, EntryContributor
from reporting.queries.entries import public_entries

# The words by which texts say that somebody pays.
_PAID_BY = re.compile(
    r"\b(?:funded|financed|sponsored|paid|supported)\s*by|\bfunding from|\bcontributions? (?:from|of)"
    r"|\bgrant from",
    re.IGNORECASE,
)
_REACH = 80  # characters after these words
_MAX_WORDS = 300


class LinkRefused(ReportingError):
    """The text cannot be linked to this contributor."""


@dataclass(frozen=True)
class ProposedLink:
    """A text that seems to name a contributor as its payer."""

    entry: Entry
    contributor: Contributor
    words: str


def proposed_links() -> list[ProposedLink]:
    """Return the public entries that say “funded by …” with a name of a contributor, not yet linked.

    Takes four queries.
    """
    names = _names()
    linked = set(EntryContributor.objects.values_list("entry_id", "contributor_id"))
    entries = public_entries().select_related("submission__implementer").in_official_order()
    return [
        ProposedLink(entry, contributor, words)
        for entry in entries
        for contributor, words in payers_in(to_plain(entry.text), names)
        if (entry.pk, contributor.pk) not in linked
    ]


def _names() -> list[tuple[str, Contributor]]:
    """Return each name with its contributor, the longest name first."""
    names = [(contributor.name, contributor) for contributor in Contributor.objects.all()]
    aliases = ContributorAlias.objects.select_related("contributor")
    names += [(alias.name, alias.contributor) for alias in aliases]
    return sorted(names, key=lambda pair: -len(pair[0]))


def payers_in(
    text: str, names: Iterable[tuple[str, Contributor]]
) -> Iterator[tuple[Contributor, str]]:
    """Yield the contributors that a plain text names as payers, each once, with its words."""
    found: set[int] = set()
    names = list(names)
    for mark in _PAID_BY.finditer(text):
        reach = text[mark.end() : mark.end() + _REACH]
        for name, contributor in names:
            match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", reach, _case(name))
            if match and contributor.pk not in found:
                found.add(contributor.pk)
                yield contributor, text[mark.start() : mark.end() + match.end()][:_MAX_WORDS]
                break


def _case(name: str) -> re.RegexFlag:
    """Acronyms are names only in capitals."""
    return re.NOFLAG if name.isupper() else re.IGNORECASE


@transaction.atomic
def link_contributor(
    entry: Entry, contributor: Contributor, *, words: str, by: User
) -> EntryContributor:
    """Say that the text of the entry names the contributor in these words.

    Raises `NotPermitted`, and `LinkRefused` when the words are not in the text.
    """
    permissions.require_to_keep_register(by)
    words = words.strip()[:_MAX_WORDS]
    if not words or words not in to_plain(entry.text):
        raise LinkRefused(_("Quote the words of the text that name the contributor."))
    # The published copy of a reopened chapter is linked with the entry, if it has the words too.
    for row in Entry.objects.filter(reference=entry.reference):
        if words in to_plain(row.text):
            EntryContributor.objects.get_or_create(
                entry=row, contributor=contributor, defaults={"words": words}
            )
    note = f"{entry.reference} → {contributor.name}: “{words}”"
    record(LogAct.LINK_CONTRIBUTOR, submission=entry.submission, entry=entry, note=note, by=by)
    return EntryContributor.objects.get(entry=entry, contributor=contributor)


@transaction.atomic
def unlink_contributor(link: EntryContributor, *, by: User) -> None:
    """Take a link back. Raises `NotPermitted`."""
    permissions.require_to_keep_register(by)
    entry = link.entry
    note = f"{entry.reference} – {link.contributor.name}"
    EntryContributor.objects.filter(
        entry__reference=entry.reference, contributor=link.contributor_id
    ).delete()
    record(LogAct.UNLINK_CONTRIBUTOR, submission=entry.submission, entry=entry, note=note, by=by)
