"""/entries/<reference>/ : an entry's permanent address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from reporting.models import Entry
from reporting.queries.chains import chain_of


def entry_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """An entry with its facts, its chain and its citation.

    Of whatever Program: the address is permanent and outlives the one that is current.
    """
    entry = get_object_or_404(
        Entry.objects.public()
        .as_shown()
        .select_related("submission__reporting_year__cover", "submission__reporting_year__program"),
        reference=reference,
    )
    return render(
        request,
        "reporting/entry/detail.html",
        {"entry": entry, "chain": chain_of(entry)},
    )
