"""Checks of financing. Stated, none stated and not applicable are three different states."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.registry import CheckResult, Scope, check, in_chapter, in_text
from reporting.recognition.money import find_money


@check(
    "financing.none-stated",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("An organ of the OAS does not say how its activities were paid for."),
    remedy=_("State the sources of financing."),
)
def none_stated(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    if chapter.of_the_oas and chapter.entries and not chapter.financing:
        message = gettext("%(acronym)s states no financing.") % {"acronym": chapter.acronym}
        yield in_chapter(chapter, message, "financing")


@check(
    "financing.not-applicable",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("Financing is stated by an implementer that is not asked for it."),
    remedy=_("Keep it, if it is to be printed; the table asks organs of the OAS alone."),
)
def not_applicable(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    if chapter.financing and not chapter.of_the_oas:
        message = gettext(
            "%(acronym)s states financing, which is asked of organs of the OAS alone."
        )
        statements = "; ".join(source.text for source in chapter.financing)
        yield in_chapter(chapter, message % {"acronym": chapter.acronym}, "financing", statements)


@check(
    "financing.amount-not-held",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("The text names an amount of money that no financing of the chapter holds."),
    remedy=_("Add the amount to the chapter’s financing."),
)
def amount_not_held(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    amounts = {source.amount for source in year.chapter[entry.chapter].financing}
    for mention in find_money(entry.plain, lang=entry.language):
        if not any(mention.holds(amount) for amount in amounts):
            message = gettext("No financing holds “%(words)s”.") % {"words": mention.words}
            yield in_text(entry.text, message, mention.start, mention.end)


@check(
    "financing.amount-not-read",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("A source of financing names an amount that its own field does not hold."),
    remedy=_("Enter the amount, so that it can be added up."),
)
def amount_not_read(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for index, source in enumerate(chapter.financing):
        for mention in find_money(source.text, lang=chapter.language):
            if not mention.holds(source.amount):
                message = gettext("“%(words)s” is not the amount held.") % {"words": mention.words}
                yield in_chapter(chapter, message, f"financing/{index}", mention.words)
